//! The requests in a file, with the search inside it: a plain GET form, so that what was searched stays in the address.

use super::listed::listed;
use super::offices::office_field;
use crate::api::company_file::FileAt;
use crate::api::{Outcome, with_query};
use crate::kit::{SelectField, TextField, loaded_part, state_word};
use crate::language::use_words;
use crate::requests::RequestTable;
use contatti_model::console::{FilePosition, FileSearch};
use contatti_model::page::Page;
use contatti_model::requests::search::SearchText;
use contatti_model::requests::{Line, PublicState};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::future::Future;

/// The word of this part in the address.
pub(super) const PART: &str = "richieste";

/// The file's address with this part, what is searched for, and where a page ended.
fn address(base: &str, search: &FileSearch, cursor: &str) -> String {
    let own = [("parte", PART), ("cursor", cursor)];
    with_query(base, &own.into_iter().chain(search.pairs()).collect::<Vec<_>>())
}

/// `ask` reads a page of whose file it is, `files` is where such files are; `positions` are offered where there are several.
pub(super) fn file_requests<Asked>(
    at: FileAt,
    files: &'static str,
    positions: Vec<FilePosition>,
    ask: impl Fn(FileAt, FileSearch, String) -> Asked + Copy + Send + Sync + 'static,
) -> AnyView
where
    Asked: Future<Output = Outcome<Page<Line>>> + Send + 'static,
{
    let words = use_words();
    let texts = &words.company_file;
    let query = use_query_map();
    let search =
        Memo::new(move |_| query.with(|query| FileSearch::from_fields(|field| query.get(field).unwrap_or_default())));
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let base = StoredValue::new(at.address(files));
    let at = StoredValue::new(at);
    let first = Resource::new(
        move || (search.get(), cursor.get()),
        move |(search, cursor)| ask(at.get_value(), search, cursor),
    );
    let found = loaded_part(first, move |page| {
        let asked = StoredValue::new(search.get_untracked());
        listed(
            page,
            move |cursor| base.with_value(|base| address(base, &asked.get_value(), cursor)),
            move |cursor| ask(at.get_value(), asked.get_value(), cursor),
            asked.with_value(nothing),
            |lines| {
                let (caption, address) = (texts.requests_caption, super::address_of);
                view! { <RequestTable lines caption address/> }.into_any()
            },
        )
    });
    view! {
        {move || view! { <SearchForm search=search.get() at=at.get_value() files positions=positions.clone()/> }}
        {found}
    }
    .into_any()
}

/// What is said where nothing is found.
fn nothing(search: &FileSearch) -> (&'static str, &'static str) {
    let words = use_words();
    let texts = &words.company_file;
    let wordless = !search.text.trim().is_empty() && SearchText::parse(&search.text).is_empty();
    match (wordless, search.is_narrow()) {
        (true, _) => (texts.requests_not_found, words.requests.search.no_word),
        (_, true) => (texts.requests_not_found, texts.requests_not_found_text),
        _ => (texts.requests_none, texts.requests_none_text),
    }
}

#[component]
fn SearchForm(search: FileSearch, at: FileAt, files: &'static str, positions: Vec<FilePosition>) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let FileSearch { text, position, state } = search.clone();
    let (text, position, state) = (RwSignal::new(text), RwSignal::new(position), RwSignal::new(state));
    let navigate = use_navigate();
    let base = at.address(files);
    let here = base.clone();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (text, position, state) = (text.get_untracked(), position.get_untracked(), state.get_untracked());
        navigate(&address(&here, &FileSearch { text, position, state }, ""), Default::default());
    };
    let clear = search.is_narrow().then(|| {
        let everything = address(&base, &FileSearch::default(), "");
        view! { <a class="btn btn-outline-primary" href=everything>{texts.clear}</a> }
    });
    view! {
        <form class="filters no-print" method="get" action=format!("{files}/{}", at.id) role="search" aria-label=texts.search on:submit=find>
            <input type="hidden" name="parte" value=PART/>
            {office_field(&at.office)}
            <TextField id="file-text" name="text" kind="search" label=texts.search hint=texts.search_hint value=text error=None/>
            {(positions.len() > 1).then(|| view! { <PositionField positions chosen=position/> })}
            <SelectField id="file-state" name="state" label=texts.state value=state>
                <option value="" selected=state.with_untracked(String::is_empty)>{texts.any_state}</option>
                {PublicState::ALL.map(|each| {
                    let selected = state.with_untracked(|state| state == each.as_str());
                    view! { <option value=each.as_str() selected=selected>{state_word(words, each)}</option> }
                }).collect_view()}
            </SelectField>
            <button class="btn btn-primary" type="submit">{texts.search_submit}</button>
            {clear}
        </form>
    }
    .into_any()
}

#[component]
fn PositionField(positions: Vec<FilePosition>, chosen: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().company_file;
    let option = move |position: FilePosition| {
        let id = position.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{position.number}</option> }
    };
    view! {
        <SelectField id="file-position" name="position" label=texts.position value=chosen>
            <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.any_position}</option>
            {positions.into_iter().map(option).collect_view()}
        </SelectField>
    }
    .into_any()
}
