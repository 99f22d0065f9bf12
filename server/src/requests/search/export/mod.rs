//! The list as a file: the same filters, read page by page and sent row by row, however long it is.

mod csv;
mod row;
mod xlsx;

use super::list::bare;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, written};
use axum::body::Body;
use contatti_model::ProblemCode;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::requests::search::Filter;
use contatti_words::{Words, words};
use std::io;
use tokio::runtime::Handle;

pub(super) use contatti_words::Language;

/// Lines read at once: what an export holds in memory, whatever its length.
const AT_ONCE: i64 = 500;

/// What an export is written as.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Csv,
    Xlsx,
}

impl Format {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// The export as a body.
pub(super) fn stream(house: House, actor: Actor, filter: Filter, format: Format, language: Language) -> Body {
    written(move |out, runtime| {
        let lines = Lines { house, actor, filter, runtime: runtime.clone(), cursor: Some(None) };
        match format {
            Format::Csv => csv::write(out, lines, words(language)),
            Format::Xlsx => xlsx::write(out, lines, words(language)),
        }
    })
}

/// The pages of the list, one after the other; authority is asked anew at each, as for a person who reads on.
struct Lines {
    house: House,
    actor: Actor,
    filter: Filter,
    runtime: Handle,
    /// Where the next page begins, while there is one.
    cursor: Option<Option<String>>,
}

impl Iterator for Lines {
    type Item = io::Result<Vec<Line>>;

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
    async fn read(&self, cursor: Option<&str>) -> Answer<Page<Line>> {
        if !self.actor.still_signed_in(&self.house).await {
            return Err(Refusal::new(ProblemCode::NotSignedIn));
        }
        bare(&self.house, &self.actor, &self.filter, cursor, AT_ONCE).await
    }
}

/// The columns' names, in the order of [`row::cells`].
fn headings(words: &Words) -> [&'static str; row::COLUMNS] {
    let (list, search) = (&words.requests.list, &words.requests.search);
    [
        list.number,
        list.sent,
        list.company,
        search.position_number,
        list.subject,
        list.state,
        words.requests.outcomes.label,
        list.promised,
        search.office,
        search.channel,
        list.updated,
    ]
}
