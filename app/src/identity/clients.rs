//! My clients (*I miei assistiti*): every position under mandate with what needs somebody today, found by name, number or tax code.

use super::client_table::ClientTable;
use crate::api::identity::clients;
use crate::api::with_query;
use crate::kit::{Crumb, Icon, Page, Paged, TextField, loaded_part, problem_words};
use crate::language::use_words;
use contatti_model::identity::Client;
use contatti_model::page;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

pub(crate) const CLIENTS: &str = "/contatti/assistiti";
/// The word in the address that leaves only those who need somebody today.
const TODAY: &str = "today";

/// What the address asks for.
#[derive(Clone, Default, PartialEq)]
struct Asked {
    search: String,
    needing: String,
    cursor: String,
}

impl Asked {
    fn address(&self) -> String {
        with_query(CLIENTS, &[("search", &self.search), ("needing", &self.needing), ("cursor", &self.cursor)])
    }

    fn is_narrow(&self) -> bool {
        !self.search.is_empty() || !self.needing.is_empty()
    }
}

#[component]
pub(crate) fn Clients() -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.clients;
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let word = |name: &str| query.with(|query| query.get(name).unwrap_or_default());
        Asked { search: word("search"), needing: word("needing"), cursor: word("cursor") }
    });
    let first = Resource::new(
        move || asked.get(),
        |Asked { search, needing, cursor }| async move { clients(search, needing, cursor).await },
    );
    let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
    view! {
        <Page title=texts.title lead=texts.lead crumbs wide=true>
            {move || asked.with(|asked| view! { <ClientSearch wanted=asked.search.clone() needing=asked.needing.clone()/> })}
            <Choices asked/>
            {loaded_part(first, move |page| view! { <Found page asked=asked.get_untracked()/> })}
        </Page>
    }
    .into_any()
}

/// A plain GET form: what was searched stays in the address.
#[component]
pub(crate) fn ClientSearch(wanted: String, #[prop(optional)] needing: String) -> impl IntoView {
    let texts = &use_words().identity.clients;
    let value = RwSignal::new(wanted);
    let navigate = use_navigate();
    let kept = needing.clone();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = Asked { search: value.get_untracked(), needing: kept.clone(), ..Asked::default() };
        navigate(&asked.address(), Default::default());
    };
    view! {
        <form class="filters" method="get" action=CLIENTS role="search" aria-label=texts.title on:submit=find>
            <TextField id="find-position" name="search" kind="search" label=texts.find hint=texts.find_hint value error=None/>
            {(!needing.is_empty()).then(|| view! { <input type="hidden" name="needing" value=needing/> })}
            <button class="btn btn-primary" type="submit">{texts.search}</button>
        </form>
    }
    .into_any()
}

/// All of them, or those who need somebody today; links, so that each choice has an address.
#[component]
fn Choices(asked: Memo<Asked>) -> impl IntoView {
    let texts = &use_words().identity.clients;
    let link = move |needing: &'static str, name: &'static str| {
        let address = move || {
            asked.with(|asked| {
                Asked { needing: needing.to_owned(), search: asked.search.clone(), ..Asked::default() }.address()
            })
        };
        let current = move || asked.with(|asked| asked.needing == needing).then_some("page");
        view! { <li><a href=address aria-current=current>{name}</a></li> }
    };
    view! {
        <nav class="tabs no-print" aria-label=texts.choices>
            <ul>{link("", texts.everybody)} {link(TODAY, texts.today)}</ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Found(page: page::Page<Client>, asked: Asked) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.clients;
    let paged = Paged::new(page);
    let asked = StoredValue::new(asked);
    let next = move |cursor: Option<String>| Asked { cursor: cursor.unwrap_or_default(), ..asked.get_value() };
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let Asked { search, needing, cursor } = next(paged.next.get_untracked());
        paged.read_on(clients(search, needing, cursor));
    };
    let more_address = move || next(paged.next.get()).address();
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Show when=move || !paged.items.with(Vec::is_empty) fallback=move || view! { <Nobody asked=asked.get_value()/> }>
            <p class="soft" role="status">{move || texts.shown(paged.items.with(Vec::len))}</p>
            <ClientTable clients=paged.items.into()/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Nobody(asked: Asked) -> impl IntoView {
    let words = use_words();
    let texts = &words.identity.clients;
    let (title, text) = match (asked.needing.is_empty(), asked.search.is_empty()) {
        (false, true) => (texts.nobody_title, texts.nobody_today),
        (_, false) => (texts.none_title, texts.none_found),
        (true, true) => (texts.none_title, words.requests.home.positions_empty),
    };
    view! {
        <div class="empty">
            <Icon name="inbox" class="icon icon-lg"/>
            <h2>{title}</h2>
            <p>{text}</p>
            {asked.is_narrow().then(|| view! { <p><a class="btn btn-outline-primary" href=CLIENTS>{texts.all}</a></p> })}
        </div>
    }
    .into_any()
}
