//! Offices, their subjects and calendars, and the table that routes a request to the competent one.

mod guidance;
pub mod routes;
mod store;

pub use store::{
    Competent, as_competent, calendar, company_and_scheme_of, company_of, competent_office, fallback_office,
    offered_areas, office_at, register_area, register_areas, subject, territorial_office,
};
