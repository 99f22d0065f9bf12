//! Notices to people: one row per (event, recipient, channel) in the event's own transaction, delivered afterwards.

mod deliver;
mod mail;
mod store;

pub use deliver::run;
pub use mail::Mailer;
pub use store::{enqueue, enqueue_for, enqueue_outside, hold_until};
