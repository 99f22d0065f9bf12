//! The director's dashboard: where the office will miss, and what it received, answered and still has.

mod ages;
mod behind;
mod behind_words;
mod charts;
mod forecast;
mod narrow;
mod over_time;
mod quality;
mod readings;
mod sums;
mod times;

pub(crate) use behind::BehindNumber;

use crate::api::figures::{figures, figures_export};
use crate::api::with_query;
use crate::dates;
use crate::kit::{Crumb, Icon, Page, loaded};
use crate::language::use_words;
use ages::Ages;
use behind::to_lines;
use charts::{Bar, BarCell, Columns, Legend, number};
use contatti_model::figures::{BehindForm, Figures as Read, FiguresForm, LATE, Measure, OfficeSum};
use contatti_model::requests::{WorkForm, WorkView};
use contatti_words::Words;
use forecast::Forecast;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use narrow::Narrow;
use over_time::OverTime;
use quality::Quality;
use sums::Sums;
use times::HowLong;

/// The page's address.
pub(crate) const FIGURES: &str = "/console/cruscotto";

#[component]
pub(crate) fn Figures() -> impl IntoView {
    let query = use_query_map();
    let form =
        Memo::new(move |_| query.with(|query| FiguresForm::from_fields(|field| query.get(field).unwrap_or_default())));
    let read = Resource::new(move || form.get(), figures);
    loaded(read, move |read| view! { <Shown read form=form.get_untracked()/> })
}

#[component]
fn Shown(read: Read, form: FiguresForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures;
    let lead = texts.lead(dates::long_day(words, read.from), &read.office.name, dates::long_day(words, read.to));
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    let export = figures_export(&form);
    let office = form.office.clone();
    let base = BehindForm {
        office: read.office.id.to_string(),
        from: read.from.to_string(),
        to: read.to.to_string(),
        subject: form.subject.clone(),
        unit: form.unit.clone(),
        ..BehindForm::default()
    };
    view! {
        <Page title=texts.title lead crumbs wide=true>
            <Offices offices=read.offices.clone() current=read.office.id base=base.clone()/>
            <KeyNumbers read=read.clone() base=base.clone()/>
            <p class="soft">{counted(words, &read)}</p>
            <Forecast office/>
            <Narrow form=form.clone() read=read.clone()/>
            <div class="figure-grid">
                <Weeks read=read.clone() base=base.clone()/>
                <Ages read=read.clone() base=base.clone()/>
                <HowLong read=read.clone() base=base.clone()/>
                <Quality read=read.clone() base=base.clone()/>
            </div>
            <OverTime read=read.clone() form base=base.clone()/>
            <Sums read base/>
            <p class="no-print">
                <a class="btn btn-outline-primary btn-sm" href=export download="" rel="external">
                    <Icon name="download"/> " " {texts.export}
                </a>
            </p>
        </Page>
    }
    .into_any()
}

fn counted(words: &Words, read: &Read) -> String {
    let texts = &words.figures;
    match (read.behind, read.counted_at) {
        (true, _) => texts.behind.to_owned(),
        (false, Some(at)) => texts.counted(dates::moment(words, at)),
        (false, None) => texts.never_counted.to_owned(),
    }
}

/// The way to the other offices, for who watches several, with what each has.
#[component]
fn Offices(offices: Vec<OfficeSum>, current: contatti_model::OfficeId, base: BehindForm) -> impl IntoView {
    let texts = &use_words().figures;
    let several = offices.len() > 1;
    let most = offices.iter().flat_map(|sum| [sum.received, sum.closed, sum.open]).max().unwrap_or(0);
    let rows = offices.into_iter().map(move |sum| {
        let address = with_query(FIGURES, &[("office", &sum.office.id.to_string())]);
        let here = (sum.office.id == current).then_some("page");
        let led = |measure, amount, name: &str| {
            let to = to_lines(&base, measure, |form| form.office = sum.office.id.to_string());
            number(amount, Some(to), &format!("{name}, {}", sum.office.name))
        };
        let received = led(Measure::Received, sum.received, texts.received);
        let closed = led(Measure::Closed, sum.closed, texts.closed);
        let open = led(Measure::Open, sum.open, texts.open_now);
        view! {
            <tr>
                <th scope="row"><a href=address aria-current=here>{sum.office.name}</a></th>
                <td class="number" data-label=texts.received>{received}</td>
                <td class="number" data-label=texts.closed>{closed}</td>
                <td class="number" data-label=texts.open_now>{open}</td>
                <BarCell amounts=vec![sum.received, sum.closed, sum.open] most/>
            </tr>
        }
    });
    several.then(|| {
        view! {
            <Legend series=vec![texts.received, texts.closed, texts.open_now]/>
            <table class="dense dense-cards bars bars-short">
                <caption>{texts.offices}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.office}</th>
                        <th scope="col" class="number">{texts.received}</th>
                        <th scope="col" class="number">{texts.closed}</th>
                        <th scope="col" class="number">{texts.open_now}</th>
                        <td class="bar"></td>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}

#[component]
fn KeyNumbers(read: Read, base: BehindForm) -> impl IntoView {
    let texts = &use_words().figures;
    let late = |form: &mut BehindForm| form.word = LATE.to_owned();
    let numbers = [
        (texts.received, read.received, to_lines(&base, Measure::Received, |_| {})),
        (texts.closed, read.closed, to_lines(&base, Measure::Closed, |_| {})),
        (texts.open_now, read.open, to_lines(&base, Measure::Open, |_| {})),
        (texts.overdue_now, read.overdue, to_lines(&base, Measure::Due, late)),
    ];
    let shown = numbers.map(|(name, amount, to)| {
        view! { <div><dt>{name}</dt> <dd>{number(amount, Some(to), name)}</dd></div> }
    });
    view! { <dl class="key-numbers">{shown.collect_view()}</dl> }.into_any()
}

/// The work list with this view, of this subject.
fn list_address(view: WorkView, subject: &str) -> String {
    let form = WorkForm { state: view.as_str().to_owned(), subject: subject.to_owned(), ..WorkForm::default() };
    super::work_list::address_with(&form)
}

#[component]
fn Weeks(read: Read, base: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures;
    let bar = |week: &contatti_model::figures::Week| {
        let sunday = week.monday.checked_add(jiff::Span::new().days(6)).unwrap_or(week.monday);
        // The period may cut the first week and the last.
        let (from, to) = (week.monday.max(read.from).to_string(), sunday.min(read.to).to_string());
        let base = BehindForm { from, to, ..base.clone() };
        let behind = vec![
            to_lines(&base, Measure::Received, |_| {}),
            to_lines(&base, Measure::Closed, |_| {}),
            to_lines(&base, Measure::Closed, |form| form.word = LATE.to_owned()),
        ];
        let amounts = vec![week.received, week.closed, week.late];
        Bar { label: dates::short_day(words, week.monday), amounts, to: None, behind }
    };
    let bars: Vec<Bar> = read.weeks.iter().map(bar).collect();
    let said = texts.weeks.said(read.closed, read.received, read.weeks.len());
    view! {
        <section class="figure" aria-labelledby="weeks">
            <h2 id="weeks">{texts.weeks.title}</h2>
            <p class="soft">{texts.weeks.lead}</p>
            <Columns said first=texts.weeks.week series=vec![texts.received, texts.closed, texts.late] bars/>
        </section>
    }
    .into_any()
}
