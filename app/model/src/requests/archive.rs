//! What an answer says of the archives (*azione in archivio*): nothing to do, done or planned, and when somebody looks whether it holds.

use super::answer::AnswerForm;
use super::draft::text_within;
use crate::offices::WorkingCalendar;
use crate::problem::{FieldError, Issue};
use crate::{Instant, MessageId};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest description of what was done, in characters: one sentence a company understands.
pub const MAX_ARCHIVE_CHARS: usize = 500;
/// The furthest check day, in days from today: what is checked later is checked by nobody.
pub const ARCHIVE_DAYS: i32 = 180;

/// What happens in the archives with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ArchiveKind {
    Nothing,
    Done,
    Planned,
}

impl ArchiveKind {
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Done, Self::Planned];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Done => "done",
            Self::Planned => "planned",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What an answer states of the archives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveStated {
    Nothing,
    /// Done or planned, in a sentence, to be checked on a working day.
    Action {
        kind: ArchiveKind,
        text: String,
        check_on: Date,
    },
}

impl ArchiveStated {
    /// None where the form says nothing of the archives.
    ///
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &AnswerForm) -> Result<Option<Self>, Vec<FieldError>> {
        let kind = match form.archives.trim() {
            "" => return Ok(None),
            word => {
                ArchiveKind::from_word(word).ok_or_else(|| vec![FieldError::new("archives", Issue::UnknownChoice)])?
            }
        };
        if kind == ArchiveKind::Nothing {
            return Ok(Some(Self::Nothing));
        }
        let mut errors = vec![];
        let text = text_within(&form.archives_text, MAX_ARCHIVE_CHARS);
        let text = text.map_err(|issue| errors.push(FieldError::new("archives_text", issue)));
        let check_on = check_day(&form.check_on).map_err(|issue| errors.push(FieldError::new("check_on", issue)));
        match (text, check_on) {
            (Ok(text), Ok(check_on)) => Ok(Some(Self::Action { kind, text, check_on })),
            _ => Err(errors),
        }
    }

    /// Whether somebody works on the check day, after today and within half a year.
    ///
    /// # Errors
    /// What is wrong with the day.
    pub fn fits(&self, calendar: &WorkingCalendar, today: Date) -> Result<(), FieldError> {
        let Self::Action { check_on, .. } = self else { return Ok(()) };
        let issue = match outside(*check_on, today) {
            Some(issue) => issue,
            None if !calendar.is_working_day(*check_on) => Issue::RestDay,
            None => return Ok(()),
        };
        Err(FieldError::new("check_on", issue))
    }

    pub fn kind(&self) -> ArchiveKind {
        match self {
            Self::Nothing => ArchiveKind::Nothing,
            Self::Action { kind, .. } => *kind,
        }
    }

    /// As [`registered_text`] takes it.
    pub fn parts(&self) -> (ArchiveKind, &str, Option<Date>) {
        match self {
            Self::Nothing => (ArchiveKind::Nothing, "", None),
            Self::Action { kind, text, check_on } => (*kind, text, Some(*check_on)),
        }
    }
}

fn check_day(raw: &str) -> Result<Date, Issue> {
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    raw.trim().parse().map_err(|_| Issue::BadDate)
}

fn outside(day: Date, today: Date) -> Option<Issue> {
    let bounds = today.tomorrow().and_then(|first| Ok((first, today.checked_add(ARCHIVE_DAYS.days())?)));
    match bounds {
        Ok((first, last)) if (first..=last).contains(&day) => None,
        Ok((first, last)) => Some(Issue::DateOutside { first, last }),
        Err(_) => Some(Issue::BadDate),
    }
}

/// What an answer said of the archives, as both sides read it under the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchiveAction {
    pub kind: ArchiveKind,
    /// What was done or will be; empty where there was nothing to do.
    pub text: String,
    /// The day on which the office looks whether it holds; none where there was nothing to do.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub check_on: Option<Date>,
    /// When somebody looked.
    #[serde(default)]
    pub checked_at: Option<Instant>,
    #[serde(default)]
    pub checked_by: Option<String>,
    /// Whether the archives held it.
    #[serde(default)]
    pub held: Option<bool>,
}

impl ArchiveAction {
    /// As [`registered_text`] takes it: what was found later was never part of it.
    pub fn parts(&self) -> (ArchiveKind, &str, Option<Date>) {
        (self.kind, &self.text, self.check_on)
    }

    /// Whether somebody still has to look.
    pub fn is_to_check(&self) -> bool {
        self.check_on.is_some() && self.checked_at.is_none()
    }
}

