//! How long what is open has been waiting, now and on mornings that are over.

use super::behind::to_lines;
use super::charts::{Bar, BarTable, Columns};
use super::list_address;
use crate::dates;
use crate::language::use_words;
use contatti_model::figures::{Backlog, BehindForm, Figures as Read, Measure, OLD_AGES};
use contatti_model::requests::WorkView;
use leptos::prelude::*;

#[component]
pub(super) fn Ages(read: Read, base: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.ages;
    let narrowed = !base.subject.is_empty();
    let bars = read.ages.into_iter().map(|age| Bar {
        label: age.to.map_or_else(|| texts.beyond(age.from), |to| texts.between(age.from, to)),
        amounts: vec![age.amount],
        to: None,
        behind: vec![to_lines(&base, Measure::Open, |form| {
            form.age_from = age.from.to_string();
            form.age_to = age.to.map_or_else(String::new, |to| to.to_string());
        })],
    });
    view! {
        <section class="figure" aria-labelledby="ages">
            <h2 id="ages">{texts.title}</h2>
            <p class="soft">{texts.lead}</p>
            <BarTable caption=texts.title first=texts.age bars=bars.collect()/>
            <p><a href=list_address(WorkView::NotClosed, "")>{texts.to_list}</a></p>
            <h3>{texts.mornings}</h3>
            <Mornings backlogs=read.backlogs narrowed/>
        </section>
    }
    .into_any()
}

/// How much was open when the last day noted of each stretch began; `narrowed` to a subject, of which nothing was noted.
#[component]
fn Mornings(backlogs: Vec<Backlog>, narrowed: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.ages;
    let bar = |backlog: &Backlog| Bar {
        label: dates::short_day(words, backlog.day),
        amounts: [0].into_iter().chain(OLD_AGES).map(|days| backlog.since(days)).collect(),
        to: None,
        behind: vec![],
    };
    let bars: Vec<Bar> = backlogs.iter().map(bar).collect();
    let (Some(first), Some(last)) = (backlogs.first(), backlogs.last()) else {
        let why = if narrowed { texts.mornings_of_subject } else { texts.mornings_none };
        return view! { <p class="soft">{why}</p> }.into_any();
    };
    let [begins, ends] = [first, last].map(|backlog| dates::long_day(words, backlog.day));
    let said = texts.mornings_said(begins, ends, first.since(0), last.since(0));
    let series = vec![texts.all_open, texts.older, texts.oldest];
    view! {
        <p class="soft">{texts.mornings_lead}</p>
        <Columns said first=texts.morning series bars/>
    }
    .into_any()
}
