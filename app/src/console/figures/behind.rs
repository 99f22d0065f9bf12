//! The requests behind a number of the dashboard: what it counts in plain words, a line for each, and the way on.

use super::FIGURES;
use super::behind_words::{heading, narrowing};
use crate::api::figures::{behind_figure, behind_figure_export};
use crate::api::with_query;
use crate::console::{address_of, listed::listed};
use crate::dates;
use crate::kit::{Crumb, Day, Icon, Moment, Page, StateTag, loaded};
use crate::language::use_words;
use contatti_model::figures::{BehindForm, BehindLine, BehindNumber as Read, Measure};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page's address.
const BEHIND: &str = "/console/cruscotto/richieste";

/// Where what lies behind a number is listed: of this measure, within what is shown, and narrower still.
pub(super) fn to_lines(base: &BehindForm, measure: Measure, narrow: impl FnOnce(&mut BehindForm)) -> String {
    let mut form = BehindForm { measure: measure.as_str().to_owned(), ..base.clone() };
    narrow(&mut form);
    with_query(BEHIND, &form.pairs())
}

#[component]
pub(crate) fn BehindNumber() -> impl IntoView {
    let query = use_query_map();
    let form =
        Memo::new(move |_| query.with(|query| BehindForm::from_fields(|field| query.get(field).unwrap_or_default())));
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let read = Resource::new(move || (form.get(), cursor.get()), |(form, cursor)| behind_figure(form, cursor));
    loaded(read, move |read| view! { <Shown read form=form.get_untracked()/> })
}

#[component]
fn Shown(read: Read, form: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.lines;
    let crumbs = vec![
        Crumb { name: words.shell.nav.work_list, address: "/console" },
        Crumb { name: words.figures.title, address: FIGURES },
    ];
    let (title, lead) = (heading(words, &read, &form), narrowing(words, &read, &form));
    let (export, figures) = (behind_figure_export(&form), figures_address(&form));
    let count = read.lines.items.len();
    view! {
        <Page title lead crumbs wide=true>
            <p>{texts.total(read.total)} {(count > 0 && may_repeat(read.measure)).then(|| format!(" {}", texts.each))}</p>
            {read.foretold.map(|missed| view! { <p>{texts.foretold(missed)}</p> })}
            {read.behind.then(|| view! { <p class="soft">{words.figures.behind}</p> })}
            {read.recounted_until.map(|day| view! { <p class="soft">{texts.earlier(dates::long_day(words, day))}</p> })}
            <h2 class="visually-hidden">{texts.caption}</h2>
            <Lines read form/>
            <p class="no-print">
                {(count > 0).then(|| view! {
                    <a class="btn btn-outline-primary btn-sm" href=export download="" rel="external">
                        <Icon name="download"/> " " {texts.export}
                    </a>
                    " "
                })}
                <a class="btn btn-outline-primary btn-sm" href=figures>{texts.to_figures}</a>
            </p>
        </Page>
    }
    .into_any()
}

/// The dashboard of the same office, days, subject and unit.
fn figures_address(form: &BehindForm) -> String {
    let kept = ["office", "from", "to", "subject", "unit"];
    let pairs = form
        .pairs()
        .into_iter()
        .filter(|(name, value)| kept.contains(name) && *value != contatti_model::figures::NO_UNIT);
    with_query(FIGURES, &pairs.collect::<Vec<_>>())
}

/// Whether the same request can be counted more than once.
fn may_repeat(measure: Measure) -> bool {
    !measure.is_standing() && !matches!(measure, Measure::Received | Measure::Answered)
}

#[component]
fn Lines(read: Read, form: BehindForm) -> impl IntoView {
    let texts = &use_words().figures.lines;
    let measure = read.measure;
    let form = StoredValue::new(form);
    listed(
        read.lines,
        move |cursor| {
            form.with_value(|form| {
                let pairs: Vec<_> = form.pairs().into_iter().chain([("cursor", cursor)]).collect();
                with_query(BEHIND, &pairs)
            })
        },
        move |cursor| {
            let page = behind_figure(form.get_value(), cursor);
            async move { Ok(page.await?.lines) }
        },
        (texts.none, texts.none_text),
        move |lines| view! { <LineTable lines measure/> }.into_any(),
    )
}

#[component]
fn LineTable(lines: Signal<Vec<BehindLine>>, measure: Measure) -> impl IntoView {
    let words = use_words();
    let (texts, list) = (&words.figures.lines, &words.requests.list);
    let took = matches!(measure, Measure::Answered | Measure::Closed);
    let when = match measure {
        Measure::Open => texts.since,
        Measure::Due => texts.promised,
        _ => texts.day,
    };
    view! {
        <div class="table-scroll">
            <table class="dense dense-cards work behind">
                <caption class="visually-hidden">{texts.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{list.number}</th>
                        <th scope="col">{list.company}</th>
                        <th scope="col">{when}</th>
                        {took.then(|| view! { <th scope="col" class="number">{texts.took}</th> })}
                        <th scope="col">{list.state}</th>
                        <th scope="col">{texts.owner}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| (line.request, line.event) let:line>
                        <Row line when took/>
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(line: BehindLine, when: &'static str, took: bool) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.lines;
    let number = line.number.to_string();
    let name = if line.readable {
        let said = format!("{} – {number}", line.subject);
        view! { <a href=address_of(line.request) aria-label=said>{line.subject.clone()}</a> }.into_any()
    } else {
        line.subject.into_any()
    };
    let moment = match line.at {
        Some(at) => view! { <Moment at short=true/> }.into_any(),
        None => view! { <Day day=line.day short=true/> }.into_any(),
    };
    let late =
        (line.in_time == Some(false)).then(|| view! { " " <span class="soft register-number">{texts.late}</span> });
    let owner = if line.readable { line.owner.unwrap_or_else(|| texts.nobody.to_owned()) } else { String::new() };
    view! {
        <tr>
            <th scope="row">
                {name}
                " " <span class="soft register-number number">{number}</span>
                {line.unit.map(|unit| view! { " " <span class="soft register-number">{unit}</span> })}
            </th>
            <td>{line.company}</td>
            <td data-label=when>{moment}</td>
            {took.then(|| view! { <td class="number" data-label=texts.took>{line.working_days} {late}</td> })}
            <td>
                {line.state.map(|state| view! { <StateTag state/> })}
                {line.office.map(|office| view! { " " <span class="soft">{texts.elsewhere(office)}</span> })}
            </td>
            <td data-label=texts.owner>{owner}</td>
        </tr>
    }
    .into_any()
}
