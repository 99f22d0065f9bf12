//! The nominations that wait: whom, for which days, why, by whom, and what the reader may do with each.

use super::Desk;
use super::decide::Decide;
use super::granted::period;
use crate::language::use_words;
use contatti_model::identity::enablement::{EnablementLine, EnablementState};
use leptos::prelude::*;

#[component]
pub(super) fn WaitingTable(desk: Desk) -> impl IntoView {
    let texts = &use_words().enablement;
    let lines = move || desk.lines(|state| state == EnablementState::Nominated);
    view! {
        <Show when=move || !lines().is_empty() fallback=move || view! { <p>{texts.waiting_none}</p> }>
            <table class="dense dense-cards enablement">
                <caption class="visually-hidden">{texts.waiting_title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.person}</th>
                        <th scope="col">{texts.days}</th>
                        <th scope="col">{texts.why}</th>
                        <th scope="col">{texts.nominated_by}</th>
                        <th scope="col">{texts.actions}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=lines key=|line| line.id let:line>
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
    let nominator = line.nominated_by.clone().unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{line.person.clone()} <span class="soft breakable">{format!(" ({})", line.username)}</span></th>
            <td data-label=texts.days>{period(words, &line)}</td>
            <td data-label=texts.why>{line.reason.clone()}</td>
            <td data-label=texts.nominated_by>{nominator}</td>
            <td><Decide desk line/></td>
        </tr>
    }
    .into_any()
}
