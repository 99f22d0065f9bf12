//! How long first and final answers took.

use super::behind::to_lines;
use super::charts::{Bar, BarTable};
use crate::language::use_words;
use contatti_model::figures::{BehindForm, Figures, IN_TIME, Measure, Times};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn HowLong(read: Figures, base: BehindForm) -> impl IntoView {
    let texts = &use_words().figures.times;
    view! {
        <section class="figure" aria-labelledby="times">
            <h2 id="times">{texts.title}</h2>
            <h3>{texts.first_response}</h3>
            <p class="soft">{texts.first_response_lead}</p>
            <Took times=read.first_response measure=Measure::Answered base=base.clone() caption=texts.first_response/>
            <h3>{texts.resolution}</h3>
            <p class="soft">{texts.resolution_lead}</p>
            <Took times=read.resolution measure=Measure::Closed base caption=texts.resolution/>
        </section>
    }
    .into_any()
}

#[component]
fn Took(times: Times, measure: Measure, base: BehindForm, caption: &'static str) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures;
    let percent = times.percent_in_time().map_or_else(|| texts.times.none.to_owned(), |percent| format!("{percent}%"));
    let bars = times.spread.iter().map(|(days, amount)| Bar {
        label: days_words(words, Some(*days)),
        amounts: vec![*amount],
        to: None,
        behind: vec![to_lines(&base, measure, |form| form.days = days.to_string())],
    });
    let bars: Vec<Bar> = bars.collect();
    // The lines say how long each took: half of them are the median.
    let all = to_lines(&base, measure, |_| {});
    let in_time = to_lines(&base, measure, |form| form.word = IN_TIME.to_owned());
    let led = move |shown: String, what: &str, to: &str| match times.count {
        0 => shown.into_any(),
        _ => {
            let said = format!("{shown} – {caption}, {what}");
            view! { <a href=to.to_owned() aria-label=said>{shown}</a> }.into_any()
        }
    };
    view! {
        <dl class="key-numbers key-numbers-small">
            <div><dt>{texts.times.in_time}</dt> <dd>{led(percent, texts.times.in_time, &in_time)}</dd></div>
            <div><dt>{texts.times.median}</dt> <dd>{led(days_words(words, times.median), texts.times.median, &all)}</dd></div>
            <div><dt>{texts.times.ninth_decile}</dt> <dd>{led(days_words(words, times.ninth_decile), texts.times.ninth_decile, &all)}</dd></div>
        </dl>
        {(!bars.is_empty()).then(|| view! {
            <details>
                <summary>{texts.table}</summary>
                <BarTable caption first=texts.times.working_days bars/>
            </details>
        })}
    }
    .into_any()
}

pub(super) fn days_words(words: &Words, days: Option<u16>) -> String {
    let texts = &words.figures.times;
    match days {
        None => texts.none.to_owned(),
        Some(0) => texts.same_day.to_owned(),
        Some(1) => texts.one_day.to_owned(),
        Some(days) => texts.days(days),
    }
}
