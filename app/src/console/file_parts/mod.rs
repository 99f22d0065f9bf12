//! The parts that the files of companies and of consultants have in common, each with a search of its own: what is looked for stays in
//! the address.

mod communications;
mod documents;
mod meetings;
mod notes;
mod requests;
mod search_form;

pub(super) use communications::{Communications, PART as COMMUNICATIONS};
pub(super) use documents::{Documents, PART as DOCUMENTS};
pub(super) use meetings::{Meetings, PART as MEETINGS, mode_word, subject_link};
pub(super) use notes::{Notes, PART as NOTES};
pub(super) use requests::{PART as REQUESTS, Requests};
pub(super) use search_form::position_form;

use super::listed::listed;
use super::{COMPANIES, CONSULTANTS, company_file_address};
use crate::api::company_file::{FileAt, Whose};
use crate::api::{Outcome, with_query};
use crate::kit::loaded_part;
use contatti_model::console::{FilePosition, FileSearch};
use contatti_model::identity::CompanyName;
use contatti_model::page::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::future::Future;

/// The file whose part is shown.
#[derive(Clone, Debug)]
pub(super) struct OpenFile {
    pub whose: Whose,
    pub at: FileAt,
    /// One of them can be chosen where there are several.
    pub positions: Vec<FilePosition>,
}

impl OpenFile {
    /// Where such files are.
    fn files(&self) -> &'static str {
        match self.whose {
            Whose::Company => COMPANIES,
            Whose::Consultant => CONSULTANTS,
        }
    }

    /// The address of one part, with what is looked for in it, and where a page ended.
    fn address(&self, part: &str, search: &FileSearch, cursor: &str) -> String {
        let own = [("parte", part), ("cursor", cursor)];
        with_query(&self.at.address(self.files()), &own.into_iter().chain(search.pairs()).collect::<Vec<_>>())
    }
}

/// What is particular to a part.
#[derive(Clone, Copy)]
struct Shape {
    /// Its word in the address.
    part: &'static str,
    /// The id of the field for words, with its label and hint.
    field: &'static str,
    label: &'static str,
    hint: &'static str,
    /// Whether its rows have a state that can be chosen.
    states: bool,
    /// What is said where nothing is found: a title and a sentence.
    nothing: fn(&FileSearch) -> (&'static str, &'static str),
}

/// What is looked for, as the address says it.
pub(super) fn use_search() -> Memo<FileSearch> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| FileSearch::from_fields(|field| query.get(field).unwrap_or_default())))
}

fn use_cursor() -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()))
}

/// What `ask` brings of a part for what is looked for, as `shown` shows it.
fn found<T, Asked>(
    file: OpenFile,
    shape: Shape,
    ask: impl Fn(Whose, FileAt, FileSearch, String) -> Asked + Copy + Send + Sync + 'static,
    shown: impl Fn(Signal<Vec<T>>) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + serde::Serialize + serde::de::DeserializeOwned + Send + Sync + 'static,
    Asked: Future<Output = Outcome<Page<T>>> + Send + 'static,
{
    let (search, cursor) = (use_search(), use_cursor());
    let (whose, at) = (file.whose, StoredValue::new(file.at.clone()));
    let file = StoredValue::new(file);
    let ask = move |search: FileSearch, cursor: String| ask(whose, at.get_value(), search, cursor);
    let first = Resource::new(move || (search.get(), cursor.get()), move |(search, cursor)| ask(search, cursor));
    loaded_part(first, move |page| {
        let asked = StoredValue::new(search.get_untracked());
        listed(
            page,
            move |cursor| asked.with_value(|asked| file.with_value(|file| file.address(shape.part, asked, cursor))),
            move |cursor| ask(asked.get_value(), cursor),
            asked.with_value(shape.nothing),
            shown.clone(),
        )
    })
}

/// Whose it is, where a file holds what is of several companies; the name leads to that company's own file.
fn company_link(company: Option<CompanyName>, office: &str) -> Option<impl IntoView + use<>> {
    let company = company?;
    Some(view! { <a href=company_file_address(company.id, office)>{company.name}</a> })
}
