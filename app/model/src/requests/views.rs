//! Requests as they are read: the line of a list, the whole with its thread, the receipt.

use super::search::Found;
use super::{Channel, Outcome, PublicState, State};
use crate::attachments::Attachment;
use crate::identity::{CompanyName, Contacts, OfficeName, Position};
use crate::offices::{Scheme, SubjectArea};
use crate::register::Registration;
use crate::{EventId, Instant, MessageId, RequestId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything the compose page needs: positions, subjects with their rules, and what is known of the sender.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComposeOptions {
    pub positions: Vec<Position>,
    /// Subjects valid today, of the schemes of `positions`.
    pub areas: Vec<SubjectArea>,
    pub contacts: Contacts,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// The sender's uploaded files not sent yet.
    pub uploaded: Vec<Attachment>,
}

/// A request in the company's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    pub id: RequestId,
    pub state: PublicState,
    pub subject: String,
    pub company: String,
    pub position: String,
    pub office: String,
    pub registration: Registration,
    pub updated_at: Instant,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub promised_on: Date,
    #[serde(default)]
    pub outcome: Option<Outcome>,
    #[serde(default)]
    pub channel: Channel,
    /// Where a search found its words; absent when nothing was searched for, or it was found in this line itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
}

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
    /// Working days until the promised date by the office's calendar; negative when it has passed.
    pub days_left: i32,
    pub attachments: u32,
}

/// On which side of the thread somebody writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Side {
    Company,
    Office,
}

/// What a turn of the thread is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MessageKind {
    Request,
    Comment,
    Answer,
}

impl MessageKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Comment => "comment",
            Self::Answer => "answer",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Request, Self::Comment, Self::Answer].into_iter().find(|kind| kind.as_str() == word)
    }

    pub fn side(self) -> Side {
        match self {
            Self::Request => Side::Company,
            Self::Comment | Self::Answer => Side::Office,
        }
    }
}

/// One turn of the thread; every turn is registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    pub id: MessageId,
    pub kind: MessageKind,
    pub side: Side,
    /// The named author; for an answer, its signatory.
    pub author: String,
    pub text: String,
    pub written_at: Instant,
    pub registration: Registration,
    pub attachments: Vec<Attachment>,
}

/// What happened, in a line of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EventKind {
    /// Received and registered (*protocollata*).
    Registered,
    /// Sent to the competent office (*smistata*).
    Routed,
    TakenInCharge,
    Commented,
    Closed,
}

impl EventKind {
    pub const ALL: [Self; 5] = [Self::Registered, Self::Routed, Self::TakenInCharge, Self::Commented, Self::Closed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Routed => "routed",
            Self::TakenInCharge => "taken_in_charge",
            Self::Commented => "commented",
            Self::Closed => "closed",
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
}

/// The whole request: card, timeline and thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestDetail {
    pub id: RequestId,
    /// Grows by one at each change; what `If-Match` compares.
    pub version: i64,
    pub state: PublicState,
    pub internal_state: State,
    pub subject: String,
    pub area: String,
    pub scheme: Scheme,
    pub company: CompanyName,
    pub position: String,
    pub office: OfficeName,
    pub sender: String,
    /// The intermediary's firm, when the sender acted under a mandate.
    #[serde(default)]
    pub on_behalf_through: Option<String>,
    pub contacts: Contacts,
    #[serde(default)]
    pub owner: Option<String>,
    pub registration: Registration,
    pub updated_at: Instant,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub promised_on: Date,
    pub working_days: u16,
    pub rule_source: String,
    /// Working days until the promised date; negative when it has passed.
    pub days_left: i32,
    #[serde(default)]
    pub outcome: Option<Outcome>,
    pub timeline: Vec<EventLine>,
    pub thread: Vec<Message>,
    /// What the caller may do now.
    pub may_take_charge: bool,
    pub may_answer: bool,
}

/// The proof of sending: it exists only when every byte is durable and the number is assigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    pub request: RequestId,
    pub registration: Registration,
    pub subject: String,
    pub company: CompanyName,
    pub position: String,
    pub sender: String,
    /// The intermediary's firm, when the sender acted under a mandate.
    #[serde(default)]
    pub on_behalf_through: Option<String>,
    pub office: OfficeName,
    /// SHA-256 of the text as stored.
    pub text_sha256: String,
    pub attachments: Vec<Attachment>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub promised_on: Date,
    pub working_days: u16,
    pub rule_source: String,
    /// Whether this answer repeats a receipt already given for the same id.
    pub repeated: bool,
}
