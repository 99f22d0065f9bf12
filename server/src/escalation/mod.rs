//! Escalation: late requests climb their office's ladder by themselves, and a nightly check leaves none without a next step.

mod ahead;
mod away;
mod climb;
mod ladder;
mod night;
mod recipients;
pub mod routes;
mod run;
mod steps;

pub(crate) use ladder::ladder_of;
pub use night::check_night;
pub use run::{climb_due, remind_enablements, run};
