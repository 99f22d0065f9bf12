//! Views of the work list kept under a name: one's own, and those shared with the office.

use super::draft::yes_or_nothing;
use super::search::line;
use super::{WorkFilter, WorkForm, keep};
use crate::WorkViewId;
use crate::problem::{FieldError, Issue};
use serde::{Deserialize, Serialize};

/// The longest name of a kept view, in characters.
pub const MAX_WORK_NAME_CHARS: usize = 60;

/// How many views of an office one person may keep.
pub const MAX_SAVED_WORK: u32 = 30;

/// How many views an office shares.
pub const MAX_SHARED_WORK: u32 = 50;

/// A view of the work list under its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedWork {
    pub id: WorkViewId,
    pub name: String,
    /// View, what narrows it, order and columns, as in the list's address.
    pub form: WorkForm,
    /// Everybody whose console opens at the office sees it.
    pub shared: bool,
    /// Who keeps it.
    pub author: String,
    /// The reader keeps it.
    pub mine: bool,
    /// The reader may take it away: their own, or a shared one where they answer for the office or a unit of it.
    pub may_remove: bool,
    /// Grows by one at each change.
    pub version: i64,
}

/// What keeping a view sends: its name, whether it is shared, and the fields of the list's address beside them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedWorkForm {
    pub name: String,
    /// `yes` to share it with the office.
    pub shared: String,
    #[serde(flatten)]
    pub form: WorkForm,
}

/// What changing a kept view sends; what it shows stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedWorkChange {
    pub name: String,
    /// `yes` to share it with the office.
    pub shared: String,
    /// The version that was read.
    pub version: String,
}

/// A name that can be shown in a line, and whether the office sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkName {
    pub name: String,
    pub shared: bool,
}

/// A view to keep, of a form that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedWorkDraft {
    pub name: WorkName,
    pub filter: WorkFilter,
}

impl WorkName {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(change: &SavedWorkChange) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let name = keep(errors, "name", one_line(&change.name));
        let shared = keep(errors, "shared", yes_or_nothing(&change.shared));
        match (name, shared) {
            (Some(name), Some(shared)) => Ok(Self { name, shared }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

impl SavedWorkDraft {
    /// # Errors
    /// One for each field that does not hold: the name's first, then what the list's address would be refused for.
    pub fn parse(form: &SavedWorkForm) -> Result<Self, Vec<FieldError>> {
        let change = SavedWorkChange { name: form.name.clone(), shared: form.shared.clone(), version: String::new() };
        match (WorkName::parse(&change), WorkFilter::parse(&form.form)) {
            (Ok(name), Ok(filter)) => Ok(Self { name, filter }),
            (name, filter) => Err(name.err().into_iter().flatten().chain(filter.err().into_iter().flatten()).collect()),
        }
    }
}

fn one_line(raw: &str) -> Result<String, Issue> {
    match line(raw, MAX_WORK_NAME_CHARS) {
        Ok("") => Err(Issue::Required),
        Ok(name) if name.contains(['\n', '\r', '\t']) => Err(Issue::ControlCharacters),
        other => other.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::{WorkColumn, WorkOrder, WorkView};

    fn named(name: &str) -> SavedWorkForm {
        SavedWorkForm { name: name.into(), ..SavedWorkForm::default() }
    }

    #[test]
    fn a_name_is_a_line_of_one_to_sixty_characters() {
        let name = SavedWorkDraft::parse(&named(" I miei DURC ")).map(|draft| draft.name);
        assert_eq!(name, Ok(WorkName { name: "I miei DURC".into(), shared: false }));
        assert!(SavedWorkDraft::parse(&named(&"è".repeat(60))).is_ok());
        for wrong in ["", "  ", "a\nb", "a\0b", &"è".repeat(61)] {
            assert_eq!(SavedWorkDraft::parse(&named(wrong)).unwrap_err()[0].field, "name", "{wrong:?}");
        }
    }

    #[test]
    fn a_view_is_what_its_address_says_and_nothing_else_is_kept() {
        let form =
            WorkForm { state: "mine".into(), order: "newest".into(), columns: "state".into(), ..WorkForm::default() };
        let draft = SavedWorkDraft::parse(&SavedWorkForm { shared: "yes".into(), form, ..named("Mie") }).unwrap();
        assert!(draft.name.shared);
        assert_eq!((draft.filter.view, draft.filter.order), (WorkView::Mine, WorkOrder::Newest));
        assert_eq!(draft.filter.columns, Some(vec![WorkColumn::State]));
    }

    #[test]
    fn everything_to_mend_is_told_at_once() {
        let form = WorkForm { subject: "7".into(), order: "x".into(), ..WorkForm::default() };
        let wrong = SavedWorkForm { name: String::new(), shared: "forse".into(), form };
        let fields: Vec<_> = SavedWorkDraft::parse(&wrong).unwrap_err().into_iter().map(|one| one.field).collect();
        assert_eq!(fields, ["name", "shared", "subject", "order"]);
    }
}
