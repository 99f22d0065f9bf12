//! Campaigns: one letter to many positions, chosen once, sent at a pace by one server at a time, stopped at any time.

mod choose;
mod create;
mod moves;
mod queue;
mod read;
pub mod routes;
mod send;
mod told;

pub(crate) use create::make;
pub use queue::{run, send_due};
