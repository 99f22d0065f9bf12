//! The days offices work: read for whoever counts, changed by directors and, for all offices, from the command line.

mod enter;
mod national;
mod read;
pub(super) mod routes;
mod store;
mod take_back;
mod view;

pub use national::{add_holiday, remove_holiday};
pub(crate) use read::calendar_within;
pub use read::{calendar_of, register_areas};
