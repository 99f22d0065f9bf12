//! Offices, their subjects and calendars, and the table that routes a request to the competent one.

mod calendar;
mod guidance;
mod receiving;
pub mod routes;
mod store;
mod texts;

pub(crate) use calendar::calendar_within;
pub use calendar::{add_holiday, calendar_of, register_areas, remove_holiday};
pub use receiving::{fallback_office, office_at, territorial_office};
pub use store::{Competent, as_competent, competent_office, offered_areas, office, register_area, subject};
