//! A line of the list as the cells of a table.

use contatti_model::requests::{Channel, Line, Outcome, PublicState};
use contatti_words::Words;
use jiff::civil::{Date, DateTime};

pub(super) const COLUMNS: usize = 11;

/// What a cell holds; moments are Rome's wall clock.
pub(super) enum Cell {
    Text(String),
    Day(Date),
    Moment(DateTime),
}

pub(super) fn cells(words: &Words, line: Line) -> [Cell; COLUMNS] {
    let promised = match line.state {
        PublicState::Closed => Cell::Text(String::new()),
        _ => Cell::Day(line.promised_on),
    };
    [
        Cell::Text(line.registration.number.to_string()),
        Cell::Moment(line.registration.at.in_rome().datetime()),
        Cell::Text(line.company),
        Cell::Text(line.position),
        Cell::Text(line.subject),
        Cell::Text(state(words, line.state).to_owned()),
        Cell::Text(line.outcome.map_or("", |found| outcome(words, found)).to_owned()),
        promised,
        Cell::Text(line.office),
        Cell::Text(channel(words, line.channel).to_owned()),
        Cell::Moment(line.updated_at.in_rome().datetime()),
    ]
}

fn state(words: &Words, state: PublicState) -> &'static str {
    let states = &words.requests.states;
    match state {
        PublicState::Open => states.open,
        PublicState::InCharge => states.in_charge,
        PublicState::Closed => states.closed,
    }
}

fn outcome(words: &Words, outcome: Outcome) -> &'static str {
    let outcomes = &words.requests.outcomes;
    match outcome {
        Outcome::Accepted => outcomes.accepted,
        Outcome::PartlyAccepted => outcomes.partly_accepted,
        Outcome::NotAccepted => outcomes.not_accepted,
        Outcome::Informative => outcomes.informative,
        Outcome::NotCompetent => outcomes.not_competent,
    }
}

fn channel(words: &Words, channel: Channel) -> &'static str {
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
