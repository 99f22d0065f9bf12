//! Offices, their subjects and calendars, and the table that routes a request to the competent one.

mod guidance;
pub mod routes;
mod store;

pub use store::{Competent, calendar, competent_office, offered_areas, subject};
