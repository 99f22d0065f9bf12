//! Notices to people: one row per (event, recipient, channel) in the event's own transaction, delivered afterwards; and what
//! people of the offices are told of themselves.

mod deliver;
mod enqueue;
mod event_letter;
mod instead;
mod mail;
mod preferences;
mod quiet;
mod reach;
pub mod routes;
mod sms;
mod sms_text;
mod staff;
mod staff_letter;
mod store;

pub use deliver::run;
pub use enqueue::{enqueue, enqueue_for, enqueue_outside, hold_until};
pub use mail::Mailer;
pub(crate) use reach::reachable;
pub(crate) use staff::{ToStaff, tell_staff, withdraw_from_staff};
