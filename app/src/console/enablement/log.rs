//! What was done, newest first, a page at a time; each page has an address.

use super::{Desk, ENABLEMENT};
use crate::api::enablement::enablement_log;
use crate::api::with_query;
use crate::dates;
use crate::kit::{Moment, loaded_part};
use crate::language::use_words;
use contatti_model::identity::enablement::{EnablementDeed, EnablementLogLine};
use contatti_model::page::Page;
use contatti_words::Words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn Log(desk: Desk) -> impl IntoView {
    let texts = &use_words().enablement.log;
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let read = Resource::new(
        move || (desk.office(), cursor.get(), desk.changes.get()),
        |(office, cursor, _)| enablement_log(office, cursor),
    );
    view! {
        <p>{texts.lead}</p>
        {loaded_part(read, move |page| view! { <LogPage desk page first=cursor.get_untracked().is_empty()/> })}
    }
    .into_any()
}

#[component]
fn LogPage(desk: Desk, page: Page<EnablementLogLine>, first: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.enablement.log;
    let office = untrack(move || desk.office());
    let none = page.items.is_empty().then(|| view! { <p>{texts.none}</p> });
    let older = page.next.map(|next| {
        let address = format!("{}#log", with_query(ENABLEMENT, &[("office", &office), ("cursor", &next)]));
        view! { <a class="btn btn-outline-primary btn-sm" href=address>{texts.older}</a> }
    });
    let newest = (!first).then(|| {
        let address = format!("{}#log", with_query(ENABLEMENT, &[("office", &office)]));
        view! { <a class="btn btn-outline-primary btn-sm" href=address>{texts.newest}</a> }
    });
    let line = |line: EnablementLogLine| {
        let (said, period) = (said(words, &line), period(words, &line));
        let reason = (!line.reason.is_empty()).then(|| view! { <p class="note-text">{line.reason.clone()}</p> });
        view! {
            <li>
                <p><strong>{said}</strong> " · " {period} " · " <span class="soft"><Moment at=line.at/></span></p>
                {reason}
            </li>
        }
    };
    view! {
        {none}
        <ul class="notes enablement-log">{page.items.into_iter().map(line).collect_view()}</ul>
        <p class="standing-row no-print">{newest} {older}</p>
    }
    .into_any()
}

fn said(words: &Words, line: &EnablementLogLine) -> String {
    let texts = &words.enablement.log;
    let (by, person) = (line.by.as_deref().unwrap_or(words.enablement.by_nobody), line.person.as_str());
    match line.deed {
        EnablementDeed::Nominated => texts.nominated(by, person),
        EnablementDeed::Granted => texts.granted(by, person),
        EnablementDeed::Refused => texts.refused(by, person),
        EnablementDeed::Withdrawn => texts.withdrawn(by, person),
        EnablementDeed::Revoked => texts.revoked(by, person),
        EnablementDeed::Recorded => texts.recorded(person),
    }
}

fn period(words: &Words, line: &EnablementLogLine) -> String {
    let from = dates::short_day(words, line.from);
    match line.to {
        Some(to) => words.enablement.from_to(from, dates::short_day(words, to)),
        None => words.enablement.from_on(from),
    }
}
