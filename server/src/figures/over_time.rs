//! What stands over time as CSV: a line for each stretch of days, of the whole office and of each of its units.

use super::backlog::{self, Noted};
use super::{store, view};
use crate::house::House;
use crate::web::{Answer, csv_day, csv_field};
use contatti_model::figures::{Backlog, OLD_AGES, Period, Qualities, Step, Stretch, Tally, Took, backlogs, stretches};
use contatti_model::requests::Channel;
use contatti_model::{OfficeId, UnitId};
use contatti_words::Words;
use contatti_words::requests::channel;
use std::collections::BTreeMap;

/// In the reader's language; numbers as they are, shares in hundredths.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn csv(
    house: &House,
    office: OfficeId,
    (period, step): (&Period, Step),
    words: &Words,
) -> Answer<String> {
    let (flows, names) = tokio::try_join!(store::flows(house, office, period), view::units(house, office))?;
    let texts = &words.figures;
    let named = |unit: Option<UnitId>| unit.map_or(texts.no_unit, |id| names.get(&id).map_or("", String::as_str));
    let headings: Vec<String> = headings(words).iter().map(|heading| csv_field(heading)).collect();
    let mut csv = format!("\u{feff}{}\r\n", headings.join(";"));
    let whole = if period.unit.is_some() { named(period.unit) } else { texts.any_unit };
    csv.push_str(&lines(whole, &flows, (period, step), &backlog::noted(house, office, period).await?));
    // What is one unit's alone was told already.
    if period.unit.is_none() {
        for (unit, tallies, noted) in by_unit(house, office, period, flows).await? {
            csv.push_str(&lines(named(unit), &tallies, (period, step), &noted));
        }
    }
    Ok(csv)
}

/// What happened and what was open, of each unit that had either, at last of none; nothing where all is no unit's.
async fn by_unit(
    house: &House,
    office: OfficeId,
    period: &Period,
    flows: Vec<Tally>,
) -> Answer<Vec<(Option<UnitId>, Vec<Tally>, Vec<Noted>)>> {
    let mut tallies = BTreeMap::<_, Vec<_>>::new();
    for tally in flows {
        tallies.entry(tally.unit).or_default().push(tally);
    }
    let noted = backlog::noted_by_unit(house, office, period, tallies.keys().copied().collect()).await?;
    if noted.keys().all(Option::is_none) {
        return Ok(vec![]);
    }
    let of_unit = |(unit, noted)| (unit, tallies.remove(&unit).unwrap_or_default(), noted);
    let mut units: Vec<_> = noted.into_iter().map(of_unit).collect();
    units.sort_by_key(|(unit, ..)| unit.is_none());
    Ok(units)
}

/// A line for each stretch.
fn lines(unit: &str, tallies: &[Tally], (period, step): (&Period, Step), noted: &[Noted]) -> String {
    let mornings = backlogs(noted, step);
    let of = |stretch: &Stretch| mornings.iter().find(|one| (stretch.from..=stretch.to).contains(&one.day));
    let stretches = stretches(tallies, period.from, period.to, step);
    stretches.iter().map(|stretch| line(unit, stretch, of(stretch))).collect()
}

/// The columns' names, in the order of [`line`].
fn headings(words: &Words) -> Vec<String> {
    let (texts, quality) = (&words.figures, &words.figures.quality);
    let took = |whose: &'static str| {
        let percent = format!("{} (%)", texts.times.in_time);
        [texts.amount, texts.times.in_time, &percent, texts.times.median, texts.times.ninth_decile]
            .map(|what| format!("{whose}: {what}"))
    };
    let days = [texts.unit, texts.from, texts.to, texts.received].map(str::to_owned);
    let counts = [
        quality.one_hand,
        quality.solved,
        quality.not_solved,
        quality.reopened,
        quality.interlocutory,
        quality.handed_over,
        quality.passed,
        quality.given_back,
        quality.reminded,
    ];
    let mornings = [texts.ages.morning, texts.ages.all_open, texts.ages.older, texts.ages.oldest]
        .map(|what| format!("{}: {what}", texts.ages.mornings));
    let channels = Channel::ALL.map(|one| texts.lines.of_channel(channel(words, one)));
    let times = [texts.times.first_response, texts.times.resolution].into_iter().flat_map(took);
    days.into_iter().chain(times).chain(counts.map(str::to_owned)).chain(channels).chain(mornings).collect()
}

fn line(unit: &str, stretch: &Stretch, morning: Option<&Backlog>) -> String {
    let Qualities {
        received,
        channels: _,
        first_response,
        resolution,
        one_hand,
        solved,
        not_solved,
        reopened,
        interlocutory,
        handed_over,
        passed,
        given_back,
        reminded,
    } = &stretch.qualities;
    let days = [csv_field(unit), csv_day(stretch.from), csv_day(stretch.to), received.to_string()];
    let counts = [one_hand, solved, not_solved, reopened, interlocutory, handed_over, passed, given_back, reminded];
    let times = [first_response, resolution].into_iter().flat_map(took);
    let channels = Channel::ALL.map(|channel| stretch.qualities.by(channel).to_string());
    let cells = days.into_iter().chain(times).chain(counts.map(u64::to_string)).chain(channels).chain(open(morning));
    format!("{}\r\n", cells.collect::<Vec<_>>().join(";"))
}

/// The last morning noted of the stretch, and how much was open; nothing stands where none was.
fn open(morning: Option<&Backlog>) -> [String; 4] {
    let since = |days| morning.map_or_else(String::new, |one| one.since(days).to_string());
    let [older, oldest] = OLD_AGES.map(since);
    [morning.map_or_else(String::new, |one| csv_day(one.day)), since(0), older, oldest]
}

/// Nothing stands where nothing is counted.
fn took(took: &Took) -> [String; 5] {
    let days = |days: Option<u16>| days.map_or_else(String::new, |days| days.to_string());
    let percent = took.percent_in_time().map_or_else(String::new, |percent| percent.to_string());
    [took.count.to_string(), took.in_time.to_string(), percent, days(took.median), days(took.ninth_decile)]
}
