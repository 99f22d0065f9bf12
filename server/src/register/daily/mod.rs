//! The daily register (*registro giornaliero*, DPR 445/2000 art. 53; DPCM 3 December 2013 art. 7): one file an area and day.

mod file;
mod produce;
pub mod routes;
mod store;

pub use produce::{produce_due, produce_until, run};
pub use store::of_day;
