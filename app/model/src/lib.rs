//! The typed models the browser and the server share: ids, states, drafts and the rules that need no input or output.

pub mod attachments;
pub mod campaigns;
pub mod console;
pub mod correspondence;
pub mod escalation;
pub mod figures;
pub mod form_echo;
pub mod identity;
pub mod ids;
pub mod notices;
pub mod offices;
pub mod page;
pub mod problem;
pub mod register;
pub mod requests;
pub mod time;

pub use form_echo::FormEcho;
pub use ids::*;
pub use problem::{FieldError, Issue, Problem, ProblemCode};
pub use time::Instant;
