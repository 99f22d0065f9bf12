//! Accessible parts in the national look, used by every room.

mod alive;
mod archive;
mod control;
mod error_summary;
mod fields;
mod files;
mod icon;
mod live;
mod loaded;
mod meeting;
mod page;
mod paged;
mod preview;
mod problem_words;
mod proofs;
mod refusal;
mod rung;
mod submit;
mod tags;
mod thread;
mod tick;
mod ticks;
mod timeline;
mod versions;
mod when;

pub(crate) use alive::{settle_alive, use_alive};
pub(crate) use archive::said_of_archives;
pub(crate) use control::{hydrating, in_step};
pub(crate) use error_summary::ErrorSummary;
pub(crate) use fields::{SelectField, TextArea, TextField};
pub(crate) use files::{FileList, count_of_files};
pub(crate) use icon::Icon;
pub(crate) use live::{Announcer, GATHERED, asked_after_news, on_news};
pub(crate) use loaded::{loaded, loaded_part};
pub(crate) use meeting::{MeetingBox, MeetingTag, ModeChoices};
pub(crate) use page::{Crumb, Page};
pub(crate) use paged::Paged;
pub(crate) use preview::Preview;
pub(crate) use problem_words::{error_of, problem_words};
pub(crate) use proofs::Proofs;
pub(crate) use refusal::{NotFound, Refusal};
pub(crate) use rung::{informed, rung_word, told_words};
pub(crate) use submit::{Submit, SubmitButton};
pub(crate) use tags::{
    DaysLeft, OutcomeTag, ScanTag, StateTag, Tag, channel_word, outcome_word, scheme_word, state_word,
};
pub(crate) use thread::Thread;
pub(crate) use tick::TickBox;
pub(crate) use ticks::{Choice, Ticks, ticked};
pub(crate) use timeline::{Timeline, event_words};
pub(crate) use versions::{Kept, Meanwhile, Overtaken, Part, Version, Versions};
pub(crate) use when::{Day, Moment};
