//! Filters a person keeps under a name, and the choices a filter offers.

use super::filter::line;
use super::{Filter, FilterForm};
use crate::identity::OfficeName;
use crate::problem::{FieldError, Issue};
use crate::{IntermediaryId, SubjectId, ViewId};
use serde::{Deserialize, Serialize};

/// The longest name of a view, in characters.
pub const MAX_VIEW_NAME_CHARS: usize = 60;

/// How many views one person may keep.
pub const MAX_VIEWS: u32 = 30;

/// A filter kept under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    pub id: ViewId,
    pub name: String,
    pub filter: FilterForm,
}

/// What saving a view sends: its name, and the fields of the filter beside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewForm {
    pub name: String,
    #[serde(flatten)]
    pub filter: FilterForm,
}

/// A name that can be shown in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewName(String);

impl ViewName {
    /// The name, when name and filter both hold.
    pub fn parse(form: &ViewForm) -> Result<Self, Vec<FieldError>> {
        let name = match line(&form.name, MAX_VIEW_NAME_CHARS) {
            Ok("") => Err(Issue::Required),
            Ok(name) if name.contains(['\n', '\r', '\t']) => Err(Issue::ControlCharacters),
            other => other,
        };
        let mut errors = Filter::parse(&form.filter).err().unwrap_or_default();
        match name {
            Ok(name) if errors.is_empty() => Ok(Self(name.to_owned())),
            Ok(_) => Err(errors),
            Err(issue) => {
                errors.insert(0, FieldError::new("name", issue));
                Err(errors)
            }
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a person can choose from when they narrow their list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterChoices {
    /// Subjects of the schemes one may read, those of yesterday too.
    pub areas: Vec<SubjectChoices>,
    /// The offices that answer for one's positions.
    pub offices: Vec<OfficeName>,
    /// The firms that may have sent requests one may read.
    pub intermediaries: Vec<IntermediaryName>,
}

/// The subjects of one area, by title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectChoices {
    pub title: String,
    pub subjects: Vec<SubjectName>,
}

/// A subject in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectName {
    pub id: SubjectId,
    pub title: String,
}

/// A firm of labour consultants in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntermediaryName {
    pub id: IntermediaryId,
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ViewForm {
        ViewForm { name: name.into(), ..ViewForm::default() }
    }

    #[test]
    fn a_name_is_a_line_of_one_to_sixty_characters() {
        assert_eq!(ViewName::parse(&named(" DURC aperti ")).map(|name| name.0), Ok("DURC aperti".into()));
        assert!(ViewName::parse(&named(&"è".repeat(60))).is_ok());
        for wrong in ["", "  ", "a\nb", "a\0b", &"è".repeat(61)] {
            assert_eq!(ViewName::parse(&named(wrong)).unwrap_err()[0].field, "name", "{wrong:?}");
        }
    }

    #[test]
    fn a_view_of_a_filter_that_does_not_hold_is_refused_with_everything_to_mend() {
        let mut form = named("");
        form.filter.state = "mah".into();
        let fields: Vec<_> = ViewName::parse(&form).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["name", "state"]);
    }
}
