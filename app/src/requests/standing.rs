//! Where a request stands, in words: who has it, by when, why, and what to do next.

use super::promise::Explained;
use crate::dates;
use crate::kit::{Day, DaysLeft, informed, rung_word};
use crate::language::use_words;
use contatti_model::requests::{Line, PublicState, RequestDetail, State};
use leptos::prelude::*;

/// In a list: the promised day, or a dash when the answer is there.
pub(super) fn promise_of_line(line: &Line) -> AnyView {
    match line.state {
        PublicState::Closed => view! { <span class="soft" aria-hidden="true">"–"</span> }.into_any(),
        _ => view! { <Day day=line.promised_on short=true/> }.into_any(),
    }
}

/// The card that sums a request up for the company.
#[component]
pub(super) fn Standing(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let one = &words.requests.one;
    let closed = move || detail.with(|detail| detail.state == PublicState::Closed);
    view! {
        <section class="panel panel-strong" aria-labelledby="standing">
            <h2 id="standing" class="visually-hidden">{one.summary}</h2>
            {move || detail.with(|detail| detail.opened_by_office).then(|| view! { <WroteFirst/> })}
            <dl class="standing">
                <dt>{move || if closed() { one.who_answered } else { one.who_has_it }}</dt>
                <dd>{move || detail.with(who_has_it)}</dd>
                <dt>{move || if closed() { one.when_done } else { one.when }}</dt>
                <dd>{move || detail.with(when)}</dd>
                {move || detail.with(who_was_told)}
                <dt>{one.next}</dt>
                <dd>{move || detail.with(next)}</dd>
            </dl>
            {move || (!closed()).then(|| view! {
                <details>
                    <summary>{one.why}</summary>
                    <p>{detail.with(|detail| one.why_text(detail.working_days, &detail.rule_source))}</p>
                    <Explained detail/>
                </details>
            })}
        </section>
    }
    .into_any()
}

/// Nobody of the company opened it: said before anything else.
#[component]
fn WroteFirst() -> impl IntoView {
    let texts = &use_words().contacting;
    view! { <p><strong>{texts.wrote_first}"."</strong> " " {texts.company.explained}</p> }.into_any()
}

fn who_has_it(detail: &RequestDetail) -> String {
    let one = &use_words().requests.one;
    let office = &match &detail.unit {
        Some(unit) => format!("{} – {unit}", detail.office.name),
        None => detail.office.name.clone(),
    };
    match (&detail.owner, detail.state) {
        (Some(owner), PublicState::Closed) => one.owner(office, owner),
        (None, PublicState::Closed) => one.answered_by(office),
        (Some(owner), _) => one.owner(office, owner),
        (None, _) => one.office_only(office),
    }
}

/// Whom its lateness reached, while it is late.
fn who_was_told(detail: &RequestDetail) -> Option<AnyView> {
    let words = use_words();
    let rung = informed(&detail.timeline).filter(|_| detail.state != PublicState::Closed)?;
    let told = view! {
        <dt>{words.escalation.informed}</dt>
        <dd>{rung_word(words, rung)}</dd>
    };
    Some(told.into_any())
}

fn when(detail: &RequestDetail) -> AnyView {
    let words = use_words();
    if detail.state == PublicState::Closed {
        return view! { <Day day=detail.updated_at.day()/> }.into_any();
    }
    if detail.awaiting_until.is_some() {
        return view! { {words.requests.one.when_waiting} }.into_any();
    }
    let day = detail.promised_on;
    if detail.waits_for_company {
        return view! { {words.contacting.company.when_waits(dates::by_day(words, day))} }.into_any();
    }
    view! {
        <time datetime=day.to_string() title=dates::long_day(words, day)>{dates::by_day(words, day)}</time>
        " " <DaysLeft days=detail.days_left/>
    }
    .into_any()
}

fn next(detail: &RequestDetail) -> String {
    let one = &use_words().requests.one;
    if detail.waits_for_company {
        let company = &use_words().contacting.company;
        let text = if detail.state == PublicState::Closed { company.informed } else { company.waits };
        if detail.may_reply {
            return text.to_owned();
        }
    }
    if let Some(until) = detail.awaiting_until {
        return one.next_awaiting(dates::near_day(use_words(), until));
    }
    match (detail.state, detail.days_left) {
        (PublicState::Closed, _) if detail.may_judge || detail.may_reply => one.next_closed.to_owned(),
        (PublicState::Closed, _) => one.next_ended.to_owned(),
        (_, ..=-1) if detail.may_remind => one.next_remind.to_owned(),
        (_, ..=-1) => one.next_late.to_owned(),
        (PublicState::InCharge, _) if detail.internal_state == State::Reopened => one.next_reopened.to_owned(),
        (PublicState::Open, _) => one.next_open.to_owned(),
        (PublicState::InCharge, _) => one.next_in_charge.to_owned(),
    }
}
