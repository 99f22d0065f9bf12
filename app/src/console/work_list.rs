//! What to do next and why it is first: the oldest promise on top unless one chose another order, live.

use super::arrange::Arrange;
use super::narrow::Narrow;
use super::offices::{Offices, shown_office};
use super::saved_views::SavedViews;
use super::shortcuts::{Act, Shortcut, Shortcuts};
use super::staff_notices::StaffNotices;
use super::view_tabs::{ViewTabs, tab_id};
use super::work_table::WorkTable;
use crate::api::console::{work_counts, work_list};
use crate::api::with_query;
use crate::kit::{Announcer, GATHERED, Icon, Page, Paged, asked_after_news, loaded_part, problem_words};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::page;
use contatti_model::requests::{PublicState, WorkForm, WorkLine, WorkOrder, WorkView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) const LIST: &str = "/console";

/// How long the numbers beside the views wait before they are asked for again, in milliseconds.
const COUNTED: u32 = 900;

/// The list with this view and what narrows it.
pub(super) fn address_with(form: &WorkForm) -> String {
    with_query(LIST, &form.pairs())
}

#[component]
pub(crate) fn WorkList() -> impl IntoView {
    let texts = &use_words().console.list;
    let query = use_query_map();
    // A plain form says each column by itself.
    let shown = Memo::new(move |_| {
        query.with(|query| WorkForm::from_fields(|field| query.get_all(field).unwrap_or_default().join(",")))
    });
    // Without JavaScript "more" is a link to the next page.
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let first = Resource::new(move || (shown.get(), cursor.get()), |(form, cursor)| work_list(form, cursor));
    let here = Memo::new(move |_| shown.with(|form| form.office.clone()));
    let counts = Resource::new(move || here.get(), work_counts);
    asked_after_news(COUNTED, move || async move { counts.refetch() });
    view! {
        <Page title=texts.title wide=true>
            <p class="lead"><Lead shown/></p>
            <StaffNotices/>
            // A unit belongs to one office.
            <Offices here address=move |office| address_with(&WorkForm { office, unit: String::new(), ..shown.get() })/>
            <ViewTabs shown counts/>
            <SavedViews shown/>
            <Narrow shown/>
            <Arrange shown/>
            {loaded_part(first, move |page| view! {
                <Lines page form=shown.get_untracked() first_page=cursor.with_untracked(String::is_empty)/>
            })}
            <Shortcuts shortcuts=shortcuts()/>
        </Page>
    }
    .into_any()
}

/// What the keyboard steps through.
const ROWS: &str = "table.work tbody th a";

/// A key for each view that is offered, in their order: a digit for the first ten, then the letter of its Italian name.
const VIEW_KEYS: [char; WorkView::OFFERED.len()] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'a', 'v', 'c'];

/// The keys of the list.
fn shortcuts() -> Vec<Shortcut> {
    let texts = &use_words().console.keys;
    let views = WorkView::OFFERED.into_iter().zip(VIEW_KEYS).map(|(view, key)| {
        let what = super::view_tabs::name_of(view).to_owned();
        Shortcut { key, what, act: Act::Press(tab_id(view)) }
    });
    let act = |key, what: &str, act| Shortcut { key, what: what.to_owned(), act };
    let first = [
        act('j', texts.next, Act::Step { rows: ROWS, back: false }),
        act('k', texts.previous, Act::Step { rows: ROWS, back: true }),
        act('/', texts.search, Act::Focus("narrow-who")),
        act('m', texts.more, Act::Press("read-on".to_owned())),
        act('f', texts.file, Act::PressBeside { row: "tr", what: "a.to-file" }),
    ];
    first.into_iter().chain(views).collect()
}

/// Whose requests they are and, where that is so, that the oldest promise comes first.
#[component]
fn Lead(shown: Memo<WorkForm>) -> impl IntoView {
    let texts = &use_words().console.list;
    let session = use_session();
    let usual = Memo::new(move |_| {
        shown.with(|form| form.order() == WorkOrder::Promised && !form.view().is_read_from_its_end())
    });
    let here = Memo::new(move |_| shown.with(|form| form.office.clone()));
    let said = move || {
        let (usual, here) = (usual.get(), here.get());
        Suspend::new(async move {
            let office = session?.await.ok().and_then(|me| shown_office(&me, &here));
            Some(match (office, usual) {
                (Some(office), true) => texts.lead(office.name),
                (Some(office), false) => texts.lead_ordered(office.name),
                (None, true) => texts.lead_plain.to_owned(),
                (None, false) => texts.lead_plain_ordered.to_owned(),
            })
        })
    };
    view! { <Suspense>{said}</Suspense> }.into_any()
}

#[component]
fn Lines(page: page::Page<WorkLine>, form: WorkForm, first_page: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.list;
    let paged = Paged::new(page);
    let form = StoredValue::new(form);
    let ask = move |cursor: String| work_list(form.get_value(), cursor);
    if first_page {
        let same = |one: &WorkLine, other: &WorkLine| one.line.id == other.line.id;
        asked_after_news(GATHERED, move || paged.refresh(ROWS, move || ask(String::new()), same));
    }
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
            <WorkTable lines=paged.items.into() form=form.get_value()/>
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
    // What was looked for and not found says nothing of the work left.
    let looked_for = narrowed || form.view() == WorkView::In(PublicState::Closed);
    let (icon, title) =
        if looked_for { ("search", texts.empty_found_title) } else { ("check-circle", texts.empty_title) };
    view! {
        <div class="empty">
            <Icon name=icon class="icon icon-lg"/>
            <h2>{title}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
