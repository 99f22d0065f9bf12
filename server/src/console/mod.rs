//! The office's work list: what to do next and why it is first. Owns no tables.

mod counts;
mod list;
pub mod routes;
mod views;
