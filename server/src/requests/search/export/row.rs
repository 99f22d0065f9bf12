//! A line of the list as the cells of a table.

use contatti_model::requests::{Line, PublicState};
use contatti_words::Words;
use contatti_words::requests::{channel, outcome, state};
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
