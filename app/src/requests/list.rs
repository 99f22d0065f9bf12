//! All requests one may see, newest first; filters in the address, more on demand.

use super::chips::Chips;
use super::export::Export;
use super::filters::{Filters, LIST, problem_of, use_filter};
use super::line::RequestTable;
use super::views::Views;
use crate::api::requests::{filter_choices, list};
use crate::api::views::views;
use crate::api::{Outcome, with_query};
use crate::kit::{Announcer, Crumb, GATHERED, Icon, Page, Paged, asked_after_news, loaded_part, problem_words};
use crate::language::use_words;
use crate::page_answer::say_status;
use contatti_model::page;
use contatti_model::requests::Line;
use contatti_model::requests::search::{FilterForm, SearchText};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(crate) fn List() -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.list;
    let filter = use_filter();
    let query = use_query_map();
    // Without JavaScript "more" is a link to the next page.
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    if let Some(problem) = filter.with_untracked(problem_of) {
        say_status(problem.status);
    }
    let first = Resource::new(move || (filter.get(), cursor.get()), |(filter, cursor)| first_page(filter, cursor));
    let choices = Resource::new(|| (), |()| filter_choices());
    let kept = Resource::new(|| (), |()| views());
    let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
    view! {
        <Page title=texts.title lead=texts.lead crumbs wide=true>
            <Views filter views=kept/>
            <Filters filter choices/>
            <Chips filter choices/>
            {loaded_part(first, move |page| page.map(|page| view! {
                <Lines page filter=filter.get_untracked() first_page=cursor.with_untracked(String::is_empty)/>
            }))}
        </Page>
    }
    .into_any()
}

/// Nothing is asked with filters that do not hold: what to mend stands at their fields.
async fn first_page(filter: FilterForm, cursor: String) -> Outcome<Option<page::Page<Line>>> {
    match problem_of(&filter) {
        Some(_) => Ok(None),
        None => list(filter, cursor).await.map(Some),
    }
}

/// What leads to each request.
const ROWS: &str = "table.dense tbody th a";

#[component]
fn Lines(page: page::Page<Line>, filter: FilterForm, first_page: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.list;
    let paged = Paged::new(page);
    let filter = StoredValue::new(filter);
    let ask = move |cursor: String| list(filter.get_value(), cursor);
    if first_page {
        let same = |one: &Line, other: &Line| one.id == other.id;
        asked_after_news(GATHERED, move || paged.refresh(ROWS, move || ask(String::new()), same));
    }
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        paged.read_on(ask(paged.next.get_untracked().unwrap_or_default()));
    };
    let more_address = move || {
        let (filter, cursor) = (filter.get_value(), paged.next.get().unwrap_or_default());
        let pairs: Vec<_> = filter.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect();
        with_query(LIST, &pairs)
    };
    let said = move || if paged.changes.get() > 0 { texts.updated_live.to_owned() } else { String::new() };
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Announcer words=Signal::derive(said)/>
        <Show
            when=move || !paged.items.with(Vec::is_empty)
            fallback=move || view! { <Empty filter=filter.get_value()/> }
        >
            <RequestTable lines=paged.items.into() caption=texts.caption/>
            <Export filter=filter.get_value()/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Empty(filter: FilterForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.list;
    let filtered = !filter.is_empty();
    let wordless = !filter.text.trim().is_empty() && SearchText::parse(&filter.text).is_empty();
    let text = match (wordless, filtered) {
        (true, _) => words.requests.search.no_word,
        (_, true) => texts.empty_filtered,
        _ => texts.empty,
    };
    view! {
        <div class="empty">
            <Icon name="inbox" class="icon icon-lg"/>
            <h2>{texts.empty_title}</h2>
            <p>{text}</p>
            <p>
                {if filtered {
                    view! { <a class="btn btn-outline-primary" href=LIST>{texts.clear}</a> }
                } else {
                    view! { <a class="btn btn-primary" href="/contatti/nuova-richiesta">{words.shell.nav.new_request}</a> }
                }}
            </p>
        </div>
    }
    .into_any()
}
