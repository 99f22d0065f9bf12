//! Searching: the list and its filters, the words of every request, exports, and filters kept under a name (ADR 0013).

mod at_office;
mod choices;
mod document;
mod export;
mod fill;
mod lead;
mod list;
mod pick;
mod routes;
mod scope;
mod snippet;
mod stems;
mod views;

pub(crate) use at_office::{of_company, of_firm};
pub(crate) use document::{Adding, write_document, write_document_with};
pub use fill::fill;
pub(crate) use list::lines_of;
pub(super) use list::list;
pub(super) use routes::routes;
pub(crate) use scope::readable_of;
