//! Promises follow the calendar: after a change every open request of its offices is counted anew, and people are told.

mod causes;
mod move_one;
mod queue;

pub(super) use causes::causes_told;
pub use queue::{redate_due, run_redatings};
