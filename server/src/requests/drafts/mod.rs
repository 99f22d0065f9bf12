//! Drafts: what somebody is writing, kept for them alone until it is sent, discarded, or forgotten for ninety days.

mod routes;
mod save;
mod store;

pub(super) use routes::routes;
pub(super) use store::forget;
pub use store::sweep;
