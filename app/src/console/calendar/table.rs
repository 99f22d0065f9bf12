//! The coming days of rest, each with why and for whom; the office's own are taken back in two presses.

use super::Days;
use crate::api::offices::{take_back, take_back_path};
use crate::dates;
use crate::kit::Day;
use crate::language::use_words;
use contatti_model::CalendarChangeId;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{CalendarLine, Reach};
use contatti_model::requests::HolidayName;
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn CalendarTable(days: Days) -> impl IntoView {
    let texts = &use_words().console.calendar;
    let lines = move || days.calendar.with(|calendar| calendar.days.clone());
    view! {
        <table class="dense dense-cards calendar">
            <caption class="visually-hidden">{texts.days_title}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.day}</th>
                    <th scope="col">{texts.what}</th>
                    <th scope="col">{texts.whose}</th>
                    <th scope="col">{texts.actions}</th>
                </tr>
            </thead>
            <tbody>
                <For each=lines key=|line| (line.day, line.change, line.called.clone()) let:line>
                    <Row line days/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(line: CalendarLine, days: Days) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.calendar;
    let day = line.day;
    view! {
        <tr>
            <th scope="row"><Day day/></th>
            <td data-label=texts.what>{what(words, &line)}</td>
            <td data-label=texts.whose>{whose(words, &line)}</td>
            <td>{line.change.map(|change| view! { <TakeBack change day days/> })}</td>
        </tr>
    }
    .into_any()
}

fn what(words: &Words, line: &CalendarLine) -> String {
    let texts = &words.console.calendar;
    let called = line.called.as_deref().unwrap_or_default();
    match (line.rest, line.changed) {
        (None, _) => texts.working_day(called),
        (Some(HolidayName::Closure), _) => texts.closure(called),
        (Some(_), Some(_)) => texts.holiday(called),
        (Some(HolidayName::National), None) => texts.national.to_owned(),
        (Some(HolidayName::EasterMonday), None) => texts.easter_monday.to_owned(),
        (Some(HolidayName::PatronSaint), None) => texts.patron_saint.to_owned(),
    }
}

fn whose(words: &Words, line: &CalendarLine) -> &'static str {
    let texts = &words.console.calendar;
    let own = line.changed == Some(Reach::Office) || line.rest == Some(HolidayName::PatronSaint);
    if own { texts.own } else { texts.everyone }
}

/// The confirmation opens under the word; it needs no script.
#[component]
fn TakeBack(change: CalendarChangeId, day: jiff::civil::Date, days: Days) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.calendar;
    let undo = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        days.done.set(String::new());
        days.undoing
            .send(async move { take_back(change).await }, move |calendar| days.became(calendar, texts.taken_back));
    };
    view! {
        <details class="confirm">
            <summary aria-label=texts.take_back_of(dates::long_day(words, day))>{texts.take_back}</summary>
            <form method="post" action=take_back_path(change) on:submit=undo>
                <p>{texts.take_back_sure}</p>
                <input type="hidden" name=PAGE_FIELD value=move || days.address()/>
                <button class="btn btn-primary btn-sm" type="submit">{texts.take_back_yes}</button>
            </form>
        </details>
    }
    .into_any()
}
