//! The office's work list: its lines, what of it is shown, and how much there is of each.

use super::work_shape::{columns_in, order_in};
use super::{Line, MeetingState, State, WorkColumn, WorkOrder, WorkView};
use crate::problem::FieldError;
use crate::requests::draft::{choice, keep, optional};
use crate::requests::search::{MAX_SEARCH_CHARS, line};
use crate::{CompanyId, Instant, OfficeId, SubjectId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A request in the office's work list, with why it stands where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkLine {
    #[serde(flatten)]
    pub line: Line,
    /// Whose file the office keeps.
    pub company_id: CompanyId,
    pub internal_state: State,
    /// The operator who has it in charge.
    #[serde(default)]
    pub owner: Option<String>,
    /// The last day the operator is away, when they are away today.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub owner_absent_until: Option<Date>,
    /// The unit that has it.
    #[serde(default)]
    pub unit: Option<String>,
    /// Working days until the promised date by the office's calendar; negative when it has passed.
    pub days_left: i32,
    pub attachments: u32,
    /// Where the asking for an appointment stands, while one is asked for or still to come.
    #[serde(default)]
    pub meeting: Option<MeetingState>,
    /// When the appointment begins, once it is set.
    #[serde(default)]
    pub meeting_at: Option<Instant>,
}

/// The list's view and what narrows it, as they stand in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct WorkForm {
    /// `mine`, `unit` for the reader's units, `covering` for what is in charge of whom the reader stands in for, `mentioned`,
    /// `unassigned`, `overdue`, `due_today`, `awaiting_documents`, `reopened`, `meetings` for appointments asked for, `to_check` for
    /// archives to be looked into, `open`, `in_charge` or `closed`; without it, all that is not closed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// A subject's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Words of the company's or consultant's name, the company's tax code, or the position's number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// A unit's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// `oldest` or `newest` for what arrived first or last, `changed` for what was changed last; without it, by promised day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// The columns a page shows, words with commas between them: `promised`, `left`, `number`, `company`, `state`, `owner`, `unit`,
    /// `channel`, `arrived`, `updated`; without it, the usual ones. The lines always hold everything.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub columns: String,
    /// The id of an office whose requests one reads; without it, the first of them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
}

impl WorkForm {
    pub fn pairs(&self) -> [(&'static str, &str); 7] {
        [
            ("state", &self.state),
            ("subject", &self.subject),
            ("who", &self.who),
            ("unit", &self.unit),
            ("order", &self.order),
            ("columns", &self.columns),
            ("office", &self.office),
        ]
    }

    pub fn from_fields(value: impl Fn(&str) -> String) -> Self {
        Self {
            state: value("state"),
            subject: value("subject"),
            who: value("who"),
            unit: value("unit"),
            order: value("order"),
            columns: value("columns"),
            office: value("office"),
        }
    }

    /// The office, order and columns of this one, with another view and nothing that narrows it.
    #[must_use]
    pub fn at(&self, view: WorkView) -> Self {
        let [order, columns, office] = [&self.order, &self.columns, &self.office].map(String::clone);
        Self { state: view.as_str().to_owned(), order, columns, office, ..Self::default() }
    }

    pub fn view(&self) -> WorkView {
        WorkView::from_word(&self.state)
    }

    /// What is asked for, or by promised day.
    pub fn order(&self) -> WorkOrder {
        order_in(&self.order).unwrap_or_default()
    }

    /// What is asked for, or the usual ones.
    pub fn columns(&self) -> Vec<WorkColumn> {
        columns_in(&self.columns).ok().flatten().unwrap_or_else(|| WorkColumn::USUAL.to_vec())
    }

    /// Whether something beside the view narrows it.
    pub fn is_narrowed(&self) -> bool {
        [&self.subject, &self.who, &self.unit].into_iter().any(|typed| !typed.trim().is_empty())
    }
}

/// A view, what narrows it and how it is shown, of a form that holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WorkFilter {
    pub view: WorkView,
    pub order: WorkOrder,
    /// None: the usual ones.
    pub columns: Option<Vec<WorkColumn>>,
    pub subject: Option<SubjectId>,
    /// As typed, trimmed.
    pub who: Option<String>,
    pub unit: Option<UnitId>,
    pub office: Option<OfficeId>,
}

impl WorkFilter {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &WorkForm) -> Result<Self, Vec<FieldError>> {
        let e = &mut vec![];
        let subject = keep(e, "subject", optional(&form.subject, choice)).flatten();
        let who = keep(e, "who", optional(&form.who, |raw| line(raw, MAX_SEARCH_CHARS).map(str::to_owned))).flatten();
        let unit = keep(e, "unit", optional(&form.unit, choice)).flatten();
        let order = keep(e, "order", order_in(&form.order)).unwrap_or_default();
        let columns = keep(e, "columns", columns_in(&form.columns)).flatten();
        let office = keep(e, "office", optional(&form.office, choice)).flatten();
        let filter = Self { view: form.view(), order, columns, subject, who, unit, office };
        if e.is_empty() { Ok(filter) } else { Err(std::mem::take(e)) }
    }

    /// The form that says just this: what is kept of an address is what was read from it.
    pub fn form(&self) -> WorkForm {
        let columns = self.columns.iter().flatten().map(|column| column.as_str()).collect::<Vec<_>>().join(",");
        WorkForm {
            state: self.view.as_str().to_owned(),
            subject: self.subject.map(|id| id.to_string()).unwrap_or_default(),
            who: self.who.clone().unwrap_or_default(),
            unit: self.unit.map(|id| id.to_string()).unwrap_or_default(),
            order: self.order.as_str().to_owned(),
            columns,
            office: self.office.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

/// How many of a view are counted: more than this reads `99+`, and counting stays as quick in the largest office.
pub const MOST_COUNTED: u32 = 99;

/// How much there is of a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkCount {
    /// The view's word, as `state` in the list's address.
    pub state: String,
    /// At most 99.
    pub count: u32,
    /// Whether there are more than `count`.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_at_its_field() {
        let form = WorkForm { subject: "7".into(), who: "x".repeat(201), ..WorkForm::default() };
        let form = WorkForm { order: "name".into(), columns: "promised,shoe".into(), ..form };
        let errors = WorkFilter::parse(&form).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["subject", "who", "order", "columns"]);
        let blank = WorkForm { who: "  ".into(), ..WorkForm::default() };
        assert_eq!(WorkFilter::parse(&blank).map(|filter| filter.who), Ok(None));
    }

    #[test]
    fn what_is_read_says_itself_again_and_nothing_else() {
        let form = WorkForm { state: "ieri".into(), who: "  Panificio ".into(), ..WorkForm::default() };
        let form = WorkForm { order: "newest".into(), columns: "updated,promised,updated,".into(), ..form };
        let filter = WorkFilter::parse(&form).unwrap();
        let said = filter.form();
        let read = (said.state.as_str(), said.who.as_str(), said.order.as_str(), said.columns.as_str());
        assert_eq!(read, ("", "Panificio", "newest", "promised,updated"));
        assert_eq!(WorkFilter::parse(&said), Ok(filter));
    }

    #[test]
    fn another_view_keeps_how_the_list_is_shown() {
        let form =
            WorkForm { who: "x".into(), order: "changed".into(), columns: "state".into(), ..WorkForm::default() };
        let other = form.at(WorkView::Mine);
        let kept = (other.state.as_str(), other.who.as_str(), other.order.as_str(), other.columns.as_str());
        assert_eq!(kept, ("mine", "", "changed", "state"));
    }
}
