//! Appointments asked for in a request: the company asks, the office sets, either calls it off, calendars take it over.

mod ask;
mod calendar_file;
mod call_off;
mod routes;
mod set;
mod store;
mod wording;

pub(super) use routes::routes;
pub(super) use store::{Kept, of};
