//! Who holds the group, until when and by whose hand; what is to be reviewed says so, and how many requests would be left.

use super::Desk;
use super::decide::Decide;
use crate::dates;
use crate::kit::Tag;
use crate::language::use_words;
use contatti_model::identity::enablement::{EnablementLine, EnablementState};
use contatti_words::Words;
use jiff::civil::Date;
use leptos::prelude::*;

/// Counted no further than this.
const MOST: u32 = 99;

#[component]
pub(super) fn GrantedTable(desk: Desk) -> impl IntoView {
    let texts = &use_words().enablement;
    let lines = move || desk.lines(|state| state != EnablementState::Nominated);
    view! {
        <Show when=move || !lines().is_empty() fallback=move || view! { <p>{texts.granted_none}</p> }>
            <table class="dense dense-cards enablement">
                <caption class="visually-hidden">{texts.granted_title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.person}</th>
                        <th scope="col">{texts.days}</th>
                        <th scope="col">{texts.nominated_by}</th>
                        <th scope="col">{texts.granted_by}</th>
                        <th scope="col">{texts.in_charge}</th>
                        <th scope="col">{texts.actions}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=lines key=|line| (line.id, line.state.as_str(), line.in_charge) let:line>
                        <Row desk line/>
                    </For>
                </tbody>
            </table>
        </Show>
    }
    .into_any()
}

#[component]
fn Row(desk: Desk, line: EnablementLine) -> impl IntoView {
    let words = use_words();
    let texts = &words.enablement;
    let today = desk.read.with_untracked(|read| read.today);
    let granter = line.granted_by.clone().unwrap_or_else(|| texts.by_nobody.to_owned());
    let nominator = line.nominated_by.clone().unwrap_or_else(|| texts.by_nobody.to_owned());
    let count = if line.in_charge > MOST { format!("{MOST}+") } else { line.in_charge.to_string() };
    let mark = mark(words, &line, today).map(|(icon, text)| {
        view! { <Tag class="state state-care state-wraps" icon text=text.to_owned()/> }
    });
    view! {
        <tr>
            <th scope="row">{line.person.clone()} <span class="soft breakable">{format!(" ({})", line.username)}</span></th>
            <td data-label=texts.days>{period(words, &line)} " " {mark}</td>
            <td data-label=texts.nominated_by>{nominator}</td>
            <td data-label=texts.granted_by>{granter}</td>
            <td data-label=texts.in_charge class="number">{count}</td>
            <td><Decide desk line/></td>
        </tr>
    }
    .into_any()
}

/// From when until when, in words.
pub(super) fn period(words: &Words, line: &EnablementLine) -> String {
    let from = dates::short_day(words, line.from);
    match line.to {
        Some(to) => words.enablement.from_to(from, dates::short_day(words, to)),
        None => words.enablement.from_on(from),
    }
}

/// What is to be looked at.
fn mark(words: &Words, line: &EnablementLine, today: Date) -> Option<(&'static str, &'static str)> {
    let texts = &words.enablement;
    match line.state {
        EnablementState::Ended => Some(("warning-circle", texts.ended)),
        EnablementState::Revoked => Some(("warning-circle", texts.revoked)),
        _ if line.from > today => Some(("clock", texts.begins_later)),
        _ if line.to_review && line.to.is_none() => Some(("clock", texts.review_endless)),
        _ if line.to_review => Some(("clock", texts.review_soon)),
        _ => None,
    }
}
