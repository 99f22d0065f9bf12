//! Requests: sent and registered in one transaction, read by those who may, worked by the office, taken up again by the company.

pub mod access;
mod chain;
mod change;
mod close;
mod comment;
mod compose;
mod documents;
mod drafts;
mod expire;
mod meetings;
pub mod proof;
mod read;
mod receipt;
mod remind;
mod reply;
pub mod routes;
pub mod search;
mod similar;
mod standing;
mod store;
mod submit;
mod take_charge;
mod thread_routes;
mod turn;
mod verdict;

pub use drafts::sweep as sweep_drafts;
pub use expire::expire;
pub(crate) use search::write_document;
pub use store::{LineRow, line_from};
pub use submit::submit;
pub(crate) use turn::insert_message;
