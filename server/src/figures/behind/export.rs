//! The lines behind a number as CSV: read page by page and sent row by row, however many there are.

use super::read;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{AT_ONCE, csv_day, csv_moment, pages, write_csv, written};
use axum::body::Body;
use contatti_model::OfficeId;
use contatti_model::figures::{Behind, BehindLine};
use contatti_words::requests::state;
use contatti_words::{Language, Words, words};

const COLUMNS: usize = 10;

/// The export as a body.
pub(super) fn stream(house: House, actor: Actor, office: OfficeId, asked: Behind, language: Language) -> Body {
    written(move |out, runtime| {
        let read = async |house: &House, actor: &Actor, cursor: Option<&str>| {
            read::page(house, actor, office, &asked, cursor, AT_ONCE).await
        };
        let (lines, words) = (pages(house, actor, runtime.clone(), read), words(language));
        write_csv(out, headings(words), lines, |line| cells(words, line))
    })
}

/// The columns' names, in the order of [`cells`].
fn headings(words: &Words) -> [&'static str; COLUMNS] {
    let (figures, list) = (&words.figures, &words.requests.list);
    [
        list.number,
        list.company,
        figures.subject,
        figures.unit,
        figures.lines.day,
        figures.lines.took,
        figures.times.in_time,
        list.state,
        figures.lines.owner,
        figures.lines.now_at,
    ]
}

fn cells(words: &Words, line: BehindLine) -> [String; COLUMNS] {
    let texts = &words.figures.lines;
    let kept = |in_time| if in_time { texts.yes } else { texts.no };
    [
        line.number.to_string(),
        line.company,
        line.subject,
        line.unit.unwrap_or_default(),
        line.at.map_or_else(|| csv_day(line.day), |at| csv_moment(at.in_rome().datetime())),
        line.working_days.map_or_else(String::new, |days| days.to_string()),
        line.in_time.map_or("", kept).to_owned(),
        line.state.map_or("", |found| state(words, found)).to_owned(),
        line.owner.unwrap_or_default(),
        line.office.unwrap_or_default(),
    ]
}
