//! A company's history: requests and correspondence of every channel in one line of time, newest first.

use super::{address_of, letter_address};
use crate::api::company_file::FileAt;
use crate::api::correspondence::history;
use crate::api::{Outcome, with_query};
use crate::console::company_file_address;
use crate::kit::{
    Crumb, Icon, Moment, OutcomeTag, Page, Paged, StateTag, channel_word, loaded, loaded_part, problem_words,
};
use crate::language::use_words;
use contatti_model::correspondence::{HistoryLine, MissiveLine, MissiveState};
use contatti_model::page;
use contatti_model::register::Direction;
use contatti_model::requests::Line;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The word of this part in the address of a company's file.
pub(crate) const OFFICE_PART: &str = "comunicazioni";

/// Whose eyes read it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Company,
    Office,
}

impl Side {
    fn area(self) -> &'static str {
        match self {
            Self::Company => "/contatti",
            Self::Office => "/console",
        }
    }
}

/// The history as the company and its intermediaries read it.
#[component]
pub(crate) fn CompanyStory() -> impl IntoView {
    let words = use_words();
    let (params, query) = (use_params_map(), use_query_map());
    let company = Memo::new(move |_| {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        FileAt { id, office: String::new() }
    });
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let first = Resource::new(
        move || (company.get(), cursor.get()),
        |(company, cursor)| history(company, String::new(), cursor),
    );
    loaded(first, move |history| {
        let texts = &words.correspondence.history;
        let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
        view! {
            <Page title=texts.title(history.company) lead=texts.lead crumbs>
                <Told side=Side::Company entries=history.entries of=company.get_untracked() position=String::new()/>
            </Page>
        }
    })
}

/// What one's office has of the company, or of one position of it, as a part of the company's file.
#[component]
pub(crate) fn OfficeStory(at: FileAt, position: String, cursor: Memo<String>) -> impl IntoView {
    let (at, position) = (StoredValue::new(at), StoredValue::new(position));
    let ask = move |cursor| history(at.get_value(), position.get_value(), cursor);
    let first = Resource::new(move || cursor.get(), ask);
    loaded_part(first, move |history| {
        view! {
            <Told side=Side::Office entries=history.entries of=at.get_value() position=position.get_value()/>
        }
    })
}

/// Letters, calls and e-mails alone, as the office reads them. Where they are of several companies, each names its own, with a
/// link to its file at this office.
#[component]
pub(crate) fn OfficeLetters(lines: Signal<Vec<MissiveLine>>, linked_at: Option<String>) -> impl IntoView {
    let texts = &use_words().correspondence.history;
    view! {
        <ol class="history" aria-label=texts.list>
            <For each=move || lines.get() key=|line| line.id let:line>
                <li><MissiveEntry side=Side::Office line linked_at=linked_at.clone()/></li>
            </For>
        </ol>
    }
    .into_any()
}

#[component]
fn Told(side: Side, entries: page::Page<HistoryLine>, of: FileAt, position: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.history;
    let paged = Paged::new(entries);
    let (of, position) = (StoredValue::new(of), StoredValue::new(position));
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let cursor = paged.next.get_untracked().unwrap_or_default();
        paged.read_on(read_after(of.get_value(), position.get_value(), cursor));
    };
    let more_address = move || {
        let cursor = paged.next.get().unwrap_or_default();
        let part = if side == Side::Office { OFFICE_PART } else { "" };
        let base = of.with_value(|of| of.address(&format!("{}/aziende", side.area())));
        position
            .with_value(|position| with_query(&base, &[("parte", part), ("position", position), ("cursor", &cursor)]))
    };
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <Show when=move || !paged.items.with(Vec::is_empty) fallback=move || view! { <Nothing side/> }>
            <ol class="history" aria-label=texts.list>
                <For each=move || paged.items.get() key=key let:entry>
                    <li>{match entry {
                        HistoryLine::Request(line) => view! { <RequestEntry side line/> }.into_any(),
                        HistoryLine::Missive(line) => view! { <MissiveEntry side line linked_at=None/> }.into_any(),
                    }}</li>
                </For>
            </ol>
        </Show>
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{texts.more}</a></p>
        </Show>
    }
    .into_any()
}

async fn read_after(of: FileAt, position: String, cursor: String) -> Outcome<page::Page<HistoryLine>> {
    history(of, position, cursor).await.map(|history| history.entries)
}

fn key(entry: &HistoryLine) -> String {
    match entry {
        HistoryLine::Request(line) => line.id.to_string(),
        HistoryLine::Missive(line) => line.id.to_string(),
    }
}

#[component]
fn RequestEntry(side: Side, line: Line) -> impl IntoView {
    let words = use_words();
    let address = format!("{}/richieste/{}", side.area(), line.id);
    view! {
        <p class="history-when"><Moment at=line.registration.at short=true/></p>
        <div class="history-what">
            <p class="history-kind soft">{words.correspondence.history.request} " · " {channel_word(words, line.channel)}</p>
            <p class="history-subject">
                <a href=address>{line.subject}</a> " " <StateTag state=line.state/>
                {line.outcome.map(|outcome| view! { " " <OutcomeTag outcome/> })}
            </p>
            <p class="soft number">{line.registration.number.to_string()}</p>
        </div>
    }
    .into_any()
}

#[component]
fn MissiveEntry(side: Side, line: MissiveLine, linked_at: Option<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.history;
    let address = match side {
        Side::Company => letter_address(line.id),
        Side::Office => address_of(line.id),
    };
    let way = if line.direction == Direction::In { texts.inbound } else { texts.outbound };
    let subject = if line.subject.is_empty() { words.correspondence.tray.no_subject.to_owned() } else { line.subject };
    let request = line.request.map(|request| {
        let address = format!("{}/richieste/{}", side.area(), request.id);
        view! {
            <p>{words.correspondence.one.in_request} " " <a class="number" href=address>{request.number.to_string()}</a></p>
        }
    });
    let company = linked_at.zip(line.position).map(|(office, position)| {
        let address = company_file_address(position.company_id, &office);
        view! { <p><a href=address>{position.company}</a> " · " <span class="number">{position.number}</span></p> }
    });
    view! {
        <p class="history-when"><Moment at=line.at short=true/></p>
        <div class="history-what">
            <p class="history-kind soft">{channel_word(words, line.channel)} " · " {way}</p>
            <p class="history-subject"><a href=address>{subject}</a></p>
            <p class="breakable">{line.correspondent}</p>
            {company}
            {request}
            {(line.attachments > 0).then(|| view! { <p class="soft">{texts.files(line.attachments)}</p> })}
            {(line.state == MissiveState::Waiting).then(|| view! { <p class="soft">{texts.waiting}</p> })}
            <p class="soft number">{line.registration.number.to_string()}</p>
        </div>
    }
    .into_any()
}

/// In the company's file it stands under the part's own heading.
#[component]
fn Nothing(side: Side) -> impl IntoView {
    let texts = &use_words().correspondence.history;
    let title = match side {
        Side::Company => view! { <h2>{texts.empty_title}</h2> }.into_any(),
        Side::Office => view! { <h3>{texts.empty_title}</h3> }.into_any(),
    };
    view! {
        <div class="empty">
            <Icon name="inbox" class="icon icon-lg"/>
            {title}
            <p>{texts.empty}</p>
        </div>
    }
    .into_any()
}
