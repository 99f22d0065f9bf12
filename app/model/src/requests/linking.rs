//! Requests that have to do with each other: linked, or one that goes on in the other.

use super::PublicState;
use super::answer::MAX_COMMENT_CHARS;
use super::draft::{keep, text_within};
use crate::RequestId;
use crate::problem::{FieldError, Issue};
use crate::register::{RegisterNumber, Registration};
use serde::{Deserialize, Serialize};

/// How two requests have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LinkKind {
    Related,
    /// The one that was linked goes on in the other, and was closed saying so.
    MergedInto,
}

impl LinkKind {
    pub const ALL: [Self; 2] = [Self::Related, Self::MergedInto];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Related => "related",
            Self::MergedInto => "merged_into",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Another request this one has to do with, seen from this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RelatedRequest {
    pub id: RequestId,
    pub kind: LinkKind,
    /// Whether the other one was merged into this, where one was merged at all.
    pub came_in: bool,
    pub subject: String,
    pub state: PublicState,
    pub registration: Registration,
}

/// Which request has to do with this one, by its number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkForm {
    /// The register number of the other, as people write it.
    pub number: String,
}

impl LinkForm {
    /// # Errors
    /// When it is no number of a register.
    pub fn parse(&self) -> Result<RegisterNumber, Vec<FieldError>> {
        number(&self.number).map_err(|issue| vec![FieldError::new("number", issue)])
    }
}

/// In which request this one goes on, and what the company is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeForm {
    pub number: String,
    /// The answer that closes this one; the number of the other is added to it.
    pub text: String,
    pub version: String,
}

/// A merging that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub number: RegisterNumber,
    pub text: String,
}

impl Merge {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &MergeForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let number = keep(errors, "number", number(&form.number));
        let text = keep(errors, "text", text_within(&form.text, MAX_COMMENT_CHARS));
        match (number, text) {
            (Some(number), Some(text)) => Ok(Self { number, text }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

fn number(raw: &str) -> Result<RegisterNumber, Issue> {
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    RegisterNumber::quoted_in(raw).ok_or(Issue::UnknownChoice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let parse = |number: &str| LinkForm { number: number.into() }.parse().map(|number| number.number);
        assert_eq!(parse(" prot.INPS.5100.2026.0000042 "), Ok(42));
        assert_eq!(parse("42").unwrap_err()[0].issue, Issue::UnknownChoice);
        assert_eq!(parse(" ").unwrap_err()[0].issue, Issue::Required);
    }
}
