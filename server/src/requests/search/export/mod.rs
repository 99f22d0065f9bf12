//! The list as a file: the same filters, read page by page and sent row by row, however long it is.

mod csv;
mod row;
mod xlsx;

use super::list::bare;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{AT_ONCE, pages, written};
use axum::body::Body;
use contatti_model::requests::search::Filter;
use contatti_words::{Words, words};

pub(super) use contatti_words::Language;

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
        let read = async |house: &House, actor: &Actor, cursor: Option<&str>| {
            bare(house, actor, &filter, cursor, AT_ONCE).await
        };
        let lines = pages(house, actor, runtime.clone(), read);
        match format {
            Format::Csv => csv::write(out, lines, words(language)),
            Format::Xlsx => xlsx::write(out, lines, words(language)),
        }
    })
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
