//! The office's side: what to do next and why it is first, and the files of whom it deals with. Owns the views its people keep, and no other table.

mod company_file;
mod consultant_file;
mod counts;
mod find;
mod known;
mod list;
mod place;
pub mod routes;
mod saved_views;
mod standing;
mod views;
