//! Offices, their subjects and calendars, and the table that routes a request to the competent one.

mod absences;
mod calendar;
mod guidance;
mod receiving;
pub mod routes;
mod store;
mod texts;
mod units;

pub(crate) use absences::{on_day as absent_on, on_day_within as absent_within, on_days as absent_between};
pub(crate) use calendar::calendar_within;
pub use calendar::{add_holiday, calendar_of, register_areas, remove_holiday};
pub(crate) use receiving::office_by_territory;
pub use receiving::{fallback_office, office_at, territorial_office};
pub(crate) use store::hold;
pub use store::{Competent, as_competent, competent_office, offered_areas, office, profile, register_area, subject};
