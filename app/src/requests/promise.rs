//! The promised date explained: where counting starts, what it skips, what it rested for, and the other clock.

use crate::dates;
use crate::language::use_words;
use contatti_model::requests::{Holiday, HolidayName, Pause, RequestDetail};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn Explained(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.promise;
    move || {
        let promise = detail.with(|detail| detail.promise.clone());
        let first = match promise.first_response_at {
            Some(at) => texts.first(dates::moment(words, at)),
            None => texts.no_first.to_owned(),
        };
        let holidays = promise.holidays.iter().map(|holiday| {
            let name = holiday_words(words, holiday);
            view! { <li>{dates::short_day(words, holiday.day)} " – " {name}</li> }
        });
        let holidays = (!promise.holidays.is_empty()).then(|| {
            view! { <p>{texts.holidays} ":"</p> <ul>{holidays.collect_view()}</ul> }
        });
        let worked = promise.worked.iter().map(|worked| {
            view! { <li>{dates::short_day(words, worked.day)} " – " {worked.name.clone()}</li> }
        });
        let worked = (!promise.worked.is_empty()).then(|| {
            view! { <p>{texts.worked} ":"</p> <ul>{worked.collect_view()}</ul> }
        });
        let pauses = promise.pauses.iter().map(|pause| view! { <li>{pause_words(words, pause)}</li> });
        let pauses = (!promise.pauses.is_empty()).then(|| {
            view! { <p>{texts.paused} ":"</p> <ul>{pauses.collect_view()}</ul> }
        });
        view! {
            <h3>{texts.how}</h3>
            <p>{texts.start(dates::short_day(words, promise.from))} " " {texts.weekend}</p>
            {holidays}
            {worked}
            {pauses}
            <p>{first}</p>
        }
    }
}

/// A closure or a new holiday under the name it was given, with what it is.
fn holiday_words(words: &Words, holiday: &Holiday) -> String {
    let kind = holiday_word(words, holiday.name);
    match &holiday.called {
        Some(name) => words.requests.promise.called(kind, name),
        None => kind.to_owned(),
    }
}

fn holiday_word(words: &Words, name: HolidayName) -> &'static str {
    let texts = &words.requests.promise;
    match name {
        HolidayName::Closure => texts.closure,
        HolidayName::National => texts.national,
        HolidayName::EasterMonday => texts.easter_monday,
        HolidayName::PatronSaint => texts.patron_saint,
    }
}

fn pause_words(words: &Words, pause: &Pause) -> String {
    let texts = &words.requests.promise;
    let since = dates::short_day(words, pause.since);
    match pause.until {
        Some(until) => texts.pause(since, dates::short_day(words, until)),
        None => texts.pause_open(since),
    }
}
