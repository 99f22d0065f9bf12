//! A request of the demo with everything the loader writes for it.

use crate::demo::files;
use contatti_model::attachments::FileKind;
use contatti_model::requests::{EventKind, MessageKind, Outcome, State};
use contatti_model::{
    AttachmentId, CompanyId, EventId, Instant, IntermediaryId, MessageId, OfficeId, PersonId, PositionId, RequestId,
    SubjectId,
};
use jiff::civil::Date;

/// A request as it stands when `today` begins.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoRequest {
    /// Its place in the order of sending; ids follow from it.
    pub index: u64,
    pub id: RequestId,
    /// Grows by one at each change, from one.
    pub version: i64,
    pub state: State,
    pub company: CompanyId,
    pub position: PositionId,
    pub subject: SubjectId,
    pub office: OfficeId,
    pub sender: PersonId,
    pub intermediary: Option<IntermediaryId>,
    pub owner: Option<PersonId>,
    pub email: String,
    pub telephone: String,
    pub opened_at: Instant,
    pub updated_at: Instant,
    pub promised_on: Date,
    pub working_days: u16,
    pub rule_source: String,
    pub outcome: Option<Outcome>,
    /// In order of time; the first is the request itself.
    pub messages: Vec<DemoMessage>,
    /// In order of time.
    pub events: Vec<DemoEvent>,
    /// They belong to the first message.
    pub attachments: Vec<DemoAttachment>,
}

/// One turn of the thread.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoMessage {
    pub id: MessageId,
    /// The request's version that this message made.
    pub version: i64,
    pub kind: MessageKind,
    pub author: PersonId,
    pub author_name: String,
    pub text: String,
    pub written_at: Instant,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoEvent {
    pub id: EventId,
    /// From one.
    pub place: i64,
    pub kind: EventKind,
    pub at: Instant,
    /// Who did it; none for what the system did by itself.
    pub by: Option<(PersonId, String)>,
    pub office: Option<OfficeId>,
}

/// A file sent with a request.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoAttachment {
    pub id: AttachmentId,
    /// From zero.
    pub place: i64,
    pub name: String,
    pub size: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub kind: FileKind,
    pub stored_at: Instant,
    /// Where its bytes come from.
    pub file: DemoFile,
}

/// Names a file's content: the same two values are always the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DemoFile {
    pub kind: FileKind,
    pub index: u32,
}

impl DemoFile {
    pub fn bytes(self) -> Vec<u8> {
        files::file(self.kind, self.index)
    }
}