/// The text an answer is registered with: its words, and below them what it states of the archives. Digests are made of it, so
/// that this form never changes; it is written for no page.
pub fn registered_text(text: &str, stated: Option<(ArchiveKind, &str, Option<Date>)>) -> String {
    match stated {
        None => text.to_owned(),
        Some((kind, done, check_on)) => {
            let check_on = check_on.map(|day| format!(" {day}")).unwrap_or_default();
            format!("{text}\n\n[archivi] {}{check_on}\n{done}", kind.as_str())
        }
    }
}

/// What an operator found in the archives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchiveCheckForm {
    /// The answer whose statement is checked.
    pub message: String,
    /// `yes` or `no`.
    pub held: String,
    /// What is missing, as the company reads it; needed for a no.
    pub text: String,
    pub version: String,
}

/// A check that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveCheck {
    pub message: MessageId,
    /// None when all is as the answer said; else what is missing.
    pub missing: Option<String>,
}

impl ArchiveCheck {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &ArchiveCheckForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let message = super::choice(&form.message).map_err(|issue| errors.push(FieldError::new("message", issue)));
        let missing = match form.held.trim() {
            "yes" => Ok(None),
            "no" => text_within(&form.text, super::MAX_COMMENT_CHARS).map(Some).map_err(|issue| ("text", issue)),
            "" => Err(("held", Issue::Required)),
            _ => Err(("held", Issue::UnknownChoice)),
        };
        let missing = missing.map_err(|(field, issue)| errors.push(FieldError::new(field, issue)));
        match (message, missing) {
            (Ok(message), Ok(missing)) => Ok(Self { message, missing }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CALENDAR: WorkingCalendar = WorkingCalendar::new(None);

    fn form(archives: &str, text: &str, check_on: &str) -> AnswerForm {
        let (archives, archives_text) = (archives.into(), text.into());
        AnswerForm { archives, archives_text, check_on: check_on.into(), ..AnswerForm::default() }
    }

    #[test]
    fn the_registered_text_holds_what_is_stated_and_is_the_text_alone_where_nothing_is() {
        assert_eq!(registered_text("Fatto.", None), "Fatto.");
        let day = jiff::civil::date(2026, 11, 30);
        let stated = registered_text("Fatto.", Some((ArchiveKind::Done, "Acquisita.", Some(day))));
        assert_eq!(stated, "Fatto.\n\n[archivi] done 2026-11-30\nAcquisita.");
        assert_eq!(registered_text("No.", Some((ArchiveKind::Nothing, "", None))), "No.\n\n[archivi] nothing\n");
    }

    #[test]
    fn what_was_done_wants_a_sentence_and_a_day_and_nothing_wants_neither() {
        assert_eq!(ArchiveStated::parse(&form("", "dimenticato", "ieri")), Ok(None));
        assert_eq!(ArchiveStated::parse(&form("nothing", "", "")), Ok(Some(ArchiveStated::Nothing)));
        let errors = ArchiveStated::parse(&form("done", " ", "domani")).unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| (error.field.as_str(), &error.issue)).collect();
        assert_eq!(said, [("archives_text", &Issue::Required), ("check_on", &Issue::BadDate)]);
        assert_eq!(ArchiveStated::parse(&form("forse", "", "")).unwrap_err()[0].issue, Issue::UnknownChoice);
    }

    #[test]
    fn the_check_day_is_a_working_day_after_today() {
        let today = date(2026, 11, 27);
        let fits = |day: &str| {
            let stated = ArchiveStated::parse(&form("planned", "Si aggiorna la denuncia.", day)).unwrap().unwrap();
            stated.fits(&CALENDAR, today).err().map(|error| error.issue)
        };
        assert_eq!(fits("2026-11-30"), None);
        assert_eq!(fits("2026-11-28"), Some(Issue::RestDay), "a Saturday");
        assert_eq!(fits("2026-12-08"), Some(Issue::RestDay), "a holiday");
        for day in ["2026-11-27", "2026-11-26", "2028-01-10"] {
            assert!(matches!(fits(day), Some(Issue::DateOutside { .. })), "{day}");
        }
    }

    #[test]
    fn a_check_that_fails_says_what_is_missing() {
        let parse = |held: &str, text: &str| {
            let message = "01900000-0000-7000-8000-000000000000".to_owned();
            let form =
                ArchiveCheckForm { message, held: held.into(), text: text.into(), ..ArchiveCheckForm::default() };
            ArchiveCheck::parse(&form).map(|check| check.missing)
        };
        assert_eq!(parse("yes", ""), Ok(None));
        assert_eq!(parse("no", "Manca ottobre."), Ok(Some("Manca ottobre.".into())));
        assert_eq!(parse("no", " ").unwrap_err()[0].field, "text");
        assert_eq!(parse("", "").unwrap_err()[0].field, "held");
    }
}
