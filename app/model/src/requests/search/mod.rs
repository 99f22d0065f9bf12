//! Searching requests: what is asked for, the words of a text as the search knows them, and what was found where.

mod days;
mod filter;
mod found;
mod text;
mod view;
mod words;

pub use days::Days;
pub(crate) use filter::line;
pub use filter::{Filter, FilterForm, MAX_SEARCH_CHARS};
pub use found::{Found, FoundIn, Piece};
pub use text::SearchText;
pub use view::{
    FilterChoices, IntermediaryName, MAX_VIEW_NAME_CHARS, MAX_VIEWS, SavedView, SubjectChoices, SubjectName, ViewForm,
    ViewName,
};
pub use words::{Word, folded, words};
