//! Two charts that say the same to eyes and to readers: bars beside their numbers, and columns over time with their table.

use crate::language::use_words;
use leptos::prelude::*;

/// One thing measured, with an amount for each series.
#[derive(Clone)]
pub(super) struct Bar {
    pub label: String,
    pub amounts: Vec<u64>,
    /// Where the work list shows it.
    pub to: Option<String>,
    /// Where what lies behind each amount is listed, in their order; none for what is no count of requests.
    pub behind: Vec<String>,
}

/// A number that leads to the requests behind it; `said` is what it counts. Behind nothing there is nothing to read.
pub(super) fn number(amount: u64, behind: Option<String>, said: &str) -> AnyView {
    match behind.filter(|_| amount > 0) {
        Some(to) => {
            view! { <a class="behind-number" href=to aria-label=format!("{amount} – {said}")>{amount}</a> }.into_any()
        }
        None => amount.into_any(),
    }
}

/// Bars as a table: the number is read, the bar is looked at.
#[component]
pub(super) fn BarTable(caption: &'static str, first: &'static str, bars: Vec<Bar>) -> impl IntoView {
    let texts = &use_words().figures;
    let most = most(&bars);
    let all: u64 = bars.iter().filter_map(|bar| bar.amounts.first()).sum();
    let row = move |bar: Bar| {
        let amount = bar.amounts.first().copied().unwrap_or(0);
        let percent = amount.saturating_mul(100).checked_div(all).unwrap_or(0);
        let shown = number(amount, bar.behind.into_iter().next(), &format!("{caption}, {}", bar.label));
        let label = match bar.to {
            Some(to) => view! { <a href=to>{bar.label}</a> }.into_any(),
            None => bar.label.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="number">{shown}</td>
                <td class="number soft">{format!("{percent}%")}</td>
                <BarCell amounts=vec![amount] most/>
            </tr>
        }
    };
    view! {
        <table class="dense bars">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{first}</th>
                    <th scope="col" class="number">{texts.amount}</th>
                    <th scope="col" class="number">{texts.share}</th>
                    <td class="bar"></td>
                </tr>
            </thead>
            <tbody>{bars.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// A cell for eyes alone: a bar for each amount, its length the share of the longest of the table.
#[component]
pub(super) fn BarCell(amounts: Vec<u64>, most: u64) -> impl IntoView {
    let count = amounts.len();
    let bar = |(place, amount): (usize, u64)| {
        let (y, width) = (place * LINE, scaled(amount, most, 100));
        view! { <rect class=format!("series-{place}") x="0" y=y width=width height=LINE></rect> }
    };
    view! {
        <td class="bar" aria-hidden="true">
            <svg class=format!("strip strip-{count}") viewBox=format!("0 0 100 {}", count.max(1) * LINE) preserveAspectRatio="none" focusable="false">
                {amounts.into_iter().enumerate().map(bar).collect_view()}
            </svg>
        </td>
    }
    .into_any()
}

/// How high a bar beside its numbers is, in the units of its drawing.
const LINE: usize = 8;
const HIGH: u64 = 160;
const STEP: usize = 30;

/// Which shade is which series.
#[component]
pub(super) fn Legend(series: Vec<&'static str>) -> impl IntoView {
    let legend = series.into_iter().enumerate().map(|(place, name)| {
        view! { <li><span class=format!("swatch series-{place}") aria-hidden="true"></span> " " {name}</li> }
    });
    view! { <ul class="legend">{legend.collect_view()}</ul> }.into_any()
}

/// Columns over time, a group for each bar; `top` is what a column as high as the drawing stands for.
#[component]
pub(super) fn Plot(said: String, series: Vec<&'static str>, bars: Vec<Bar>, top: u64) -> impl IntoView {
    let (begins, ends) = (bars.first().map(|bar| bar.label.clone()), bars.last().map(|bar| bar.label.clone()));
    let columns = groups(&bars, series.len(), top);
    view! {
        <Legend series/>
        <svg class="columns" viewBox=format!("0 0 {} {HIGH}", bars.len().max(1) * STEP) preserveAspectRatio="none" role="img" aria-label=said>
            {columns}
        </svg>
        <p class="axis soft" aria-hidden="true"><span>{begins}</span> <span>{ends}</span></p>
    }
    .into_any()
}

/// The same as high as the highest, with the table folded below.
#[component]
pub(super) fn Columns(said: String, first: &'static str, series: Vec<&'static str>, bars: Vec<Bar>) -> impl IntoView {
    let texts = &use_words().figures;
    let top = most(&bars);
    view! {
        <Plot said series=series.clone() bars=bars.clone() top/>
        <details>
            <summary>{texts.table}</summary>
            <SeriesTable first series bars/>
        </details>
    }
    .into_any()
}

fn groups(bars: &[Bar], series: usize, top: u64) -> impl IntoView + use<> {
    let wide = (STEP - 4) / series.max(1);
    let columns = bars.iter().enumerate().flat_map(|(group, bar)| {
        bar.amounts.iter().enumerate().map(move |(place, amount)| {
            let high = scaled((*amount).min(top), top, HIGH);
            let (x, y) = (group * STEP + 2 + place * wide, HIGH - high);
            view! { <rect class=format!("series-{place}") x=x y=y width=wide - 1 height=high></rect> }
        })
    });
    columns.collect_view()
}

/// The numbers of several series; the first `drawn` of them also as bars.
#[component]
pub(super) fn SeriesTable(
    first: &'static str,
    series: Vec<&'static str>,
    bars: Vec<Bar>,
    #[prop(optional)] drawn: usize,
) -> impl IntoView {
    let heads = series.iter().map(|name| view! { <th scope="col" class="number">{*name}</th> }).collect_view();
    let legend = (drawn > 0).then(|| series.iter().take(drawn).copied().collect::<Vec<_>>());
    let most = most_of(&bars, drawn);
    let class = if drawn > 0 { "dense dense-cards bars" } else { "dense dense-cards" };
    let rows = bars.into_iter().map(move |bar| {
        let strips = (drawn > 0).then(|| bar.amounts.iter().take(drawn).copied().collect::<Vec<_>>());
        let behind = bar.behind.into_iter().map(Some).chain(std::iter::repeat(None));
        let cells = bar.amounts.into_iter().zip(behind).zip(series.clone());
        let cells = cells.map(|((amount, behind), name)| {
            let shown = number(amount, behind, &format!("{name}, {}", bar.label));
            view! { <td class="number" data-label=name>{shown}</td> }
        });
        let cells = cells.collect_view();
        let label = match bar.to {
            Some(to) => view! { <a href=to>{bar.label}</a> }.into_any(),
            None => bar.label.into_any(),
        };
        let strips = strips.map(|amounts| view! { <BarCell amounts most/> });
        view! { <tr><th scope="row">{label}</th> {cells} {strips}</tr> }
    });
    view! {
        {legend.map(|series| view! { <Legend series/> })}
        <table class=class>
            <thead><tr><th scope="col">{first}</th> {heads} {(drawn > 0).then(|| view! { <td class="bar"></td> })}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The largest amount of all.
pub(super) fn most(bars: &[Bar]) -> u64 {
    most_of(bars, usize::MAX)
}

fn most_of(bars: &[Bar], series: usize) -> u64 {
    bars.iter().flat_map(|bar| bar.amounts.iter().take(series).copied()).max().unwrap_or(0)
}

/// So long a bar, of `full`; whatever is there is seen.
fn scaled(amount: u64, most: u64, full: u64) -> u64 {
    let long = amount.saturating_mul(full).checked_div(most).unwrap_or(0);
    if amount > 0 { long.max(1) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn the_longest_fills_its_place_and_the_least_is_still_seen() {
        assert_eq!(scaled(40, 40, 100), 100);
        assert_eq!(scaled(1, 40_000, 100), 1);
        assert_eq!(scaled(0, 40, 100), 0);
        assert_eq!(scaled(0, 0, 100), 0);
    }
}
