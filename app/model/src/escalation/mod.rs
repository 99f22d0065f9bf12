//! Escalation (*sollecito e scalata*): who is told of a late request and when, and what may never be without a next step.

mod form;
mod ladder;
mod night;
mod views;

pub use form::{StepsDraft, StepsForm};
pub use ladder::{BrokenLadder, Due, Facts, Fired, Ladder, MOST_WORKING_DAYS, Rung, Step, due_step, next_step};
pub use night::{Finding, Watched, finding};
pub use views::{Ahead, AheadLine, Climbed, FindingLine, Night, Owner, Steps, WORKING_DAYS_AHEAD, Why, likely};
