//! One quality at a time: week by week or month by month, and unit by unit.

use super::FIGURES;
use super::narrow::KeptFields;
use super::quality::quality_word;
use super::readings::{Drawn, Point, Readings, said};
use crate::api::figures::over_time_export;
use crate::dates;
use crate::kit::{Icon, SelectField};
use crate::language::use_words;
use contatti_model::figures::{BehindForm, Figures, FiguresForm, NO_UNIT, Quality, Step, Stretch, UnitSum, WordSum};
use contatti_model::requests::Channel;
use contatti_words::Words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn OverTime(read: Figures, form: FiguresForm, base: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.over_time;
    let asked = use_query_map().with_untracked(|query| query.get("quality").unwrap_or_default());
    let quality = Quality::from_word(&asked).unwrap_or_default();
    let stretches = read.stretches.iter().map(|stretch| of_days(words, stretch, (quality, read.step), &base));
    let points: Vec<Point> = stretches.collect();
    let said = said(words, quality, &read.qualities());
    let in_table = format!("{said} {}", texts.in_table);
    let first = match read.step {
        Step::Week => words.figures.weeks.week,
        Step::Month => texts.month,
    };
    let export = over_time_export(&form);
    view! {
        <section class="figure" aria-labelledby="over-time">
            <h2 id="over-time">{texts.title}</h2>
            <p class="soft">{texts.lead}</p>
            <Choose quality step=read.step channels=read.channels/>
            <p>{said}</p>
            <Drawn said=in_table quality points=points.clone()/>
            <details>
                <summary>{words.figures.table}</summary>
                <Readings caption=texts.title first quality points/>
            </details>
            <ByUnit units=read.units quality base/>
            <p class="no-print">
                <a class="btn btn-outline-primary btn-sm" href=export download="" rel="external">
                    <Icon name="download"/> " " {texts.export}
                </a>
            </p>
        </section>
    }
    .into_any()
}

/// Which quality, and how long a stretch is: a plain GET form, so that both stay in the address.
#[component]
fn Choose(quality: Quality, step: Step, channels: Vec<WordSum>) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.over_time;
    let (chosen, long) = (RwSignal::new(quality.as_str().to_owned()), RwSignal::new(step.as_str().to_owned()));
    let step_word = |step| match step {
        Step::Week => texts.week,
        Step::Month => texts.month,
    };
    let option = move |one: Quality| {
        view! { <option value=one.as_str() selected=one == quality>{quality_word(words, one)}</option> }
    };
    // Those by which nothing came are not offered, save the one looked at.
    let came = channels.iter().filter_map(|sum| Channel::from_word(&sum.word)).map(Quality::Channel);
    let looked_at = Some(quality).filter(|one| matches!(one, Quality::Channel(_)));
    let channels: Vec<_> =
        came.clone().chain(looked_at.filter(|one| !came.clone().any(|other| other == *one))).collect();
    let steps =
        Step::ALL.map(|one| view! { <option value=one.as_str() selected=one == step>{step_word(one)}</option> });
    // The page that answers begins where one was.
    let action = format!("{FIGURES}#over-time");
    view! {
        <form class="filters" method="get" action=action aria-label=texts.title>
            <KeptFields own=&["quality", "step"]/>
            <SelectField id="over-time-quality" name="quality" label=texts.quality value=chosen>
                <optgroup label=words.figures.quality.title>{Quality::OF_ANSWERS.map(option).into_iter().collect_view()}</optgroup>
                <optgroup label=texts.volumes>{Quality::VOLUMES.map(option).into_iter().collect_view()}</optgroup>
                <optgroup label=texts.by_channel>{channels.into_iter().map(option).collect_view()}</optgroup>
            </SelectField>
            <SelectField id="over-time-step" name="step" label=texts.step value=long>
                {steps.into_iter().collect_view()}
            </SelectField>
            <button class="btn btn-primary" type="submit">{texts.apply}</button>
        </form>
    }
    .into_any()
}

/// The units beside each other, where the office has some and the page is not narrowed to one.
#[component]
fn ByUnit(units: Vec<UnitSum>, quality: Quality, base: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.over_time;
    let several = base.unit.is_empty() && units.iter().any(|unit| unit.id.is_some());
    several.then(|| {
        let points: Vec<Point> = units.into_iter().map(|sum| of_unit(words, sum, quality, &base)).collect();
        view! {
            <h3>{texts.by_unit}</h3>
            <Readings caption=texts.by_unit first=words.figures.unit quality points drawn=true/>
        }
    })
}

fn of_days(words: &Words, stretch: &Stretch, (quality, step): (Quality, Step), base: &BehindForm) -> Point {
    Point {
        label: match step {
            Step::Week => dates::short_day(words, stretch.from),
            Step::Month => dates::month_of_year(words, stretch.from),
        },
        reading: quality.of(&stretch.qualities),
        base: BehindForm { from: stretch.from.to_string(), to: stretch.to.to_string(), ..base.clone() },
    }
}

fn of_unit(words: &Words, sum: UnitSum, quality: Quality, base: &BehindForm) -> Point {
    Point {
        reading: quality.of(&sum.qualities),
        base: BehindForm { unit: sum.id.map_or_else(|| NO_UNIT.to_owned(), |id| id.to_string()), ..base.clone() },
        label: if sum.id.is_some() { sum.name } else { words.figures.no_unit.to_owned() },
    }
}
