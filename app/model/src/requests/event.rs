//! The timeline: what happened to a request, line by line, in words both sides read.

use super::{Redated, Side};
use crate::{EventId, Instant};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What happened, in a line of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EventKind {
    /// Received and registered (*protocollata*).
    Registered,
    /// The office wrote first.
    Contacted,
    /// Sent to the competent office (*smistata*).
    Routed,
    TakenInCharge,
    /// Given to the operator `named`.
    Assigned,
    /// The operator gave it back to the office.
    GivenBack,
    /// Gone over to the office `named`.
    HandedOver,
    /// Gone over to the unit `named` of the same office.
    Passed,
    Commented,
    /// The office waits for documents until `day`.
    DocumentsAsked,
    Closed,
    /// Closed by itself: the documents did not come by the day named.
    Expired,
    Replied,
    /// The company reminded the office, for the time told by `count`.
    Reminded,
    /// The company says the answer answered.
    Solved,
    Reopened,
    /// The calendar changed, and the promise moved to `day`.
    Redated,
    MeetingAsked,
    /// The office set the appointment, or moved it, to `moment`.
    MeetingSet,
    /// The company called the appointment off.
    MeetingWithdrawn,
    /// The office called it off.
    MeetingCancelled,
    /// The office is late, and whoever stands on the rung `named` was told.
    Escalated,
    /// The subject was put right, from one to the other as `named` says; the promise may have moved to `day`.
    SubjectCorrected,
    /// The archives did not hold what the answer said: the office opened it again.
    ArchivesFailed,
    /// The office found that it had ended the work too soon, and works it again.
    TakenUpAgain,
}

impl EventKind {
    pub const ALL: [Self; 25] = [
        Self::Registered,
        Self::Contacted,
        Self::Routed,
        Self::TakenInCharge,
        Self::Assigned,
        Self::GivenBack,
        Self::HandedOver,
        Self::Passed,
        Self::Commented,
        Self::DocumentsAsked,
        Self::Closed,
        Self::Expired,
        Self::Replied,
        Self::Reminded,
        Self::Solved,
        Self::Reopened,
        Self::Redated,
        Self::MeetingAsked,
        Self::MeetingSet,
        Self::MeetingWithdrawn,
        Self::MeetingCancelled,
        Self::Escalated,
        Self::SubjectCorrected,
        Self::ArchivesFailed,
        Self::TakenUpAgain,
    ];

    /// Who did it: the company's own moves are told to the office, all others to the company.
    pub fn side(self) -> Side {
        match self {
            Self::Replied | Self::Reminded | Self::Solved | Self::Reopened => Side::Company,
            Self::MeetingAsked | Self::MeetingWithdrawn => Side::Company,
            _ => Side::Office,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Contacted => "contacted",
            Self::Routed => "routed",
            Self::TakenInCharge => "taken_in_charge",
            Self::Assigned => "assigned",
            Self::GivenBack => "given_back",
            Self::HandedOver => "handed_over",
            Self::Passed => "passed",
            Self::Commented => "commented",
            Self::DocumentsAsked => "documents_asked",
            Self::Closed => "closed",
            Self::Expired => "expired",
            Self::Replied => "replied",
            Self::Reminded => "reminded",
            Self::Solved => "solved",
            Self::Reopened => "reopened",
            Self::Redated => "redated",
            Self::MeetingAsked => "meeting_asked",
            Self::MeetingSet => "meeting_set",
            Self::MeetingWithdrawn => "meeting_withdrawn",
            Self::MeetingCancelled => "meeting_cancelled",
            Self::Escalated => "escalated",
            Self::SubjectCorrected => "subject_corrected",
            Self::ArchivesFailed => "archives_failed",
            Self::TakenUpAgain => "taken_up_again",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventLine {
    pub id: EventId,
    pub kind: EventKind,
    pub at: Instant,
    /// Who did it; none for what the system did by itself.
    #[serde(default)]
    pub by: Option<String>,
    /// The office concerned.
    #[serde(default)]
    pub office: Option<String>,
    /// The day an event is about, such as the last day documents are waited for.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub day: Option<Date>,
    /// For a promise that moved: from when, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redated: Option<Redated>,
    /// The moment an event is about: when an appointment begins.
    #[serde(default)]
    pub moment: Option<Instant>,
    /// Into whose hands it went: an operator's name, a unit's or an office's; the word of the rung that was told; for a subject put
    /// right, the one before and the new.
    #[serde(default)]
    pub named: Option<String>,
    /// The colleague who is away and in whose place the operator `named` got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
}
