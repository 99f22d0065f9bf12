//! Communications in a company's file: one line of time, or what a search by words finds of letters, calls and e-mails.

use super::COMPANIES;
use super::part::Part;
use crate::api::company_file::company_communications;
use crate::api::with_query;
use crate::console::listed::listed;
use crate::correspondence::{OfficeLetters, OfficeStory};
use crate::kit::{TextField, loaded_part};
use crate::language::use_words;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The part's address with what is searched for, and where a page ended.
fn address(id: &str, text: &str, cursor: &str) -> String {
    let pairs = [("parte", Part::Communications.word()), ("text", text), ("cursor", cursor)];
    with_query(&format!("{COMPANIES}/{id}"), &pairs)
}

#[component]
pub(super) fn Communications(id: String, cursor: Memo<String>) -> impl IntoView {
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|query| query.get("text").unwrap_or_default()).trim().to_owned());
    let id = StoredValue::new(id);
    let shown = move || match text.get() {
        text if text.is_empty() => view! { <OfficeStory company=id.get_value() cursor/> }.into_any(),
        text => view! { <Found id=id.get_value() text cursor/> }.into_any(),
    };
    view! {
        {move || view! { <SearchForm id=id.get_value() text=text.get()/> }}
        {shown}
    }
    .into_any()
}

#[component]
fn Found(id: String, text: String, cursor: Memo<String>) -> impl IntoView {
    let texts = &use_words().correspondence.history;
    let (id, text) = (StoredValue::new(id), StoredValue::new(text));
    let ask = move |cursor: String| company_communications(id.get_value(), text.get_value(), cursor);
    let first = Resource::new(move || cursor.get(), ask);
    loaded_part(first, move |page| {
        listed(
            page,
            move |cursor| address(&id.get_value(), &text.get_value(), cursor),
            ask,
            (texts.not_found, texts.not_found_text),
            |lines| view! { <OfficeLetters lines/> }.into_any(),
        )
    })
}

#[component]
fn SearchForm(id: String, text: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.history;
    let typed = RwSignal::new(text.clone());
    let navigate = use_navigate();
    let here = id.clone();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&address(&here, typed.get_untracked().trim(), ""), Default::default());
    };
    let clear = (!text.is_empty()).then(|| {
        let everything = address(&id, "", "");
        view! { <a class="btn btn-outline-primary" href=everything>{words.company_file.clear}</a> }
    });
    view! {
        <form class="filters no-print" method="get" action=format!("{COMPANIES}/{id}") role="search" aria-label=texts.search on:submit=find>
            <input type="hidden" name="parte" value=Part::Communications.word()/>
            <TextField id="file-letters" name="text" kind="search" label=texts.search hint=texts.search_hint value=typed error=None/>
            <button class="btn btn-primary" type="submit">{words.company_file.search_submit}</button>
            {clear}
        </form>
    }
    .into_any()
}
