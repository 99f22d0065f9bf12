//! What the last nightly check found: requests without an owner who can work them and without a next step.

use super::Way;
use crate::dates;
use crate::kit::Icon;
use crate::language::use_words;
use contatti_model::escalation::{Finding, FindingLine, Night};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn LastNight(night: Night) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation.night;
    let Some(day) = night.day else { return view! { <p>{texts.never}</p> }.into_any() };
    let day = dates::long_day(words, day);
    if night.findings.is_empty() {
        return view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {texts.well(day)}</p> }.into_any();
    }
    let rows = night.findings.into_iter().map(|line| view! { <Row line/> });
    view! {
        <p>{texts.lead(day)}</p>
        <div class="table-scroll">
            <table class="dense dense-cards night">
                <caption class="visually-hidden">{texts.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.escalation.request}</th>
                        <th scope="col">{words.escalation.company}</th>
                        <th scope="col">{texts.found}</th>
                        <th scope="col">{texts.done}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(line: FindingLine) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation.night;
    let done = if line.given_back { texts.given_back } else { texts.yours };
    view! {
        <tr>
            <th scope="row"><Way id=line.id subject=line.subject number=line.number/></th>
            <td data-label=words.escalation.company>{line.company}</td>
            <td data-label=texts.found>{finding_word(words, line.finding)}</td>
            <td data-label=texts.done>{done}</td>
        </tr>
    }
    .into_any()
}

fn finding_word(words: &Words, finding: Finding) -> &'static str {
    let texts = &words.escalation.night;
    match finding {
        Finding::OwnerGone => texts.owner_gone,
        Finding::OwnerAway => texts.owner_away,
        Finding::NobodyReads => texts.nobody_reads,
        Finding::NoNextStep => texts.no_next_step,
    }
}
