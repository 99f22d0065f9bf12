//! Giving out what arrives at a unit that wants it so: by load and by who knows the subject, never to who is away (ADR 0028).

mod candidates;
mod give;
mod round;

pub(super) use candidates::candidates;
pub use round::{distribute, run_distribution};
