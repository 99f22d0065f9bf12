//! How long it took: a distribution in whole working days, told by its middle and by what nine in ten did not exceed.

use super::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long answers took, in working days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Times {
    pub count: u64,
    /// How many came on the promised day or before.
    pub in_time: u64,
    /// Half took no longer; none where nothing is counted.
    #[serde(default)]
    pub median: Option<u16>,
    /// Nine in ten took no longer.
    #[serde(default)]
    pub ninth_decile: Option<u16>,
    /// How many took so many days, in the order of days.
    pub spread: Vec<(u16, u64)>,
}

impl Times {
    /// The share within the promise, in hundredths; none where nothing is counted.
    pub fn percent_in_time(&self) -> Option<u8> {
        percent(self.in_time, self.count)
    }
}

/// A share in whole hundredths, rounded down: a hundred only when nothing is missing.
pub(super) fn percent(part: u64, whole: u64) -> Option<u8> {
    let share = part.min(whole).saturating_mul(100).checked_div(whole)?;
    u8::try_from(share).ok()
}

/// The distribution that tallies of one measure make.
pub fn times_of<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Times {
    let mut spread = BTreeMap::<u16, u64>::new();
    let mut in_time = 0;
    for tally in tallies {
        let amount = u64::try_from(tally.amount).unwrap_or(0);
        *spread.entry(tally.value).or_default() += amount;
        in_time += if tally.is_in_time() { amount } else { 0 };
    }
    let count = spread.values().sum();
    let spread: Vec<_> = spread.into_iter().filter(|(_, amount)| *amount > 0).collect();
    Times { count, in_time, median: quantile(&spread, count, 50), ninth_decile: quantile(&spread, count, 90), spread }
}

/// The smallest number of days that at least so many hundredths did not exceed.
fn quantile(spread: &[(u16, u64)], count: u64, hundredths: u64) -> Option<u16> {
    let wanted = count.saturating_mul(hundredths).div_ceil(100).max(1);
    let mut seen = 0;
    let reached = spread.iter().find(|(_, amount)| {
        seen += amount;
        seen >= wanted
    });
    reached.map(|(days, _)| *days)
}

#[cfg(test)]
mod tests {
    use super::super::Measure;
    use super::*;
    use crate::SubjectId;
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn tally(value: u16, amount: i64, word: &str) -> Tally {
        let (day, subject) = (date(2026, 11, 2), SubjectId(Uuid::nil()));
        Tally { measure: Measure::Closed, day, unit: None, subject, word: word.into(), value, amount }
    }

    #[test]
    fn nothing_counted_has_no_middle() {
        assert_eq!(times_of([].iter()), Times::default());
        assert_eq!(Times::default().percent_in_time(), None);
    }

    #[test]
    fn a_hundred_in_a_hundred_is_said_only_when_none_is_late() {
        let times = times_of([tally(1, 999, "in_time"), tally(9, 1, "late")].iter());
        assert_eq!((times.percent_in_time(), times.median, times.ninth_decile), (Some(99), Some(1), Some(1)));
    }

    proptest! {
        #[test]
        fn the_middle_is_that_of_the_sorted_days(mut days in proptest::collection::vec(0_u16..40, 1..200)) {
            let tallies: Vec<_> = days.iter().map(|day| tally(*day, 1, "late")).collect();
            let times = times_of(tallies.iter());
            days.sort_unstable();
            let at = |hundredths: usize| days[(days.len() * hundredths).div_ceil(100).max(1) - 1];
            prop_assert_eq!(times.median, Some(at(50)));
            prop_assert_eq!(times.ninth_decile, Some(at(90)));
            prop_assert_eq!(times.count, days.len() as u64);
        }
    }
}
