//! The coming days, each with the requests promised for it and why they may miss it.

use super::{Way, next_words};
use crate::dates;
use crate::kit::{DaysLeft, Tag};
use crate::language::use_words;
use contatti_model::escalation::{AheadLine, Why};
use contatti_words::Words;
use jiff::civil::Date;
use leptos::prelude::*;

#[component]
pub(super) fn Coming(coming: Vec<AheadLine>, until: Date) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation.coming;
    if coming.is_empty() {
        return view! { <p>{texts.none(dates::long_day(words, until))}</p> }.into_any();
    }
    let risky = coming.iter().filter(|line| !line.why.is_empty()).count();
    let lead = texts.lead(coming.len(), dates::long_day(words, until), risky);
    let days = by_day(coming).into_iter().map(|(day, lines)| view! { <OneDay day lines/> });
    view! {
        <p>{lead}</p>
        {days.collect_view()}
    }
    .into_any()
}

/// The lines come by promised day.
fn by_day(lines: Vec<AheadLine>) -> Vec<(Date, Vec<AheadLine>)> {
    let mut days: Vec<(Date, Vec<AheadLine>)> = vec![];
    for line in lines {
        match days.last_mut() {
            Some((day, of_day)) if *day == line.promised_on => of_day.push(line),
            _ => days.push((line.promised_on, vec![line])),
        }
    }
    days
}

#[component]
fn OneDay(day: Date, lines: Vec<AheadLine>) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation.coming;
    let name = dates::long_day(words, day);
    let left = lines.first().map_or(0, |line| line.days_left);
    let caption = texts.caption(&name);
    let rows = lines.into_iter().map(|line| view! { <Row line/> });
    view! {
        <h3 class="h5">{name} " " <DaysLeft days=left/></h3>
        <div class="table-scroll">
            <table class="dense dense-cards coming">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.escalation.request}</th>
                        <th scope="col">{words.escalation.company}</th>
                        <th scope="col">{words.escalation.owner}</th>
                        <th scope="col">{texts.why}</th>
                        <th scope="col">{words.escalation.next}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(line: AheadLine) -> impl IntoView {
    let words = use_words();
    let texts = &words.escalation;
    let next = next_words(words, line.next);
    let why = match line.why.is_empty() {
        true => view! { <span class="soft">{texts.coming.under_way}</span> }.into_any(),
        false => {
            let tags = line.why.into_iter().map(|why| {
                view! { <Tag class="state state-care" icon="warning-circle" text=why_word(words, why).to_owned()/> " " }
            });
            tags.collect_view().into_any()
        }
    };
    view! {
        <tr>
            <th scope="row"><Way id=line.id subject=line.subject number=line.number/></th>
            <td data-label=texts.company>{line.company}</td>
            <td data-label=texts.owner>{line.owner.unwrap_or_else(|| texts.nobody.to_owned())}</td>
            <td data-label=texts.coming.why>{why}</td>
            <td data-label=texts.next>{next}</td>
        </tr>
    }
    .into_any()
}

fn why_word(words: &Words, why: Why) -> &'static str {
    let why_words = &words.escalation.why;
    match why {
        Why::NoOwner => why_words.no_owner,
        Why::OwnerGone => why_words.owner_gone,
        Why::OwnerAway => why_words.owner_away,
        Why::NothingWritten => why_words.nothing_written,
        Why::Reopened => why_words.reopened,
    }
}
