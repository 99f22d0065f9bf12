//! Enablement: who may work an office's requests, nominated by one, granted by another, logged for good (ADR 0023).

mod decline;
mod grant;
mod log;
mod nominate;
mod overview;
mod recorded;
mod remind;
mod revoke;
pub mod routes;
mod seat;
mod store;

pub(crate) use recorded::{Recorded, record};
pub(crate) use remind::remind;
