//! The API over a real database of both kinds: one binary, foldered by room, named for behaviour.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should stop loudly"
)]

#[macro_use]
mod harness;

mod attachments;
mod console;
mod contract;
mod correspondence;
mod escalation;
mod figures;
mod identity;
mod monitoring;
mod notices;
mod offices;
mod register;
mod requests;
