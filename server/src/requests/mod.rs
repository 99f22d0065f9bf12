//! Requests: sent and registered in one transaction, read by those who may, worked by the office.

pub mod access;
mod change;
mod close;
mod comment;
mod compose;
mod drafts;
mod list;
mod read;
mod receipt;
pub mod routes;
mod similar;
mod store;
mod submit;
mod take_charge;

pub(crate) use change::insert_message;
pub use drafts::sweep as sweep_drafts;
pub use store::{LineRow, line_from};
pub use submit::submit;
