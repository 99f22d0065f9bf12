//! A quality of several weeks, months or units: drawn, and told in a table whose numbers lead to their requests.

use super::behind::to_lines;
use super::charts::{Bar, BarCell, Plot, most, number};
use super::quality::quality_word;
use super::times::days_words;
use crate::language::use_words;
use contatti_model::figures::{BehindForm, IN_TIME, Measure, Qualities, Quality, Reading};
use contatti_words::Words;
use leptos::prelude::*;

/// Some days, or a unit, with what the quality says of it and the way to its requests.
#[derive(Clone)]
pub(super) struct Point {
    pub label: String,
    pub reading: Reading,
    pub base: BehindForm,
}

/// The quality of the whole period, in a sentence.
pub(super) fn said(words: &Words, quality: Quality, whole: &Qualities) -> String {
    let texts = &words.figures.over_time;
    // Alone, the name of a channel would not say that it is one.
    let name = match quality {
        Quality::Channel(_) => words.figures.lines.of_channel(quality_word(words, quality)),
        _ => quality_word(words, quality).to_owned(),
    };
    let reading = quality.of(whole);
    match (reading, reading.percent()) {
        (Reading::Share { part, whole }, Some(percent)) => texts.said_share(name, part, percent, whole),
        (Reading::Days { count, median, ninth_decile }, _) if count > 0 => {
            texts.said_days(days_words(words, median), name, days_words(words, ninth_decile))
        }
        (Reading::Count(count), _) => texts.said_count(count, name),
        _ => texts.said_nothing(name),
    }
}

/// Columns over time: hundredths of a share, working days, or how many.
#[component]
pub(super) fn Drawn(said: String, quality: Quality, points: Vec<Point>) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.over_time;
    let bar = |point: Point| Bar { label: point.label, amounts: drawn(point.reading), to: None, behind: vec![] };
    let bars: Vec<Bar> = points.into_iter().map(bar).collect();
    let highest = most(&bars);
    // A promise kept is looked at from nothing to all.
    let top = match quality {
        Quality::FirstAnswer | Quality::Resolution => 100,
        _ => highest,
    };
    let (series, reaches) = match quality.of(&Qualities::default()) {
        Reading::Share { .. } => (vec![words.figures.share], format!("{top}%")),
        Reading::Days { .. } => {
            let days = u16::try_from(top).unwrap_or(u16::MAX);
            (vec![words.figures.times.median, words.figures.times.ninth_decile], days_words(words, Some(days)))
        }
        Reading::Count(_) => (vec![quality_word(words, quality)], top.to_string()),
    };
    if highest == 0 {
        return view! { <p class="soft">{texts.nothing_drawn}</p> }.into_any();
    }
    view! {
        <p class="soft">{texts.reaches(reaches)}</p>
        <Plot said series bars top/>
    }
    .into_any()
}

/// What is drawn of a reading.
fn drawn(reading: Reading) -> Vec<u64> {
    let days = |days: Option<u16>| days.map_or(0, u64::from);
    match reading {
        Reading::Share { .. } => vec![reading.percent().unwrap_or(0)],
        Reading::Days { median, ninth_decile, .. } => vec![days(median), days(ninth_decile)],
        Reading::Count(count) => vec![count],
    }
}

/// The same in numbers; `drawn`: with a bar beside each.
#[component]
pub(super) fn Readings(
    caption: &'static str,
    first: &'static str,
    quality: Quality,
    points: Vec<Point>,
    #[prop(optional)] drawn: bool,
) -> impl IntoView {
    let heads = headings(use_words(), quality);
    let longest = points.iter().map(|point| length(point.reading)).max().unwrap_or(0);
    let columns = heads.map(|name| (!name.is_empty()).then(|| view! { <th scope="col" class="number">{name}</th> }));
    let rows = points.into_iter().map(move |point| {
        let amount = length(point.reading);
        view! {
            <tr>
                <th scope="row">{point.label.clone()}</th>
                <Cells heads quality point/>
                {drawn.then(|| view! { <BarCell amounts=vec![amount] most=longest/> })}
            </tr>
        }
    });
    let class = if drawn { "dense dense-cards bars" } else { "dense dense-cards" };
    view! {
        <table class=class>
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{first}</th>
                    {columns.into_iter().collect_view()}
                    {drawn.then(|| view! { <td class="bar"></td> })}
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The length of a reading's bar: the share, half of the times, or how many.
fn length(reading: Reading) -> u64 {
    drawn(reading).first().copied().unwrap_or(0)
}

/// What the columns of a quality are called; without a name there is none.
fn headings(words: &Words, quality: Quality) -> [&'static str; 3] {
    let (figures, texts) = (&words.figures, &words.figures.over_time);
    match (quality, quality.of(&Qualities::default())) {
        (_, Reading::Days { .. }) => [figures.amount, figures.times.median, figures.times.ninth_decile],
        (_, Reading::Count(_)) => [figures.amount, "", ""],
        (Quality::FirstAnswer, _) => [figures.times.in_time, texts.of_first_answers, figures.share],
        (Quality::Resolution, _) => [figures.times.in_time, texts.of_closed, figures.share],
        (Quality::Channel(_), _) => [figures.amount, texts.of_received, figures.share],
        (Quality::Interlocutory, _) => [figures.amount, texts.of_answers, figures.share],
        _ => [figures.amount, texts.of_closed, figures.share],
    }
}

/// The numbers of one row, each with the way to what it counts.
#[component]
fn Cells(heads: [&'static str; 3], quality: Quality, point: Point) -> impl IntoView {
    let words = use_words();
    let none = words.figures.times.none;
    let Point { label, reading, base } = point;
    let measure = quality.measure();
    let led = |amount, head: &str, measure, word: &str| {
        let to = to_lines(&base, measure, |form| form.word = word.to_owned());
        number(amount, Some(to), &format!("{head}, {}, {label}", quality_word(words, quality)))
    };
    let word = match quality {
        Quality::FirstAnswer | Quality::Resolution => IN_TIME,
        Quality::Channel(channel) => channel.as_str(),
        _ => "",
    };
    let cells = match reading {
        Reading::Share { part, whole } => {
            let share = reading.percent().map_or_else(|| none.to_owned(), |percent| format!("{percent}%"));
            let all = match quality {
                // Interim answers and closings have no list in common.
                Quality::Interlocutory => number(whole, None, ""),
                Quality::FirstAnswer | Quality::Channel(_) => led(whole, heads[1], measure, ""),
                _ => led(whole, heads[1], Measure::Closed, ""),
            };
            vec![led(part, heads[0], measure, word), all, share.into_any()]
        }
        Reading::Days { count, median, ninth_decile } => {
            let [median, ninth_decile] = [median, ninth_decile].map(|days| days_words(words, days).into_any());
            vec![led(count, heads[0], measure, ""), median, ninth_decile]
        }
        Reading::Count(count) => vec![led(count, heads[0], measure, "")],
    };
    let cell = |(name, shown)| view! { <td class="number" data-label=name>{shown}</td> };
    heads.into_iter().zip(cells).map(cell).collect_view().into_any()
}
