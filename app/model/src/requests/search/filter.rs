//! What a list of requests is narrowed by: a form as it stands in the address, parsed at the door by both sides.

use super::{Days, SearchText};
use crate::problem::{FieldError, Issue};
use crate::requests::draft::{choice, keep, optional, saturate};
use crate::requests::{Channel, Outcome, PublicState};
use crate::{IntermediaryId, OfficeId, PositionId, SubjectId};
use serde::{Deserialize, Serialize};

/// The longest text to search for, in characters.
pub const MAX_SEARCH_CHARS: usize = 200;

/// The filter as typed; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct FilterForm {
    /// Words to find in texts, answers, file names, subject, register number, company and position number, in any
    /// Italian form and without accents; in quotes, words that must stand together.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// A company's name or tax code, or part of it, or the beginning of a position number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// A position's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// `open`, `in_charge` or `closed`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// A subject's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// First day of opening, `2026-11-23`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opened_from: String,
    /// Last day of opening, included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opened_to: String,
    /// First day of the last change.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub updated_from: String,
    /// Last day of the last change, included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub updated_to: String,
    /// An office's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// `web`, `fax`, `pec`, `email`, `phone`, `desk` or `letter`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// The id of the intermediary's firm that sent it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub intermediary: String,
    /// `accepted`, `partly_accepted`, `not_accepted`, `informative` or `not_competent`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub outcome: String,
}

impl FilterForm {
    /// Every field by its name, in the order people meet them.
    pub fn pairs(&self) -> [(&'static str, &str); 13] {
        [
            ("text", &self.text),
            ("company", &self.company),
            ("position", &self.position),
            ("state", &self.state),
            ("subject", &self.subject),
            ("opened_from", &self.opened_from),
            ("opened_to", &self.opened_to),
            ("updated_from", &self.updated_from),
            ("updated_to", &self.updated_to),
            ("office", &self.office),
            ("channel", &self.channel),
            ("intermediary", &self.intermediary),
            ("outcome", &self.outcome),
        ]
    }

    /// The form that has these values at its fields.
    pub fn from_fields(value: impl Fn(&str) -> String) -> Self {
        Self {
            text: value("text"),
            company: value("company"),
            position: value("position"),
            state: value("state"),
            subject: value("subject"),
            opened_from: value("opened_from"),
            opened_to: value("opened_to"),
            updated_from: value("updated_from"),
            updated_to: value("updated_to"),
            office: value("office"),
            channel: value("channel"),
            intermediary: value("intermediary"),
            outcome: value("outcome"),
        }
    }

    /// The same without one field.
    pub fn without(&self, field: &str) -> Self {
        let kept = |name: &str| self.pairs().into_iter().find(|(other, _)| *other == name && name != field);
        Self::from_fields(|name| kept(name).map(|(_, value)| value.to_owned()).unwrap_or_default())
    }

    pub fn is_empty(&self) -> bool {
        self.pairs().iter().all(|(_, value)| value.trim().is_empty())
    }
}

/// A filter that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub text: Option<SearchText>,
    /// As typed, trimmed.
    pub company: Option<String>,
    pub position: Option<PositionId>,
    pub state: Option<PublicState>,
    pub subject: Option<SubjectId>,
    pub opened: Days,
    pub updated: Days,
    pub office: Option<OfficeId>,
    pub channel: Option<Channel>,
    pub intermediary: Option<IntermediaryId>,
    pub outcome: Option<Outcome>,
}

impl Filter {
    /// Reads the form and reports every error, not the first alone.
    pub fn parse(form: &FilterForm) -> Result<Self, Vec<FieldError>> {
        let e = &mut vec![];
        let filter = Self {
            text: kept(e, "text", &form.text, |raw| line(raw, MAX_SEARCH_CHARS).map(SearchText::parse)),
            company: kept(e, "company", &form.company, |raw| line(raw, MAX_SEARCH_CHARS).map(str::to_owned)),
            position: kept(e, "position", &form.position, choice),
            state: kept(e, "state", &form.state, |raw| word(raw, PublicState::from_word)),
            subject: kept(e, "subject", &form.subject, choice),
            opened: Days::parse(("opened_from", &form.opened_from), ("opened_to", &form.opened_to), e),
            updated: Days::parse(("updated_from", &form.updated_from), ("updated_to", &form.updated_to), e),
            office: kept(e, "office", &form.office, choice),
            channel: kept(e, "channel", &form.channel, |raw| word(raw, Channel::from_word)),
            intermediary: kept(e, "intermediary", &form.intermediary, choice),
            outcome: kept(e, "outcome", &form.outcome, |raw| word(raw, Outcome::from_word)),
        };
        if e.is_empty() { Ok(filter) } else { Err(std::mem::take(e)) }
    }
}

fn kept<'a, T>(
    errors: &mut Vec<FieldError>,
    field: &str,
    raw: &'a str,
    parse: impl Fn(&'a str) -> Result<T, Issue>,
) -> Option<T> {
    keep(errors, field, optional(raw, parse)).flatten()
}

fn word<T>(raw: &str, from_word: impl Fn(&str) -> Option<T>) -> Result<T, Issue> {
    from_word(raw.trim()).ok_or(Issue::UnknownChoice)
}

/// One line of text, trimmed: not too long, nothing in it that cannot be seen.
pub(crate) fn line(raw: &str, max: usize) -> Result<&str, Issue> {
    let actual = raw.trim().chars().count();
    if actual > max {
        return Err(Issue::TooLong { max: saturate(max), actual: saturate(actual) });
    }
    if raw.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        return Err(Issue::ControlCharacters);
    }
    Ok(raw.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_narrows_nothing() {
        assert!(FilterForm::default().is_empty());
        assert_eq!(Filter::parse(&FilterForm::default()), Ok(Filter::default()));
    }

    #[test]
    fn every_field_that_does_not_hold_is_named() {
        let form = FilterForm::from_fields(|field| match field {
            "text" | "company" => "x".repeat(10_000),
            _ => "mah".into(),
        });
        let errors = Filter::parse(&form).unwrap_err();
        let mut named: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        let mut all: Vec<_> = form.pairs().iter().map(|(field, _)| *field).collect();
        named.sort_unstable();
        all.sort_unstable();
        assert_eq!(named, all);
    }

    #[test]
    fn a_field_is_taken_out_alone() {
        let form = FilterForm::from_fields(|field| field.to_owned());
        let without = form.without("state");
        assert_eq!((without.state.as_str(), without.outcome.as_str()), ("", "outcome"));
        assert_eq!(without.pairs().iter().filter(|(_, value)| value.is_empty()).count(), 1);
    }
}
