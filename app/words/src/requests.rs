//! How a request's state, outcome and channel are called.

use crate::Words;
use contatti_model::requests::{Channel, Outcome, PublicState};

/// `In carico`.
pub fn state(words: &Words, state: PublicState) -> &'static str {
    let states = &words.requests.states;
    match state {
        PublicState::Open => states.open,
        PublicState::InCharge => states.in_charge,
        PublicState::Closed => states.closed,
    }
}

/// `Accolta`.
pub fn outcome(words: &Words, outcome: Outcome) -> &'static str {
    let outcomes = &words.requests.outcomes;
    match outcome {
        Outcome::Accepted => outcomes.accepted,
        Outcome::PartlyAccepted => outcomes.partly_accepted,
        Outcome::NotAccepted => outcomes.not_accepted,
        Outcome::Informative => outcomes.informative,
        Outcome::NotCompetent => outcomes.not_competent,
    }
}

/// `PEC`.
pub fn channel(words: &Words, channel: Channel) -> &'static str {
    let channels = &words.requests.channels;
    match channel {
        Channel::Web => channels.web,
        Channel::Fax => channels.fax,
        Channel::Pec => channels.pec,
        Channel::Email => channels.email,
        Channel::Phone => channels.phone,
        Channel::Desk => channels.desk,
        Channel::Letter => channels.letter,
        Channel::Sms => channels.sms,
    }
}
