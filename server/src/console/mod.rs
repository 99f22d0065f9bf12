//! The office's side: what to do next and why it is first, and the files of whom it deals with. Owns no tables.

mod company_file;
mod consultant_file;
mod counts;
mod find;
mod known;
mod list;
pub mod routes;
mod standing;
mod views;
