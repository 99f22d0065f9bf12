//! Where the office will miss, before it does: the coming ten working days, and how wrong earlier forecasts were.

use super::FIGURES;
use super::behind::to_lines;
use super::charts::{Bar, Columns, SeriesTable};
use super::narrow::KeptFields;
use crate::api::figures::forecast;
use crate::dates;
use crate::kit::{Icon, TextField, error_of, loaded_part};
use crate::language::use_words;
use contatti_model::figures::{BehindForm, ForecastForm, ForecastView, Measure, PastDay};
use contatti_words::Words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// With fewer working days known, a forecast is a guess.
const ENOUGH_DAYS: u16 = 10;

#[component]
pub(super) fn Forecast(office: String) -> impl IntoView {
    let texts = &use_words().figures.forecast;
    let query = use_query_map();
    let away = Memo::new(move |_| query.with(|query| query.get("away").unwrap_or_default()));
    let asked = {
        let office = office.clone();
        move || ForecastForm { office: office.clone(), away: away.get() }
    };
    let read = Resource::new(asked, forecast);
    view! {
        <section class="figure" aria-labelledby="forecast">
            <h2 id="forecast">{texts.title}</h2>
            <Away away=away.get_untracked() read/>
            {loaded_part(read, move |read| view! { <Days read office=office.clone()/> })}
        </section>
    }
    .into_any()
}

/// The question: how many people will be away.
#[component]
fn Away(away: String, read: Resource<crate::api::Outcome<ForecastView>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.forecast;
    let value = RwSignal::new(away);
    view! {
        <form class="filters" method="get" action=FIGURES>
            <KeptFields own=&["away"]/>
            <Suspense>
                {move || Suspend::new(async move {
                    let read = read.await;
                    let people = read.as_ref().map_or(0, |read| read.people);
                    let problem = read.err();
                    let error = error_of(words, problem.as_ref(), "away");
                    view! {
                        <TextField id="away" name="away" kind="number" label=texts.away hint=texts.away_hint(people) value error=Signal::derive(move || error.clone())/>
                    }
                })}
            </Suspense>
            <button class="btn btn-primary" type="submit">{texts.apply}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Days(read: ForecastView, office: String) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.forecast;
    let lead = texts.lead(decimal(words, read.arrive_a_day), decimal(words, read.closes_a_day), read.people);
    let base = BehindForm { office, ..BehindForm::default() };
    let bar = |day: &contatti_model::figures::Foretold| Bar {
        label: dates::short_day(words, day.day),
        amounts: vec![day.due, day.will_miss],
        to: None,
        // Which of them will be missed nobody knows, and some of those have not come in yet.
        behind: vec![to_lines(&base, Measure::Due, |form| form.promised = day.day.to_string())],
    };
    let bars: Vec<Bar> = read.days.iter().map(bar).collect();
    let verdict = verdict(words, &read);
    let known = (read.known_away > 0).then(|| view! { <p>{texts.known_away(read.known_away)}</p> });
    let guess = (read.days_known < ENOUGH_DAYS).then(|| view! { <p class="soft">{texts.guess}</p> });
    let class = if read.will_miss == 0 { "panel panel-done" } else { "panel panel-care" };
    let icon = if read.will_miss == 0 { "check-circle" } else { "warning-circle" };
    view! {
        <p class=class><Icon name=icon/> " " {verdict.clone()}</p>
        <p>{lead}</p>
        {known}
        {guess}
        <p class="soft">{texts.lists}</p>
        <Columns said=verdict first=texts.day series=vec![texts.due, texts.missed] bars/>
        <Past past=read.past error=read.mean_error/>
    }
    .into_any()
}

fn verdict(words: &Words, read: &ForecastView) -> String {
    let texts = &words.figures.forecast;
    match (read.will_miss, read.away) {
        (0, _) => texts.none_missed.to_owned(),
        (missed, 0) => texts.will_miss(missed),
        (missed, away) => texts.will_miss_away(away, missed),
    }
}

/// What was foretold and what came, so that nobody believes more than it deserves.
#[component]
fn Past(past: Vec<PastDay>, error: Option<f64>) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.forecast;
    let Some(error) = error else {
        return view! { <p class="soft">{texts.past_none}</p> }.into_any();
    };
    let bars = past.into_iter().map(|day| Bar {
        label: dates::short_day(words, day.day),
        amounts: vec![day.foretold, day.missed],
        to: None,
        behind: vec![],
    });
    let bars: Vec<Bar> = bars.collect();
    view! {
        <details>
            <summary>{texts.past}</summary>
            <p>{texts.past_lead(decimal(words, error))}</p>
            <SeriesTable first=texts.day series=vec![texts.foretold, texts.happened] bars drawn=2/>
        </details>
    }
    .into_any()
}

/// With one digit after the point, as the language writes it.
fn decimal(words: &Words, number: f64) -> String {
    format!("{number:.1}").replace('.', words.figures.decimal)
}
