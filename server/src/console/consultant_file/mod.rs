//! The file of a consultant: the firm, whose affairs it minds, and what it sent to one office.

mod clients;
mod read;
mod routes;

pub(super) use routes::routes;
