//! The director's figures: counted move by move into sums of each day, read from the sums alone (ADR 0022).

mod apply;
mod backlog;
mod behind;
mod counting;
mod export;
mod forecast;
mod morning;
mod movement;
mod over_time;
pub mod routes;
mod run;
mod store;
mod view;

pub use behind::{BEHIND_DUE, BEHIND_MOVES, BEHIND_OPEN};
pub(crate) use movement::{note as note_movement, note_standings};
pub use run::{count_due, run};
