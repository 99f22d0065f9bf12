//! Requests: what a company writes, what becomes of it, and the words both sides see.

mod answer;
mod archive;
mod channel;
mod contact;
mod contacting;
mod distribution;
mod draft;
mod event;
mod handing;
mod likeness;
mod linking;
mod meeting;
mod presence;
mod promise;
mod reply;
mod saved_draft;
mod saved_work;
pub mod search;
mod state;
mod subject;
mod views;
mod work;
mod work_shape;
mod work_view;

pub use answer::{Answer, AnswerForm, Comment, CommentForm, MAX_COMMENT_CHARS, Outcome};
pub use archive::{
    ARCHIVE_DAYS, ArchiveAction, ArchiveCheck, ArchiveCheckForm, ArchiveKind, ArchiveStated, MAX_ARCHIVE_CHARS,
    registered_text,
};
pub use channel::Channel;
pub use contact::{Email, Telephone};
pub use contacting::{
    Audience, ChainedContact, ChainedContactForm, Contact, ContactForm, ContactOptions, Letter, MIN_CONTACT_CHARS,
    TellingBy,
};
pub use distribution::{Candidate, choose};
pub use draft::{Draft, DraftRules, MAX_TEXT_CHARS, RequestForm};
pub(crate) use draft::{choice, choices, keep, optional, text_within, yes_or_nothing};
pub use event::{EventKind, EventLine};
pub use handing::{
    AssignForm, Assignment, Colleague, GiveBackForm, HandOver, HandOverForm, Hands, MAX_MENTIONS, Mention, Note,
    NoteDraft, NoteForm, Pass, PassForm,
};
pub use likeness::{ANSWERS_COMPARED, Likeness, TOO_SIMILAR, too_similar};
pub use linking::{LinkForm, LinkKind, Merge, MergeForm, RelatedRequest};
pub use meeting::{
    AskMeetingForm, DayPart, IllegalMeeting, MAX_PLACE_CHARS, MAX_REASON_CHARS, MEETING_DAYS, MEETING_FIRST_HOUR,
    MEETING_LAST_TIME, MEETING_MINUTES, Meeting, MeetingAsked, MeetingSet, MeetingState, Mode, SetMeetingForm, Workday,
    may_talk, meeting_ends,
};
pub use presence::{PRESENCE_EVERY, PRESENCE_LASTS, PresenceForm, Present};
pub use promise::{
    CalendarCause, Holiday, HolidayName, Pause, PauseCause, Promise, Redated, WorkedDay, holidays_between, promised_on,
    worked_between,
};
pub use reply::{
    DOCUMENT_DAYS, DocumentsAsked, DocumentsForm, EXCHANGES_BEFORE_TALKING, MAX_REMINDERS, REMIND_EVERY, REOPEN_DAYS,
    Reply, ReplyForm, USUAL_DOCUMENT_DAYS, Verdict, VerdictForm, may_reopen, next_reminder,
};
pub use saved_draft::{DocumentTick, DraftForm, DraftLine, MAX_DRAFTS, SavedDraft, unsettled};
pub use saved_work::{
    MAX_SAVED_WORK, MAX_SHARED_WORK, MAX_WORK_NAME_CHARS, SavedWork, SavedWorkChange, SavedWorkDraft, SavedWorkForm,
    WorkName,
};
pub(crate) use search::line;
pub use state::{IllegalMove, PublicState, State};
pub use subject::{Correction, SubjectChoice, SubjectForm};
pub use views::{ChainLink, ComposeOptions, Line, Message, MessageKind, Receipt, RequestDetail, Side};
pub use work::{MOST_COUNTED, WorkCount, WorkFilter, WorkForm, WorkLine};
pub use work_shape::{WorkColumn, WorkOrder};
pub use work_view::WorkView;
