//! Requests that have to do with each other: linked, unlinked, or one going on in the other (ADR 0025).

mod merge;
mod routes;
mod store;

pub(super) use routes::routes;
pub(super) use store::{Seen, related};
