//! What to do next and why it is first: the oldest promise on top, live.

use super::work_table::WorkTable;
use crate::api::console::work_list;
use crate::api::with_query;
use crate::kit::{Announcer, Icon, Page, Paged, loaded_part, on_news, problem_words};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::page;
use contatti_model::requests::{PublicState, WorkLine, WorkView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const LIST: &str = "/console";

#[component]
pub(crate) fn WorkList() -> impl IntoView {
    let texts = &use_words().console.list;
    let query = use_query_map();
    let shown = Memo::new(move |_| {
        let word = query.with(|query| query.get("state").unwrap_or_default());
        WorkView::from_word(&word)
    });
    // Without JavaScript "more" is a link to the next page.
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let first = Resource::new(move || (shown.get(), cursor.get()), |(shown, cursor)| work_list(word(shown), cursor));
    view! {
        <Page title=texts.title wide=true>
            <p class="lead"><Lead/></p>
            <ViewLinks shown/>
            {loaded_part(first, move |page| view! {
                <Lines page shown=shown.get_untracked() first_page=cursor.with_untracked(String::is_empty)/>
            })}
        </Page>
    }
    .into_any()
}

fn word(shown: WorkView) -> String {
    shown.as_str().to_owned()
}

#[component]
fn Lead() -> impl IntoView {
    let texts = &use_words().console.list;
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
fn ViewLinks(shown: Memo<WorkView>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.list;
    let links = WorkView::ALL.map(|choice| {
        let name = match choice {
            WorkView::NotClosed => texts.not_closed,
            WorkView::In(PublicState::Open) => texts.open,
            WorkView::In(PublicState::InCharge) => texts.in_charge,
            WorkView::In(PublicState::Closed) => texts.closed,
            WorkView::MeetingsAsked => words.meetings.list,
        };
        let address = with_query(LIST, &[("state", &word(choice))]);
        let current = move || (shown.get() == choice).then_some("page");
        view! { <li><a href=address aria-current=current>{name}</a></li> }
    });
    view! {
        <nav class="tabs no-print" aria-label=texts.state>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Lines(page: page::Page<WorkLine>, shown: WorkView, first_page: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.list;
    let paged = Paged::new(page);
    let ask = move |cursor: String| work_list(word(shown), cursor);
    on_news(move |_| {
        if first_page {
            paged.refresh(ask(String::new()), |one, other| one.line.id == other.line.id);
        }
    });
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        paged.read_on(ask(paged.next.get_untracked().unwrap_or_default()));
    };
    let more_address = move || {
        let cursor = paged.next.get().unwrap_or_default();
        with_query(LIST, &[("state", &word(shown)), ("cursor", &cursor)])
    };
    let said = move || if paged.changes.get() > 0 { texts.updated_live.to_owned() } else { String::new() };
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Announcer words=Signal::derive(said)/>
        <Show when=move || !paged.items.with(Vec::is_empty) fallback=move || view! { <Empty shown/> }>
            <WorkTable lines=paged.items.into()/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Empty(shown: WorkView) -> impl IntoView {
    let texts = &use_words().console.list;
    let text = if shown == WorkView::NotClosed { texts.empty } else { texts.empty_filtered };
    view! {
        <div class="empty">
            <Icon name="check-circle" class="icon icon-lg"/>
            <h2>{texts.empty_title}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
