//! Offices, their subjects and calendars, and the table that routes a request to the competent one.

mod guidance;
pub mod routes;
mod store;

pub use store::{
    Competent, as_competent, calendar, competent_office, offered_areas, register_area, register_areas, subject,
};
