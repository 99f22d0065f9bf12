//! My clients (*I miei assistiti*): every position under mandate, found by name, number or tax code, page by page.

use crate::api::identity::positions;
use crate::api::with_query;
use crate::kit::{Crumb, Icon, Page, Paged, TextField, loaded_part, problem_words};
use crate::language::use_words;
use crate::requests::PositionTable;
use contatti_model::identity::Position;
use contatti_model::page;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

pub(crate) const CLIENTS: &str = "/contatti/assistiti";

#[component]
pub(crate) fn Clients() -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.clients;
    let query = use_query_map();
    let asked = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()));
    let (search, cursor) = (asked("search"), asked("cursor"));
    let first = Resource::new(move || (search.get(), cursor.get()), |(search, cursor)| positions(search, cursor));
    let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
    view! {
        <Page title=texts.title lead=texts.lead crumbs wide=true>
            {move || view! { <ClientSearch wanted=search.get()/> }}
            {loaded_part(first, move |page| view! { <Found page search=search.get_untracked()/> })}
        </Page>
    }
    .into_any()
}

/// A plain GET form: what was searched stays in the address.
#[component]
pub(crate) fn ClientSearch(wanted: String) -> impl IntoView {
    let texts = &use_words().identity.clients;
    let value = RwSignal::new(wanted);
    let navigate = use_navigate();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&with_query(CLIENTS, &[("search", &value.get_untracked())]), Default::default());
    };
    view! {
        <form class="filters" method="get" action=CLIENTS role="search" aria-label=texts.title on:submit=find>
            <TextField id="find-position" name="search" kind="search" label=texts.find hint=texts.find_hint value error=None/>
            <button class="btn btn-primary" type="submit">{texts.search}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Found(page: page::Page<Position>, search: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.clients;
    let paged = Paged::new(page);
    let search = StoredValue::new(search);
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        paged.read_on(positions(search.get_value(), paged.next.get_untracked().unwrap_or_default()));
    };
    let more_address = move || {
        let cursor = paged.next.get().unwrap_or_default();
        with_query(CLIENTS, &[("search", &search.get_value()), ("cursor", &cursor)])
    };
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Show when=move || !paged.items.with(Vec::is_empty) fallback=move || view! { <Nobody searched=!search.with_value(String::is_empty)/> }>
            <p class="soft" role="status">{move || texts.shown(paged.items.with(Vec::len))}</p>
            <PositionTable positions=paged.items/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Nobody(searched: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.clients;
    view! {
        <div class="empty">
            <Icon name="inbox" class="icon icon-lg"/>
            <h2>{texts.none_title}</h2>
            <p>{if searched { texts.none_found } else { words.requests.home.positions_empty }}</p>
            {searched.then(|| view! { <p><a class="btn btn-outline-primary" href=CLIENTS>{texts.all}</a></p> })}
        </div>
    }
    .into_any()
}
