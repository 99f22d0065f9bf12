//! What to do next and why it is first: the oldest promise on top, live.

use super::narrow::Narrow;
use super::shortcuts::{Act, Shortcut, Shortcuts};
use super::staff_notices::StaffNotices;
use super::view_tabs::ViewTabs;
use super::work_table::WorkTable;
use crate::api::console::{work_counts, work_list};
use crate::api::with_query;
use crate::kit::{Announcer, Icon, Page, Paged, loaded_part, on_news, problem_words};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::page;
use contatti_model::requests::{WorkForm, WorkLine, WorkView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) const LIST: &str = "/console";

/// The list with this view and what narrows it.
pub(super) fn address_with(form: &WorkForm) -> String {
    with_query(LIST, &form.pairs())
}

#[component]
pub(crate) fn WorkList() -> impl IntoView {
    let texts = &use_words().console.list;
    let query = use_query_map();
    let shown =
        Memo::new(move |_| query.with(|query| WorkForm::from_fields(|field| query.get(field).unwrap_or_default())));
    // Without JavaScript "more" is a link to the next page.
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let first = Resource::new(move || (shown.get(), cursor.get()), |(form, cursor)| work_list(form, cursor));
    let counts = Resource::new(|| (), |()| work_counts());
    on_news(move |_| counts.refetch());
    view! {
        <Page title=texts.title wide=true>
            <p class="lead"><Lead/></p>
            <StaffNotices/>
            <ViewTabs shown counts/>
            <Narrow shown/>
            {loaded_part(first, move |page| view! {
                <Lines page form=shown.get_untracked() first_page=cursor.with_untracked(String::is_empty)/>
            })}
            <Shortcuts shortcuts=shortcuts()/>
        </Page>
    }
    .into_any()
}

/// The keys of the list.
fn shortcuts() -> Vec<Shortcut> {
    let texts = &use_words().console.keys;
    let views = WorkView::OFFERED.into_iter().zip("1234567890".chars()).map(|(view, key)| {
        let form = WorkForm { state: view.as_str().to_owned(), ..WorkForm::default() };
        Shortcut { key, what: super::view_tabs::name_of(view).to_owned(), act: Act::Go(address_with(&form)) }
    });
    let act = |key, what: &str, act| Shortcut { key, what: what.to_owned(), act };
    let first = [
        act('j', texts.next, Act::Step { rows: "table.work th a", back: false }),
        act('k', texts.previous, Act::Step { rows: "table.work th a", back: true }),
        act('/', texts.search, Act::Focus("narrow-who")),
        act('m', texts.more, Act::Press("read-on")),
    ];
    first.into_iter().chain(views).collect()
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

#[component]
fn Lines(page: page::Page<WorkLine>, form: WorkForm, first_page: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.list;
    let paged = Paged::new(page);
    let form = StoredValue::new(form);
    let ask = move |cursor: String| work_list(form.get_value(), cursor);
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
        form.with_value(|form| {
            let pairs = form.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect::<Vec<_>>();
            with_query(LIST, &pairs)
        })
    };
    let said = move || if paged.changes.get() > 0 { texts.updated_live.to_owned() } else { String::new() };
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Announcer words=Signal::derive(said)/>
        <Show when=move || !paged.items.with(Vec::is_empty) fallback=move || view! { <Empty form=form.get_value()/> }>
            <WorkTable lines=paged.items.into()/>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a id="read-on" class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
fn Empty(form: WorkForm) -> impl IntoView {
    let texts = &use_words().console.list;
    let narrowed = form.is_narrowed();
    let text = match form.view() {
        _ if narrowed => texts.empty_narrowed,
        WorkView::NotClosed => texts.empty,
        _ => texts.empty_filtered,
    };
    view! {
        <div class="empty">
            <Icon name="check-circle" class="icon icon-lg"/>
            <h2>{texts.empty_title}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
