//! An office's text modules: read by its operators, changed by them, every version kept.

mod read;
mod routes;
mod write;

pub(super) use routes::routes;
