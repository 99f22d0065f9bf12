//! In plain words which requests lie behind a number.

use crate::dates;
use crate::kit::{channel_word, outcome_word};
use contatti_model::figures::{BehindForm, BehindNumber, IN_TIME, LATE, Measure, NO_UNIT};
use contatti_model::requests::{Channel, Outcome};
use contatti_words::Words;
use jiff::civil::Date;

/// What happened between which days, or how much there is now.
pub(super) fn heading(words: &Words, read: &BehindNumber, form: &BehindForm) -> String {
    let texts = &words.figures.lines;
    let (from, to) = (dates::long_day(words, read.from), dates::long_day(words, read.to));
    match (read.measure, form.word.as_str()) {
        (Measure::Received, _) => texts.received(from, to),
        (Measure::Answered, _) => texts.answered(from, to),
        (Measure::Closed | Measure::Outcome, _) => texts.closed(from, to),
        (Measure::OneHand, _) => texts.one_hand(from, to),
        (Measure::Interlocutory, _) => texts.interlocutory(from, to),
        (Measure::Solved, _) => texts.solved(from, to),
        (Measure::NotSolved, _) => texts.not_solved(from, to),
        (Measure::Reopened, _) => texts.reopened(from, to),
        (Measure::HandedOver, _) => texts.handed_over(from, to),
        (Measure::Passed, _) => texts.passed(from, to),
        (Measure::GivenBack, _) => texts.given_back(from, to),
        (Measure::Reminded, _) => texts.reminded(from, to),
        (Measure::Open, _) => texts.open.to_owned(),
        (Measure::Due, _) if !form.promised.is_empty() => {
            let day = form.promised.trim().parse::<Date>();
            texts.due_on(day.map_or_else(|_| form.promised.clone(), |day| dates::long_day(words, day)))
        }
        (Measure::Due, LATE) => texts.overdue.to_owned(),
        (Measure::Due, IN_TIME) => texts.in_time_now.to_owned(),
        (Measure::Due, _) => texts.due.to_owned(),
    }
}

/// Of which office, and what else narrows the number.
pub(super) fn narrowing(words: &Words, read: &BehindNumber, form: &BehindForm) -> String {
    let texts = &words.figures.lines;
    let unit = match form.unit.as_str() {
        NO_UNIT => Some(words.figures.no_unit.to_owned()),
        _ => read.unit.as_ref().map(|unit| texts.of_unit(unit)),
    };
    let days = (!form.days.is_empty()).then(|| texts.of_days(&form.days));
    let parts = [
        Some(read.office.name.clone()),
        read.subject.as_ref().map(|subject| texts.of_subject(subject)),
        unit,
        word(words, read.measure, &form.word),
        days,
        age(words, form),
    ];
    format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn word(words: &Words, measure: Measure, word: &str) -> Option<String> {
    let texts = &words.figures.lines;
    match (measure, word) {
        (Measure::Received, word) => {
            Channel::from_word(word).map(|channel| texts.of_channel(channel_word(words, channel)))
        }
        (Measure::Outcome, word) => {
            Outcome::from_word(word).map(|outcome| texts.of_outcome(outcome_word(words, outcome)))
        }
        (Measure::Answered | Measure::Closed, IN_TIME) => Some(texts.in_time.to_owned()),
        (Measure::Answered | Measure::Closed, LATE) => Some(texts.late.to_owned()),
        _ => None,
    }
}

fn age(words: &Words, form: &BehindForm) -> Option<String> {
    let ages = &words.figures.ages;
    let age = match (form.age_from.as_str(), form.age_to.as_str()) {
        ("", "") => return None,
        (from, "") => ages.beyond(from),
        (from, to) => ages.between(if from.is_empty() { "0" } else { from }, to),
    };
    Some(words.figures.lines.of_age(age))
}
