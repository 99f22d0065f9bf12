//! The same by channel, outcome, subject and unit, each with its bars and the way to the requests.

use super::behind::to_lines;
use super::charts::{Bar, BarTable, SeriesTable};
use super::list_address;
use crate::kit::{channel_word, outcome_word};
use crate::language::use_words;
use contatti_model::figures::{BehindForm, Figures, LATE, Measure, NO_UNIT, SubjectSum, UnitSum, WordSum};
use contatti_model::requests::{Channel, Outcome, WorkView};
use leptos::prelude::*;

#[component]
pub(super) fn Sums(read: Figures, base: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.sums;
    let channel = |word: &str| Channel::from_word(word).map_or("", |channel| channel_word(words, channel));
    let outcome = |word: &str| Outcome::from_word(word).map_or("", |outcome| outcome_word(words, outcome));
    let channels = named(read.channels, (&base, Measure::Received), channel);
    let outcomes = named(read.outcomes, (&base, Measure::Outcome), outcome);
    let has_units = read.units.iter().any(|unit| unit.id.is_some());
    view! {
        <div class="figure-grid">
            <Section id="channels" title=texts.channels first=texts.channel bars=channels/>
            <Section id="outcomes" title=texts.outcomes first=texts.outcome bars=outcomes/>
        </div>
        <section aria-labelledby="by-subject">
            <h2 id="by-subject">{texts.subjects}</h2>
            <Subjects subjects=read.subjects base=base.clone()/>
        </section>
        {has_units.then(|| view! {
            <section aria-labelledby="by-unit">
                <h2 id="by-unit">{texts.units}</h2>
                <Units units=read.units base=base.clone()/>
            </section>
        })}
    }
    .into_any()
}

fn named(sums: Vec<WordSum>, (base, measure): (&BehindForm, Measure), name: impl Fn(&str) -> &'static str) -> Vec<Bar> {
    let bar = |sum: WordSum| Bar {
        label: name(&sum.word).to_owned(),
        amounts: vec![sum.amount],
        to: None,
        behind: vec![to_lines(base, measure, |form| form.word = sum.word.clone())],
    };
    sums.into_iter().map(bar).collect()
}

#[component]
fn Section(id: &'static str, title: &'static str, first: &'static str, bars: Vec<Bar>) -> impl IntoView {
    let nothing = use_words().figures.nothing;
    let shown = if bars.is_empty() {
        view! { <p>{nothing}</p> }.into_any()
    } else {
        view! { <BarTable caption=title first bars/> }.into_any()
    };
    view! { <section class="figure" aria-labelledby=id><h2 id=id>{title}</h2> {shown}</section> }.into_any()
}

/// Where received, closed, late and open of a narrower number are listed.
fn four(base: &BehindForm) -> Vec<String> {
    vec![
        to_lines(base, Measure::Received, |_| {}),
        to_lines(base, Measure::Closed, |_| {}),
        to_lines(base, Measure::Closed, |form| form.word = LATE.to_owned()),
        to_lines(base, Measure::Open, |_| {}),
    ]
}

#[component]
fn Subjects(subjects: Vec<SubjectSum>, base: BehindForm) -> impl IntoView {
    let texts = &use_words().figures;
    let series = vec![texts.received, texts.closed, texts.late, texts.sums.open, texts.quality.not_solved];
    let bar = |sum: SubjectSum| {
        let base = BehindForm { subject: sum.id.to_string(), ..base.clone() };
        Bar {
            to: Some(list_address(WorkView::NotClosed, &base.subject)),
            label: sum.title,
            amounts: vec![sum.received, sum.closed, sum.late, sum.open, sum.not_solved],
            behind: [four(&base), vec![to_lines(&base, Measure::NotSolved, |_| {})]].concat(),
        }
    };
    let bars: Vec<Bar> = subjects.into_iter().map(bar).collect();
    if bars.is_empty() {
        return view! { <p>{texts.nothing}</p> }.into_any();
    }
    view! { <SeriesTable first=texts.subject series bars drawn=3/> }.into_any()
}

#[component]
fn Units(units: Vec<UnitSum>, base: BehindForm) -> impl IntoView {
    let texts = &use_words().figures;
    let series = vec![texts.received, texts.closed, texts.late, texts.sums.open];
    let bar = |sum: UnitSum| Bar {
        label: if sum.id.is_some() { sum.name } else { texts.no_unit.to_owned() },
        amounts: vec![sum.received, sum.closed, sum.late, sum.open],
        to: None,
        behind: four(&BehindForm {
            unit: sum.id.map_or_else(|| NO_UNIT.to_owned(), |id| id.to_string()),
            ..base.clone()
        }),
    };
    let bars: Vec<Bar> = units.into_iter().map(bar).collect();
    view! { <SeriesTable first=texts.unit series bars drawn=3/> }.into_any()
}
