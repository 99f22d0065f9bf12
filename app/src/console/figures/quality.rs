//! How the office answers: what was solved, came back, changed hands.

use super::behind::to_lines;
use super::charts::{BarCell, number};
use crate::kit::channel_word;
use crate::language::use_words;
use contatti_model::figures::{BehindForm, Figures, Measure, Quality as Looked};
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn Quality(read: Figures, base: BehindForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.figures.quality;
    let of_closed = |amount| share(amount, read.closed).map(|percent| texts.of_closed(percent)).unwrap_or_default();
    let answers = read.interlocutory + read.closed;
    let of_answers = share(read.interlocutory, answers).map(|percent| texts.of_answers(percent)).unwrap_or_default();
    let rows = [
        (texts.one_hand, read.one_hand, of_closed(read.one_hand), Measure::OneHand),
        (texts.solved, read.solved, of_closed(read.solved), Measure::Solved),
        (texts.not_solved, read.not_solved, of_closed(read.not_solved), Measure::NotSolved),
        (texts.reopened, read.reopened, of_closed(read.reopened), Measure::Reopened),
        (texts.interlocutory, read.interlocutory, of_answers, Measure::Interlocutory),
        (texts.handed_over, read.handed_over, String::new(), Measure::HandedOver),
        (texts.passed, read.passed, String::new(), Measure::Passed),
        (texts.given_back, read.given_back, String::new(), Measure::GivenBack),
        (texts.reminded, read.reminded, String::new(), Measure::Reminded),
    ];
    let most = rows.iter().map(|(_, amount, ..)| *amount).max().unwrap_or(0);
    let row = |(name, amount, share, measure): (&'static str, u64, String, Measure)| {
        let shown = number(amount, Some(to_lines(&base, measure, |_| {})), name);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{shown}</td>
                <td class="soft">{share}</td>
                <BarCell amounts=vec![amount] most/>
            </tr>
        }
    };
    view! {
        <section class="figure" aria-labelledby="quality">
            <h2 id="quality">{texts.title}</h2>
            <table class="dense bars bars-short">
                <caption class="visually-hidden">{texts.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.measure}</th>
                        <th scope="col" class="number">{words.figures.amount}</th>
                        <th scope="col">{words.figures.share}</th>
                        <td class="bar"></td>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What a quality is called where one is chosen.
pub(super) fn quality_word(words: &Words, quality: Looked) -> &'static str {
    let (texts, over_time) = (&words.figures.quality, &words.figures.over_time);
    match quality {
        Looked::FirstAnswer => over_time.first_answer,
        Looked::FirstAnswerDays => over_time.first_answer_days,
        Looked::Resolution => over_time.resolution,
        Looked::ResolutionDays => over_time.resolution_days,
        Looked::OneHand => texts.one_hand,
        Looked::Solved => texts.solved,
        Looked::NotSolved => texts.not_solved,
        Looked::Reopened => texts.reopened,
        Looked::Interlocutory => texts.interlocutory,
        Looked::HandedOver => texts.handed_over,
        Looked::Passed => texts.passed,
        Looked::GivenBack => texts.given_back,
        Looked::Reminded => texts.reminded,
        Looked::Received => words.figures.received,
        Looked::Closed => words.figures.closed,
        Looked::Channel(channel) => channel_word(words, channel),
    }
}

fn share(part: u64, whole: u64) -> Option<u64> {
    part.saturating_mul(100).checked_div(whole)
}
