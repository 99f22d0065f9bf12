//! The tray (*raccoglitore*): what came by other ways and waits, the oldest on top.

use super::tray_table::TrayTable;
use crate::api::correspondence::tray;
use crate::api::with_query;
use crate::kit::{Icon, Page, Paged, loaded_part, problem_words};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::correspondence::{MissiveLine, MissiveState};
use contatti_model::page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(crate) const TRAY: &str = "/console/raccoglitore";

#[component]
pub(crate) fn Tray() -> impl IntoView {
    let texts = &use_words().correspondence.tray;
    let query = use_query_map();
    let state = Memo::new(move |_| {
        let word = query.with(|query| query.get("state").unwrap_or_default());
        MissiveState::from_word(&word).unwrap_or(MissiveState::Waiting)
    });
    // Without JavaScript "more" is a link to the next page.
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let first =
        Resource::new(move || (state.get(), cursor.get()), |(state, cursor)| tray(state.as_str().into(), cursor));
    view! {
        <Page title=texts.title wide=true>
            <p class="lead"><Lead/></p>
            <StateLinks state/>
            {loaded_part(first, move |page| view! { <Lines page state=state.get_untracked()/> })}
            <p class="after-table no-print">
                <a class="btn btn-outline-primary" href=format!("{TRAY}/nuova")>
                    <Icon name="plus-circle"/> " " {texts.write_down}
                </a>
            </p>
        </Page>
    }
    .into_any()
}

#[component]
fn Lead() -> impl IntoView {
    let texts = &use_words().correspondence.tray;
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let office = session?.await.ok().and_then(|me| me.office);
                Some(office.map_or_else(|| texts.lead_plain.to_owned(), |office| texts.lead(office.name)))
            })}
        </Suspense>
    }
    .into_any()
}

/// The filter: links, so that each choice has an address.
#[component]
fn StateLinks(state: Memo<MissiveState>) -> impl IntoView {
    let texts = &use_words().correspondence.tray;
    let links = MissiveState::ALL.map(|choice| {
        let (name, word) = match choice {
            MissiveState::Waiting => (texts.waiting, ""),
            MissiveState::Filed => (texts.filed, choice.as_str()),
            MissiveState::SetAside => (texts.set_aside, choice.as_str()),
        };
        let address = with_query(TRAY, &[("state", word)]);
        let current = move || (state.get() == choice).then_some("page");
        view! { <li><a href=address aria-current=current>{name}</a></li> }
    });
    view! {
        <nav class="tabs no-print" aria-label=texts.show>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Lines(page: page::Page<MissiveLine>, state: MissiveState) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.tray;
    let paged = Paged::new(page);
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        paged.read_on(tray(state.as_str().into(), paged.next.get_untracked().unwrap_or_default()));
    };
    let more_address = move || {
        let cursor = paged.next.get().unwrap_or_default();
        with_query(TRAY, &[("state", state.as_str()), ("cursor", &cursor)])
    };
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Show when=move || !paged.items.with(Vec::is_empty) fallback=move || view! { <Empty state/> }>
            <TrayTable lines=paged.items.into()/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Empty(state: MissiveState) -> impl IntoView {
    let texts = &use_words().correspondence.tray;
    let text = if state == MissiveState::Waiting { texts.empty } else { texts.empty_filtered };
    view! {
        <div class="empty">
            <Icon name="check-circle" class="icon icon-lg"/>
            <h2>{texts.empty_title}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
