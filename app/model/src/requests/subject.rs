//! A request's subject put right (*correzione dell'oggetto*), with a reason; what was registered keeps the one it had.

use super::answer::MAX_COMMENT_CHARS;
use super::draft::{choice, keep, text_within};
use crate::SubjectId;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// Which subject a request is really about, and why (*correzione dell'oggetto*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectForm {
    /// A subject of the same scheme.
    pub subject: String,
    /// The reason, as the company reads it.
    pub text: String,
    pub version: String,
}

/// A correction that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub subject: SubjectId,
    pub reason: String,
}

impl Correction {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &SubjectForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let subject = keep(errors, "subject", choice(&form.subject));
        let reason = keep(errors, "text", text_within(&form.text, MAX_COMMENT_CHARS));
        match (subject, reason) {
            (Some(subject), Some(reason)) => Ok(Self { subject, reason }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// A subject a request may be corrected to, with its area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectChoice {
    pub id: SubjectId,
    pub title: String,
    pub area: String,
    pub working_days: u16,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Issue;

    #[test]
    fn a_subject_is_corrected_only_with_a_reason() {
        let errors = Correction::parse(&SubjectForm { text: " ".into(), ..SubjectForm::default() }).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| (error.field.as_str(), &error.issue)).collect();
        assert_eq!(fields, [("subject", &Issue::Required), ("text", &Issue::Required)]);
    }
}
