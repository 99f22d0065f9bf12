//! Units of an office: named by its director, read by its people, with everybody's load.

mod know;
mod load;
mod read;
mod routes;
mod write;

pub(super) use routes::routes;
