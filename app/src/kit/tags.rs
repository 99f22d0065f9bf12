//! States, outcomes and the time left: always a word, with an icon and a colour to help.

use super::Icon;
use crate::dates;
use crate::language::use_words;
use contatti_model::attachments::Scan;
use contatti_model::offices::Scheme;
use contatti_model::requests::{Outcome, PublicState};
use contatti_words::Words;
use leptos::prelude::*;

pub(crate) use contatti_words::requests::{channel as channel_word, outcome as outcome_word, state as state_word};

pub(crate) fn scheme_word(words: &Words, scheme: Scheme) -> &'static str {
    let schemes = &words.requests.schemes;
    match scheme {
        Scheme::Employers => schemes.employers,
        Scheme::SeparateManagement => schemes.separate_management,
        Scheme::SelfEmployed => schemes.self_employed,
    }
}

#[component]
pub(crate) fn StateTag(state: PublicState) -> impl IntoView {
    let (class, icon) = match state {
        PublicState::Open => ("state", "inbox"),
        PublicState::InCharge => ("state state-active", "user"),
        PublicState::Closed => ("state state-good", "check-circle"),
    };
    view! { <Tag class icon text=state_word(use_words(), state).to_owned()/> }
}

#[component]
pub(crate) fn OutcomeTag(outcome: Outcome) -> impl IntoView {
    let (class, icon) = match outcome {
        Outcome::Accepted => ("state state-good", "check"),
        Outcome::PartlyAccepted => ("state state-care", "check"),
        Outcome::NotAccepted => ("state state-bad", "close"),
        Outcome::Informative => ("state state-active", "info-circle"),
        Outcome::NotCompetent => ("state", "arrow-right"),
    };
    view! { <Tag class icon text=outcome_word(use_words(), outcome).to_owned()/> }
}

/// How long until the promised date: late is bad, today and tomorrow want care.
#[component]
pub(crate) fn DaysLeft(days: i32) -> impl IntoView {
    let (class, icon) = match days {
        ..=-1 => ("state state-bad", "warning-circle"),
        0..=1 => ("state state-care", "clock"),
        _ => ("state", "calendar"),
    };
    view! { <Tag class icon text=dates::time_left(use_words(), days)/> }
}

/// What the antivirus says of a file; nothing where none was wanted.
#[component]
pub(crate) fn ScanTag(scan: Scan) -> impl IntoView {
    let texts = &use_words().requests.files;
    let (class, icon, text) = match scan {
        Scan::Off => return None,
        Scan::Waiting => ("state state-care", "clock", texts.in_verification),
        Scan::Clean => ("state state-good", "check-circle", texts.clean),
        Scan::Infected => ("state state-bad", "warning-circle", texts.infected),
        Scan::NotScanned => ("state", "info-circle", texts.not_scanned),
    };
    Some(view! { <Tag class icon text=text.to_owned()/> })
}

/// A word with its icon; the class gives the colour.
#[component]
pub(crate) fn Tag(class: &'static str, icon: &'static str, text: String) -> impl IntoView {
    view! { <span class=class><Icon name=icon class="icon"/> <span>{text}</span></span> }
}
