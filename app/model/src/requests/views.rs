//! Requests as they are read: the line of a list, the whole with its thread, the receipt.

use super::search::Found;
use super::{ArchiveAction, Channel, EventLine, Meeting, Outcome, Promise, PublicState, RelatedRequest, State};
use crate::attachments::{Attachment, AttachmentProfile};
use crate::identity::{CompanyName, Contacts, OfficeName, Position};
use crate::offices::{Scheme, SubjectArea};
use crate::register::Registration;
use crate::{Instant, IntermediaryId, MessageId, PositionId, RequestId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything the compose page needs: positions, subjects with their rules, and what is known of the sender.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComposeOptions {
    pub positions: Vec<Position>,
    /// Whether there are more than these; `GET /api/v1/positions` finds the others.
    #[serde(default)]
    pub more_positions: bool,
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
    /// The office wrote first (*comunicazione proattiva*).
    #[serde(default)]
    pub opened_by_office: bool,
    /// Where a search found its words; absent when nothing was searched for, or it was found in this line itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
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
    /// The office writes first.
    Contact,
    Comment,
    /// The office names what it needs.
    DocumentsAsked,
    Answer,
    /// The company writes again.
    Reply,
    /// The company reminds an office that is late.
    Reminder,
    /// Why the answer did not answer.
    Objection,
    /// The company asks to talk.
    MeetingAsked,
    /// The office says when and where.
    MeetingSet,
    /// The company calls the appointment off.
    MeetingWithdrawn,
    /// The office calls it off.
    MeetingCancelled,
}

impl MessageKind {
    pub const ALL: [Self; 12] = [
        Self::Request,
        Self::Contact,
        Self::Comment,
        Self::DocumentsAsked,
        Self::Answer,
        Self::Reply,
        Self::Reminder,
        Self::Objection,
        Self::MeetingAsked,
        Self::MeetingSet,
        Self::MeetingWithdrawn,
        Self::MeetingCancelled,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Contact => "contact",
            Self::Comment => "comment",
            Self::DocumentsAsked => "documents_asked",
            Self::Answer => "answer",
            Self::Reply => "reply",
            Self::Reminder => "reminder",
            Self::Objection => "objection",
            Self::MeetingAsked => "meeting_asked",
            Self::MeetingSet => "meeting_set",
            Self::MeetingWithdrawn => "meeting_withdrawn",
            Self::MeetingCancelled => "meeting_cancelled",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    pub fn side(self) -> Side {
        match self {
            Self::Request | Self::Reply | Self::Reminder | Self::Objection => Side::Company,
            Self::MeetingAsked | Self::MeetingWithdrawn => Side::Company,
            Self::Contact | Self::Comment | Self::DocumentsAsked | Self::Answer => Side::Office,
            Self::MeetingSet | Self::MeetingCancelled => Side::Office,
        }
    }

    /// Whether the company writes about the matter itself: what counts until talking is offered.
    pub fn is_exchange(self) -> bool {
        matches!(self, Self::Request | Self::Reply | Self::Reminder | Self::Objection)
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
    /// The way it came in.
    #[serde(default)]
    pub channel: Channel,
    /// What an answer said of the archives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<ArchiveAction>,
}

/// A request chained to another (*richiesta concatenata*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChainLink {
    pub id: RequestId,
    pub subject: String,
    pub state: PublicState,
    pub registration: Registration,
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
    pub position_id: PositionId,
    pub office: OfficeName,
    pub sender: String,
    /// The office wrote first: `sender` is its operator.
    #[serde(default)]
    pub opened_by_office: bool,
    /// The office wrote first, and the company has not written back.
    #[serde(default)]
    pub waits_for_company: bool,
    /// The intermediary's firm, when the sender acted under a mandate.
    #[serde(default)]
    pub on_behalf_through: Option<String>,
    /// That firm.
    #[serde(default)]
    pub intermediary: Option<IntermediaryId>,
    pub contacts: Contacts,
    #[serde(default)]
    pub owner: Option<String>,
    /// The unit of the office that has it.
    #[serde(default)]
    pub unit: Option<String>,
    pub registration: Registration,
    pub updated_at: Instant,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub promised_on: Date,
    pub working_days: u16,
    pub rule_source: String,
    pub promise: Promise,
    /// Working days until the promised date; negative when it has passed.
    pub days_left: i32,
    /// The last day the office waits for documents, while it does.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub awaiting_until: Option<Date>,
    /// Reminders sent so far.
    pub reminders: u8,
    /// What the company said of the answer: solved or not; absent while it said nothing.
    #[serde(default)]
    pub solved: Option<bool>,
    /// The other requests of the same chain, oldest first.
    pub chain: Vec<ChainLink>,
    /// Other requests it has to do with, as far as the reader may see them.
    #[serde(default)]
    pub related: Vec<RelatedRequest>,
    /// The operator of an earlier request of the chain, or of this one before it was reopened.
    #[serde(default)]
    pub known_by: Option<String>,
    /// The limits of files in a reply.
    pub profile: AttachmentProfile,
    #[serde(default)]
    pub outcome: Option<Outcome>,
    pub timeline: Vec<EventLine>,
    pub thread: Vec<Message>,
    /// What the caller may do now.
    pub may_take_charge: bool,
    /// Give it to an operator of the office.
    pub may_assign: bool,
    /// Give it back to the office, to be taken by anybody.
    pub may_give_back: bool,
    /// Give it over to another office.
    pub may_hand_over: bool,
    /// Whether the reader may pass it to another unit of the office, where there is one.
    pub may_pass: bool,
    /// Write and read the notes among colleagues.
    pub may_note: bool,
    pub may_answer: bool,
    /// Put the subject right.
    pub may_correct: bool,
    /// Say that another request has to do with this one.
    pub may_link: bool,
    /// Say what was found in the archives on the day of the check.
    pub may_check_archives: bool,
    pub may_ask_documents: bool,
    /// Write again; on a closed request that reopens it.
    pub may_reply: bool,
    pub may_remind: bool,
    /// Say whether the answer answered.
    pub may_judge: bool,
    /// Begin a new request chained to this one, where it can no longer be reopened.
    pub may_chain: bool,
    /// Write to the company on from this closed request, however old.
    #[serde(default)]
    pub may_contact: bool,
    /// Open it again from the office's side, with the reason, and take it in charge.
    #[serde(default)]
    pub may_reopen: bool,
    /// The last appointment asked for, if there was one.
    #[serde(default)]
    pub meeting: Option<Meeting>,
    /// So much was written back and forth, or the answer was no, that talking is offered: ask for an appointment.
    pub may_talk: bool,
    /// Say when and where, or move it.
    pub may_set_meeting: bool,
    /// Call the appointment off, from either side.
    pub may_cancel_meeting: bool,
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
    /// The office wrote first: the document went out.
    #[serde(default)]
    pub opened_by_office: bool,
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
