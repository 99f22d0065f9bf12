//! The office's work list: its lines, what of it is shown, and how much there is of each.

use super::{Line, MeetingState, PublicState, State};
use crate::problem::FieldError;
use crate::requests::draft::{choice, keep, optional};
use crate::requests::search::{MAX_SEARCH_CHARS, line};
use crate::{Instant, SubjectId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A request in the office's work list, with why it stands where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkLine {
    #[serde(flatten)]
    pub line: Line,
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

/// What of the work list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkView {
    NotClosed,
    /// In the reader's own charge.
    Mine,
    /// Of a unit the reader belongs to.
    MyUnit,
    /// In charge of somebody away for whom the reader stands in today.
    Covering,
    /// A colleague's note names the reader, who has not read it yet.
    Mentioned,
    /// Nobody has it in charge.
    Unassigned,
    /// The promised day has passed, and the office waits for nobody.
    Overdue,
    DueToday,
    AwaitingDocuments,
    Reopened,
    /// Requests whose company asked for an appointment and was not told when.
    MeetingsAsked,
    /// The day has come on which the office said it would look into the archives.
    ToCheck,
    In(PublicState),
}

impl WorkView {
    pub const ALL: [Self; 15] = [
        Self::NotClosed,
        Self::Mine,
        Self::MyUnit,
        Self::Covering,
        Self::Mentioned,
        Self::Unassigned,
        Self::Overdue,
        Self::DueToday,
        Self::AwaitingDocuments,
        Self::Reopened,
        Self::MeetingsAsked,
        Self::ToCheck,
        Self::In(PublicState::Open),
        Self::In(PublicState::InCharge),
        Self::In(PublicState::Closed),
    ];

    /// Those a page offers, in the order of a day's work; what is closed is looked up, not worked.
    pub const OFFERED: [Self; 13] = [
        Self::NotClosed,
        Self::Mine,
        Self::MyUnit,
        Self::Covering,
        Self::Mentioned,
        Self::Unassigned,
        Self::Overdue,
        Self::DueToday,
        Self::AwaitingDocuments,
        Self::Reopened,
        Self::MeetingsAsked,
        Self::ToCheck,
        Self::In(PublicState::Closed),
    ];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotClosed => "",
            Self::Mine => "mine",
            Self::MyUnit => "unit",
            Self::Covering => "covering",
            Self::Mentioned => "mentioned",
            Self::Unassigned => "unassigned",
            Self::Overdue => "overdue",
            Self::DueToday => "due_today",
            Self::AwaitingDocuments => "awaiting_documents",
            Self::Reopened => "reopened",
            Self::MeetingsAsked => "meetings",
            Self::ToCheck => "to_check",
            Self::In(state) => state.as_str(),
        }
    }

    /// An unknown word shows what is to be worked.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.as_str() == word).unwrap_or(Self::NotClosed)
    }

    /// Whether its last promise comes first.
    pub fn is_read_from_its_end(self) -> bool {
        self == Self::In(PublicState::Closed)
    }
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
}

impl WorkForm {
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [("state", &self.state), ("subject", &self.subject), ("who", &self.who), ("unit", &self.unit)]
    }

    pub fn from_fields(value: impl Fn(&str) -> String) -> Self {
        Self { state: value("state"), subject: value("subject"), who: value("who"), unit: value("unit") }
    }

    pub fn view(&self) -> WorkView {
        WorkView::from_word(&self.state)
    }

    /// Whether something beside the view narrows it.
    pub fn is_narrowed(&self) -> bool {
        [&self.subject, &self.who, &self.unit].into_iter().any(|typed| !typed.trim().is_empty())
    }
}

/// A view and what narrows it, of a form that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkFilter {
    pub view: WorkView,
    pub subject: Option<SubjectId>,
    /// As typed, trimmed.
    pub who: Option<String>,
    pub unit: Option<UnitId>,
}

impl WorkFilter {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &WorkForm) -> Result<Self, Vec<FieldError>> {
        let e = &mut vec![];
        let subject = keep(e, "subject", optional(&form.subject, choice)).flatten();
        let who = keep(e, "who", optional(&form.who, |raw| line(raw, MAX_SEARCH_CHARS).map(str::to_owned))).flatten();
        let unit = keep(e, "unit", optional(&form.unit, choice)).flatten();
        if e.is_empty() { Ok(Self { view: form.view(), subject, who, unit }) } else { Err(std::mem::take(e)) }
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
    fn every_view_has_a_word_of_its_own_that_leads_back() {
        for view in WorkView::ALL {
            assert_eq!(WorkView::from_word(view.as_str()), view);
        }
        assert_eq!(WorkView::from_word("ieri"), WorkView::NotClosed);
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_field() {
        let form = WorkForm { subject: "7".into(), who: "x".repeat(201), ..WorkForm::default() };
        let errors = WorkFilter::parse(&form).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["subject", "who"]);
        let blank = WorkForm { who: "  ".into(), ..WorkForm::default() };
        assert_eq!(WorkFilter::parse(&blank).map(|filter| filter.who), Ok(None));
    }
}
