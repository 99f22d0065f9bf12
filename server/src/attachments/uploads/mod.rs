//! Uploads that go on where they broke off: the core of tus 1.0.0 with creation, expiration and termination.

mod append;
mod begin;
mod headers;
mod routes;
mod store;

pub(super) use routes::routes;
pub(super) use store::{end, forget_old};
