//! Views of the work list kept under a name: each person's own, and those an office shares (ADR 0029).

mod read;
mod routes;
mod write;

pub(super) use routes::routes;
