//! Contact first: an office opens a request for a company, tells whom it chose, and is answered in the same thread.

mod chained;
mod find;
mod open;
mod options;
mod routes;
mod send;
mod tell;

pub(crate) use find::{Reached, reachable, reached};
pub(crate) use open::{Contacting, open};
pub(super) use routes::routes;
pub(super) use tell::tell;
