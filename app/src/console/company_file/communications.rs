//! Communications in a company's file: one line of time, or what a search by words finds of letters, calls and e-mails.

use super::COMPANIES;
use super::part::Part;
use crate::api::company_file::{FileAt, company_communications};
use crate::api::with_query;
use crate::console::listed::listed;
use crate::console::offices::office_field;
use crate::correspondence::{OfficeLetters, OfficeStory};
use crate::kit::{TextField, loaded_part};
use crate::language::use_words;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The part's address with what is searched for, and where a page ended.
fn address(at: &FileAt, text: &str, cursor: &str) -> String {
    let pairs = [("parte", Part::Communications.word()), ("text", text), ("cursor", cursor)];
    with_query(&at.address(COMPANIES), &pairs)
}

#[component]
pub(super) fn Communications(at: FileAt, cursor: Memo<String>) -> impl IntoView {
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|query| query.get("text").unwrap_or_default()).trim().to_owned());
    let at = StoredValue::new(at);
    let shown = move || match text.get() {
        text if text.is_empty() => view! { <OfficeStory at=at.get_value() cursor/> }.into_any(),
        text => view! { <Found at=at.get_value() text cursor/> }.into_any(),
    };
    view! {
        {move || view! { <SearchForm at=at.get_value() text=text.get()/> }}
        {shown}
    }
    .into_any()
}

#[component]
fn Found(at: FileAt, text: String, cursor: Memo<String>) -> impl IntoView {
    let texts = &use_words().correspondence.history;
    let (at, text) = (StoredValue::new(at), StoredValue::new(text));
    let ask = move |cursor: String| company_communications(at.get_value(), text.get_value(), cursor);
    let first = Resource::new(move || cursor.get(), ask);
    loaded_part(first, move |page| {
        listed(
            page,
            move |cursor| address(&at.get_value(), &text.get_value(), cursor),
            ask,
            (texts.not_found, texts.not_found_text),
            |lines| view! { <OfficeLetters lines/> }.into_any(),
        )
    })
}

#[component]
fn SearchForm(at: FileAt, text: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.history;
    let typed = RwSignal::new(text.clone());
    let navigate = use_navigate();
    let here = at.clone();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&address(&here, typed.get_untracked().trim(), ""), Default::default());
    };
    let clear = (!text.is_empty()).then(|| {
        let everything = address(&at, "", "");
        view! { <a class="btn btn-outline-primary" href=everything>{words.company_file.clear}</a> }
    });
    view! {
        <form class="filters no-print" method="get" action=format!("{COMPANIES}/{}", at.id) role="search" aria-label=texts.search on:submit=find>
            <input type="hidden" name="parte" value=Part::Communications.word()/>
            {office_field(&at.office)}
            <TextField id="file-letters" name="text" kind="search" label=texts.search hint=texts.search_hint value=typed error=None/>
            <button class="btn btn-primary" type="submit">{words.company_file.search_submit}</button>
            {clear}
        </form>
    }
    .into_any()
}
