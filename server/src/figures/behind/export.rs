//! The lines behind a number as CSV: read page by page and sent row by row, however many there are.

use super::read;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, csv_field, written};
use axum::body::Body;
use contatti_model::figures::{Behind, BehindLine};
use contatti_model::page::Page;
use contatti_model::requests::PublicState;
use contatti_model::{Instant, OfficeId, ProblemCode};
use contatti_words::{Language, Words, words};
use jiff::civil::Date;
use std::io::{self, BufWriter, Write};
use tokio::runtime::Handle;

/// Lines read at once: what an export holds in memory, whatever its length.
const AT_ONCE: i64 = 500;
const COLUMNS: usize = 10;

/// The export as a body.
pub(super) fn stream(house: House, actor: Actor, office: OfficeId, asked: Behind, language: Language) -> Body {
    written(move |out, runtime| {
        let lines = Lines { house, actor, office, asked, runtime: runtime.clone(), cursor: Some(None) };
        write(out, lines, words(language))
    })
}

fn write(out: impl Write, lines: Lines, words: &Words) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write!(out, "\u{feff}{}\r\n", headings(words).map(csv_field).join(";"))?;
    for page in lines {
        for line in page? {
            write!(out, "{}\r\n", cells(words, line).map(|cell| csv_field(&cell)).join(";"))?;
        }
        // What is read is sent: whoever waits sees it grow.
        out.flush()?;
    }
    out.flush()
}

/// The pages, one after the other; authority is asked anew at each, as for a person who reads on.
struct Lines {
    house: House,
    actor: Actor,
    office: OfficeId,
    asked: Behind,
    runtime: Handle,
    /// Where the next page begins, while there is one.
    cursor: Option<Option<String>>,
}

impl Iterator for Lines {
    type Item = io::Result<Vec<BehindLine>>;

    fn next(&mut self) -> Option<Self::Item> {
        let cursor = self.cursor.take()?;
        let page = self.runtime.block_on(self.read(cursor.as_deref()));
        let page = page.map(|page| {
            self.cursor = page.next.map(Some);
            page.items
        });
        Some(page.map_err(|refusal| io::Error::other(refusal.into_problem())))
    }
}

impl Lines {
    async fn read(&self, cursor: Option<&str>) -> Answer<Page<BehindLine>> {
        if !self.actor.still_signed_in(&self.house).await {
            return Err(Refusal::new(ProblemCode::NotSignedIn));
        }
        read::page(&self.house, &self.actor, self.office, &self.asked, cursor, AT_ONCE).await
    }
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
        line.at.map_or_else(|| day(line.day), moment),
        line.working_days.map_or_else(String::new, |days| days.to_string()),
        line.in_time.map_or("", kept).to_owned(),
        line.state.map_or("", |found| state(words, found)).to_owned(),
        line.owner.unwrap_or_default(),
        line.office.unwrap_or_default(),
    ]
}

fn day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// On Rome's wall clock.
fn moment(at: Instant) -> String {
    at.in_rome().datetime().strftime("%d/%m/%Y %H:%M").to_string()
}

fn state(words: &Words, state: PublicState) -> &'static str {
    let states = &words.requests.states;
    match state {
        PublicState::Open => states.open,
        PublicState::InCharge => states.in_charge,
        PublicState::Closed => states.closed,
    }
}
