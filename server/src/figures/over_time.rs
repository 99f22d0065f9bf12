//! The qualities over time as CSV: a line for each stretch of days, of the whole office and of each of its units.

use super::{store, view};
use crate::house::House;
use crate::web::{Answer, csv_day, csv_field};
use contatti_model::figures::{Period, Qualities, Step, Stretch, Took, stretches};
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
    let over_time = |tallies: &[_]| stretches(tallies, period.from, period.to, step);
    let mut csv = format!(
        "\u{feff}{}\r\n",
        headings(words).iter().map(|heading| csv_field(heading)).collect::<Vec<_>>().join(";")
    );
    let whole = if period.unit.is_some() { named(period.unit) } else { texts.any_unit };
    csv.extend(over_time(&flows).into_iter().map(|stretch| line(whole, stretch)));
    let mut units = BTreeMap::<_, Vec<_>>::new();
    for tally in flows {
        units.entry((tally.unit.is_none(), tally.unit)).or_default().push(tally);
    }
    // What is one unit's alone, or no unit's, was told already.
    if period.unit.is_none() && units.keys().any(|(_, unit)| unit.is_some()) {
        for ((_, unit), tallies) in &units {
            csv.extend(over_time(tallies).into_iter().map(|stretch| line(named(*unit), stretch)));
        }
    }
    Ok(csv)
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
    let channels = Channel::ALL.map(|one| texts.lines.of_channel(channel(words, one)));
    let times = [texts.times.first_response, texts.times.resolution].into_iter().flat_map(took);
    days.into_iter().chain(times).chain(counts.map(str::to_owned)).chain(channels).collect()
}

fn line(unit: &str, stretch: Stretch) -> String {
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
    let cells = days.into_iter().chain(times).chain(counts.map(u64::to_string)).chain(channels);
    format!("{}\r\n", cells.collect::<Vec<_>>().join(";"))
}

/// Nothing stands where nothing is counted.
fn took(took: &Took) -> [String; 5] {
    let days = |days: Option<u16>| days.map_or_else(String::new, |days| days.to_string());
    let percent = took.percent_in_time().map_or_else(String::new, |percent| percent.to_string());
    [took.count.to_string(), took.in_time.to_string(), percent, days(took.median), days(took.ninth_decile)]
}
