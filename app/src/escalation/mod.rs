//! What will miss its day, what is late and whom it reached, what the night found, and the steps of the ladder.

mod coming;
mod late;
mod night;
mod steps;

use crate::api::escalation::{ahead, night as read_night, steps as read_steps};
use crate::api::with_query;
use crate::dates;
use crate::kit::{Crumb, Page, loaded, loaded_part, rung_word};
use crate::language::use_words;
use coming::Coming;
use contatti_model::RequestId;
use contatti_model::escalation::{Ahead, Due};
use contatti_model::identity::OfficeName;
use contatti_model::register::RegisterNumber;
use contatti_words::Words;
use late::Late;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use night::LastNight;
use steps::TheSteps;

/// The page's address.
pub(crate) const DEADLINES: &str = "/console/scadenze";

#[component]
pub(crate) fn Deadlines() -> impl IntoView {
    let query = use_query_map();
    let office = Memo::new(move |_| query.with(|query| query.get("office").unwrap_or_default()));
    let read = Resource::new(move || office.get(), ahead);
    let night = Resource::new(move || office.get(), read_night);
    let steps = Resource::new(move || office.get(), read_steps);
    loaded(read, move |read| {
        let words = use_words();
        let texts = &words.escalation;
        let lead = texts.lead(&read.office.name);
        let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
        let Ahead { office, offices, until, coming, late, more, .. } = read;
        view! {
            <Page title=texts.title lead crumbs>
                <Offices office offices/>
                <section aria-labelledby="coming">
                    <h2 id="coming">{texts.coming.title}</h2>
                    <Coming coming until/>
                </section>
                <section aria-labelledby="late">
                    <h2 id="late">{texts.late.title}</h2>
                    <Late late/>
                    {more.then(|| view! { <p class="soft">{texts.more}</p> })}
                </section>
                <section aria-labelledby="night">
                    <h2 id="night">{texts.night.title}</h2>
                    {loaded_part(night, |night| view! { <LastNight night/> })}
                </section>
                <section aria-labelledby="steps">
                    <h2 id="steps">{texts.steps.title}</h2>
                    {loaded_part(steps, |steps| view! { <TheSteps steps/> })}
                </section>
            </Page>
        }
        .into_any()
    })
}

fn address_of(office: &str) -> String {
    with_query(DEADLINES, &[("office", office)])
}

/// The way to the other offices, for who oversees several.
#[component]
fn Offices(office: OfficeName, offices: Vec<OfficeName>) -> impl IntoView {
    let texts = &use_words().escalation;
    let several = offices.len() > 1;
    let links = offices.into_iter().map(move |one| {
        let current = (one.id == office.id).then_some("page");
        view! { <li><a href=address_of(&one.id.to_string()) aria-current=current>{one.name}</a></li> }
    });
    several
        .then(|| view! { <nav class="tabs no-print" aria-label=texts.offices><ul>{links.collect_view()}</ul></nav> })
        .into_any()
}

/// The way to a request: its subject, its number below.
#[component]
fn Way(id: RequestId, subject: String, number: RegisterNumber) -> impl IntoView {
    let number = number.to_string();
    view! {
        <a href=format!("/console/richieste/{id}") aria-label=format!("{subject} – {number}")>{subject.clone()}</a>
        " "
        <span class="soft register-number number">{number.clone()}</span>
    }
    .into_any()
}

/// Whom a request reaches next: `Direzione della sede, 3 dic 2026`.
fn next_words(words: &Words, next: Option<Due>) -> String {
    match next {
        Some(due) => words.escalation.next_on(dates::short_day(words, due.on), rung_word(words, due.rung)),
        None => words.escalation.no_next.to_owned(),
    }
}
