//! What CI runs, in order, each step with its name and its time; and the bench, which only measures.

mod bench;
mod postgres;
mod sizes;
mod steps;
mod tidy;

pub use bench::bench;
pub use steps::{Depth, everything};
pub use tidy::tidy;
