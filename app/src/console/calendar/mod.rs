//! The office's calendar: the coming days of rest, and a form to change one, for who directs it.

mod change;
mod table;

use crate::api::offices::calendar;
use crate::api::with_query;
use crate::brought::use_echo;
use crate::kit::{Crumb, Icon, Page, Submit, loaded, problem_words};
use crate::language::use_words;
use change::ChangeDay;
use contatti_model::Problem;
use contatti_model::offices::OfficeCalendar;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use table::CalendarTable;

/// The page's address.
pub(crate) const CALENDAR: &str = "/console/calendario";

#[component]
pub(crate) fn Calendar() -> impl IntoView {
    let query = use_query_map();
    let office = Memo::new(move |_| query.with(|query| query.get("office").unwrap_or_default()));
    let read = Resource::new(move || office.get(), calendar);
    loaded(read, |read| view! { <OfficeDays read/> })
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Days {
    calendar: RwSignal<OfficeCalendar>,
    /// Said visibly and aloud after a change.
    done: RwSignal<String>,
    undoing: Submit,
}

impl Days {
    /// Where a plain form comes back to.
    fn address(self) -> String {
        self.calendar.with(|calendar| address_of(&calendar.office.id.to_string()))
    }

    fn became(self, calendar: OfficeCalendar, done: &'static str) {
        self.calendar.set(calendar);
        self.done.set(done.to_owned());
    }
}

#[component]
fn OfficeDays(read: OfficeCalendar) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.calendar;
    let lead = texts.lead(&read.office.name);
    let days = Days {
        calendar: RwSignal::new(read),
        done: RwSignal::new(String::new()),
        undoing: Submit::new(refused_undoing()),
    };
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    view! {
        <Page title=texts.title lead crumbs>
            <Offices days/>
            <Said days/>
            <section aria-labelledby="days">
                <h2 id="days">{texts.days_title}</h2>
                <p>{texts.days_lead}</p>
                <CalendarTable days/>
            </section>
            <section aria-labelledby="change">
                <h2 id="change">{texts.new_title}</h2>
                <ChangeDay days/>
            </section>
        </Page>
    }
    .into_any()
}

fn address_of(office: &str) -> String {
    with_query(CALENDAR, &[("office", office)])
}

/// A plain form of this page that was refused and is not the one that changes a day.
fn refused_undoing() -> Option<Problem> {
    let other = use_echo(Some(change::FORM)).is_none();
    use_echo(None).filter(|_| other).and_then(|echo| echo.problem)
}

/// The way to the other offices, for who directs several.
#[component]
fn Offices(days: Days) -> impl IntoView {
    let texts = &use_words().console.calendar;
    let OfficeCalendar { office, offices, .. } = days.calendar.get_untracked();
    let several = offices.len() > 1;
    let links = offices.into_iter().map(move |one| {
        let current = (one.id == office.id).then_some("page");
        view! { <li><a href=address_of(&one.id.to_string()) aria-current=current>{one.name}</a></li> }
    });
    several.then(|| view! { <nav class="tabs no-print" aria-label=texts.offices><ul>{links.collect_view()}</ul></nav> })
}

/// What was just done, or why it was not, visibly and aloud.
#[component]
fn Said(days: Days) -> impl IntoView {
    let words = use_words();
    let trouble = move || {
        let problem = days.undoing.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let done = move || {
        let done = days.done.get();
        (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
    };
    view! {
        {trouble}
        <div role="status">{done}</div>
    }
    .into_any()
}
