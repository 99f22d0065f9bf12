//! Who of an office is away, until when, and who stands in.

mod read;
mod routes;
mod write;

pub(crate) use read::{on_day, on_day_within, on_days};
pub(super) use routes::routes;
