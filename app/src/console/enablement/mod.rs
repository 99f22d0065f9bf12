//! Who may work the office's requests: the director nominates, the IT contact grants and revokes, both read what was done.

mod decide;
mod granted;
mod log;
mod nominate;
mod waiting;

use crate::api::enablement::enablements;
use crate::api::with_query;
use crate::brought::use_echo;
use crate::kit::{Icon, Page, loaded, problem_words};
use crate::language::use_words;
use contatti_model::ProblemCode;
use contatti_model::identity::enablement::{EnablementLine, EnablementState, Enablements};
use granted::GrantedTable;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use log::Log;
use nominate::NominateSomebody;
use waiting::WaitingTable;

/// The page's address.
pub(crate) const ENABLEMENT: &str = "/console/abilitazioni";

#[component]
pub(crate) fn Enablement() -> impl IntoView {
    let query = use_query_map();
    let office = Memo::new(move |_| query.with(|query| query.get("office").unwrap_or_default()));
    let read = Resource::new(move || office.get(), enablements);
    loaded(read, |read| view! { <OfficeDesk read/> })
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    read: RwSignal<Enablements>,
    /// Said visibly and aloud after a change.
    done: RwSignal<&'static str>,
    /// Counts the changes: the log is read anew after each.
    changes: RwSignal<u32>,
}

impl Desk {
    fn office(self) -> String {
        self.read.with(|read| read.office.id.to_string())
    }

    /// Where a plain form comes back to.
    fn address(self) -> String {
        with_query(ENABLEMENT, &[("office", &self.office())])
    }

    fn became(self, read: Enablements, done: &'static str) {
        self.read.set(read);
        self.done.set(done);
        self.changes.update(|count| *count += 1);
    }

    fn lines(self, wanted: fn(EnablementState) -> bool) -> Vec<EnablementLine> {
        self.read.with(|read| read.lines.iter().filter(|line| wanted(line.state)).cloned().collect())
    }
}

#[component]
fn OfficeDesk(read: Enablements) -> impl IntoView {
    let texts = &use_words().enablement;
    let lead = texts.lead(&read.office.name);
    let nominates = read.nominates;
    let desk = Desk { read: RwSignal::new(read), done: RwSignal::new(""), changes: RwSignal::new(0) };
    view! {
        <Page title=texts.title lead>
            <Offices desk/>
            <Said desk/>
            <section aria-labelledby="waiting">
                <h2 id="waiting">{texts.waiting_title}</h2>
                <WaitingTable desk/>
            </section>
            {nominates.then(|| view! {
                <section aria-labelledby="nominate">
                    <h2 id="nominate">{texts.nominate.title}</h2>
                    <NominateSomebody desk/>
                </section>
            })}
            <section aria-labelledby="granted">
                <h2 id="granted">{texts.granted_title}</h2>
                <GrantedTable desk/>
            </section>
            <section aria-labelledby="log">
                <h2 id="log">{texts.log.title}</h2>
                <Log desk/>
            </section>
        </Page>
    }
    .into_any()
}

/// The way to the other offices, for who answers for several.
#[component]
fn Offices(desk: Desk) -> impl IntoView {
    let texts = &use_words().enablement;
    let Enablements { office, offices, .. } = desk.read.get_untracked();
    let several = offices.len() > 1;
    let links = offices.into_iter().map(move |one| {
        let current = (one.id == office.id).then_some("page");
        let address = with_query(ENABLEMENT, &[("office", &one.id.to_string())]);
        view! { <li><a href=address aria-current=current>{one.name}</a></li> }
    });
    several.then(|| view! { <nav class="tabs no-print" aria-label=texts.offices><ul>{links.collect_view()}</ul></nav> })
}

/// What was just done, or why a plain form was not, visibly and aloud.
#[component]
fn Said(desk: Desk) -> impl IntoView {
    let words = use_words();
    // What concerns a field stands at it; the rest may concern a line that is gone by now.
    let problem = use_echo(None).and_then(|echo| echo.problem);
    let problem =
        problem.filter(|problem| problem.code != ProblemCode::Invalid && use_echo(Some(nominate::FORM)).is_none());
    let trouble = problem.map(|problem| {
        view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> }
    });
    let done = move || {
        let done = desk.done.get();
        (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
    };
    view! {
        {trouble}
        <div role="status">{done}</div>
    }
    .into_any()
}
