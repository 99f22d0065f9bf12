//! All requests one may see, newest first; filters in the address, more on demand.

use super::filters::{Filters, LIST, Narrowed, use_narrowed};
use super::line::RequestTable;
use crate::api::requests::list;
use crate::api::with_query;
use crate::kit::{Announcer, Crumb, Icon, Page, Paged, loaded_part, on_news, problem_words};
use crate::language::use_words;
use contatti_model::page;
use contatti_model::requests::Line;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(crate) fn List() -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.list;
    let narrowed = use_narrowed();
    let query = use_query_map();
    // Without JavaScript "more" is a link to the next page.
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let first = Resource::new(
        move || (narrowed.get(), cursor.get()),
        |(narrowed, cursor)| list(narrowed.state, narrowed.position, cursor),
    );
    let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
    view! {
        <Page title=texts.title lead=texts.lead crumbs wide=true>
            <Filters narrowed/>
            {loaded_part(first, move |page| view! { <Lines page narrowed=narrowed.get_untracked() first_page=cursor.with_untracked(String::is_empty)/> })}
        </Page>
    }
    .into_any()
}

#[component]
fn Lines(page: page::Page<Line>, narrowed: Narrowed, first_page: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.list;
    let paged = Paged::new(page);
    let narrowed = StoredValue::new(narrowed);
    let ask = move |cursor: String| {
        let Narrowed { state, position } = narrowed.get_value();
        list(state, position, cursor)
    };
    on_news(move |_| {
        if first_page {
            paged.refresh(ask(String::new()), |one, other| one.id == other.id);
        }
    });
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        paged.read_on(ask(paged.next.get_untracked().unwrap_or_default()));
    };
    let more_address = move || {
        let Narrowed { state, position } = narrowed.get_value();
        let cursor = paged.next.get().unwrap_or_default();
        with_query(LIST, &[("state", &state), ("position", &position), ("cursor", &cursor)])
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
            fallback=move || view! { <Empty filtered=!narrowed.with_value(Narrowed::is_empty)/> }
        >
            <RequestTable lines=paged.items.into() caption=texts.caption/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Empty(filtered: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.list;
    let text = if filtered { texts.empty_filtered } else { texts.empty };
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
