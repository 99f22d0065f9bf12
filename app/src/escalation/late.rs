//! What is late already: whom it reached, and whom it reaches next.

use super::{Way, next_words};
use crate::kit::{Day, DaysLeft, Moment, rung_word};
use crate::language::use_words;
use contatti_model::escalation::Climbed;
use leptos::prelude::*;

#[component]
pub(super) fn Late(late: Vec<Climbed>) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation;
    if late.is_empty() {
        return view! { <p>{texts.late.none}</p> }.into_any();
    }
    let rows = late.into_iter().map(|line| view! { <Row line/> });
    view! {
        <div class="table-scroll">
            <table class="dense dense-cards late">
                <caption class="visually-hidden">{texts.late.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.request}</th>
                        <th scope="col">{texts.company}</th>
                        <th scope="col">{texts.owner}</th>
                        <th scope="col">{texts.late.promised}</th>
                        <th scope="col">{texts.late.reached}</th>
                        <th scope="col">{texts.next}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(line: Climbed) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation;
    let next = next_words(words, line.next);
    let reached = line.rung.map_or(texts.late.nobody_yet, |rung| rung_word(words, rung));
    let at = line.reached_at.map(|at| view! { <span class="soft">" " <Moment at short=true/></span> });
    view! {
        <tr>
            <th scope="row"><Way id=line.id subject=line.subject number=line.number/></th>
            <td data-label=texts.company>{line.company}</td>
            <td data-label=texts.owner>{line.owner.unwrap_or_else(|| texts.nobody.to_owned())}</td>
            <td data-label=texts.late.promised><Day day=line.promised_on short=true/> " " <DaysLeft days=line.days_left/></td>
            <td data-label=texts.late.reached>{reached} {at}</td>
            <td data-label=texts.next>{next}</td>
        </tr>
    }
    .into_any()
}
