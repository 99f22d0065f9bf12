//! Requests that have to do with each other: linked and unlinked beside the thread, or one going on in another.

mod links;
mod merge;

pub(super) use links::Links;
pub(super) use merge::MergeInto;
