//! Talking with the office: asking for an appointment, and calling it off.

mod ask;
mod withdraw;

pub(super) use ask::AskMeeting;
pub(super) use withdraw::WithdrawMeeting;
