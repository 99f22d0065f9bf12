//! Searching inside a file: words, one position, one state, as they stand in the address.

use crate::problem::FieldError;
use crate::requests::search::{Filter, FilterForm};
use serde::{Deserialize, Serialize};

/// What is searched for inside a file; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct FileSearch {
    /// Words to find in texts, answers, file names, subject and register number; in quotes, words that must stand together.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The id of one position of the company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// `open`, `in_charge` or `closed`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
}

impl FileSearch {
    /// Every field by its name.
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        [("text", &self.text), ("position", &self.position), ("state", &self.state)]
    }

    /// The form that has these values at its fields.
    pub fn from_fields(value: impl Fn(&str) -> String) -> Self {
        Self { text: value("text"), position: value("position"), state: value("state") }
    }

    pub fn is_narrow(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.trim().is_empty())
    }

    /// The same rules as for everybody's list.
    ///
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(&self) -> Result<Filter, Vec<FieldError>> {
        let Self { text, position, state } = self.clone();
        Filter::parse(&FilterForm { text, position, state, ..FilterForm::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hold_is_told_at_its_field_and_blanks_narrow_nothing() {
        let search = FileSearch { text: " ".into(), position: "mah".into(), state: "boh".into() };
        let fields: Vec<_> = search.parse().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["position", "state"]);
        let blank = FileSearch { text: "  ".into(), ..FileSearch::default() };
        assert!(!blank.is_narrow());
        assert_eq!(blank.parse(), Ok(Filter::default()));
    }
}
