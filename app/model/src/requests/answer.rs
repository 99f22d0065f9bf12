//! What an office writes back: a comment while it works, an answer with an outcome when it closes.

use super::archive::ArchiveStated;
use super::draft::text_within;
use crate::problem::{FieldError, Issue};
use serde::{Deserialize, Serialize};

/// The longest comment and answer, in characters.
pub const MAX_COMMENT_CHARS: usize = 10_000;

/// How a request ended (*esito*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    Accepted,
    PartlyAccepted,
    NotAccepted,
    Informative,
    NotCompetent,
}

impl Outcome {
    pub const ALL: [Self; 5] =
        [Self::Accepted, Self::PartlyAccepted, Self::NotAccepted, Self::Informative, Self::NotCompetent];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::PartlyAccepted => "partly_accepted",
            Self::NotAccepted => "not_accepted",
            Self::Informative => "informative",
            Self::NotCompetent => "not_competent",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// A comment as typed; also what taking charge may carry, there optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentForm {
    pub text: String,
    /// The version the operator read, for forms; software sends `If-Match`.
    pub version: String,
}

/// A comment that may be shown to the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment(String);

impl Comment {
    pub fn parse(form: &CommentForm) -> Result<Self, Vec<FieldError>> {
        text_within(&form.text, MAX_COMMENT_CHARS).map(Self).map_err(|issue| vec![FieldError::new("text", issue)])
    }

    /// Nothing typed is no comment; something typed must hold.
    pub fn parse_optional(form: &CommentForm) -> Result<Option<Self>, Vec<FieldError>> {
        Self::optional(&form.text).map_err(|issue| vec![FieldError::new("text", issue)])
    }

    /// The same of a form that has more than a comment.
    pub(super) fn optional(text: &str) -> Result<Option<Self>, Issue> {
        if text.trim().is_empty() { Ok(None) } else { text_within(text, MAX_COMMENT_CHARS).map(Self).map(Some) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The closing form as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerForm {
    pub text: String,
    pub outcome: String,
    /// What was done in the archives: `nothing`, `done`, `planned`, or empty where nothing is said of them.
    pub archives: String,
    /// What was done or will be, in a sentence; needed for `done` and `planned`.
    pub archives_text: String,
    /// A working day (ISO 8601) after today on which the office looks whether it holds.
    pub check_on: String,
    /// Anything here says that an answer much like another was read again and holds for this case.
    pub similar_ok: String,
    pub version: String,
}

/// A reasoned answer with its outcome: without one of these in hand nothing can be closed. The signatory is the operator who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub text: String,
    pub outcome: Outcome,
    pub archives: Option<ArchiveStated>,
}

impl Answer {
    pub fn parse(form: &AnswerForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let outcome = match form.outcome.trim() {
            "" => Err(Issue::Required),
            word => Outcome::from_word(word).ok_or(Issue::UnknownChoice),
        };
        let outcome = outcome.map_err(|issue| errors.push(FieldError::new("outcome", issue)));
        let text =
            text_within(&form.text, MAX_COMMENT_CHARS).map_err(|issue| errors.push(FieldError::new("text", issue)));
        let archives = ArchiveStated::parse(form).map_err(|found| errors.extend(found));
        match (outcome, text, archives) {
            (Ok(outcome), Ok(text), Ok(archives)) => Ok(Self { text, outcome, archives }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_wants_a_reasoned_text_and_an_outcome() {
        let errors = Answer::parse(&AnswerForm { text: " \n".into(), ..AnswerForm::default() }).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["outcome", "text"]);
    }

    #[test]
    fn every_outcome_has_a_word_that_leads_back() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_word(outcome.as_str()), Some(outcome));
        }
    }
}
