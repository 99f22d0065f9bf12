//! From a number of the dashboard to the requests it counts: the lines kept when the sums grew, and no recount (ADR 0031).

mod export;
mod read;
mod routes;
mod store;

pub(super) use routes::routes;
pub use store::{BEHIND_DUE, BEHIND_MOVES, BEHIND_OPEN};
