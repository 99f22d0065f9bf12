//! What CI runs, in order, each step with its name and its time.

mod postgres;
mod sizes;
mod steps;
mod tidy;

pub use steps::{Depth, everything};
pub use tidy::tidy;
