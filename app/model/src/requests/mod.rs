//! Requests: what a company writes, what becomes of it, and the words both sides see.

mod answer;
mod contact;
mod draft;
mod saved_draft;
mod state;
mod views;

pub use answer::{Answer, AnswerForm, Comment, CommentForm, MAX_COMMENT_CHARS, Outcome};
pub use contact::{Email, Telephone};
pub use draft::{Draft, DraftRules, MAX_TEXT_CHARS, RequestForm};
pub use saved_draft::{DocumentTick, DraftForm, DraftLine, MAX_DRAFTS, SavedDraft, unsettled};
pub use state::{IllegalMove, PublicState, State};
pub use views::{
    ComposeOptions, EventKind, EventLine, Line, Message, MessageKind, Receipt, RequestDetail, Side, WorkLine,
};
