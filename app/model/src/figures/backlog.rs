//! What was open on mornings that are over, by age.

use super::{Age, Step, age_bands_of};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From how many days on what waits is shown apart.
pub const OLD_AGES: [u16; 2] = [11, 31];

/// What was open when a day began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Backlog {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    pub ages: Vec<Age>,
}

impl Backlog {
    /// How much was open since so many days, or more.
    pub fn since(&self, days: u16) -> u64 {
        self.ages.iter().filter(|age| age.from >= days).map(|age| age.amount).sum()
    }
}

/// The last morning noted of each stretch; a line noted is a day, the first day of a band of ages, and how much there was.
pub fn backlogs(noted: &[(Date, u16, u64)], step: Step) -> Vec<Backlog> {
    let mut mornings = BTreeMap::<Date, BTreeMap<u16, u64>>::new();
    for (day, from, amount) in noted {
        *mornings.entry(*day).or_default().entry(*from).or_default() += amount;
    }
    // The days are in their order: what comes later of a stretch takes the place of what came before.
    let of_stretches: BTreeMap<Date, _> =
        mornings.into_iter().map(|(day, amounts)| (step.begins(day), (day, amounts))).collect();
    let backlog = |(day, amounts): (Date, BTreeMap<u16, u64>)| Backlog { day, ages: age_bands_of(&amounts) };
    of_stretches.into_values().map(backlog).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_morning_of_each_stretch_stands_for_it() {
        let (monday, sunday, next) = (date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30));
        let noted = [(monday, 0, 9), (sunday, 0, 2), (sunday, 31, 5), (next, 11, 1)];
        let found = backlogs(&noted, Step::Week);
        let told: Vec<_> = found.iter().map(|one| (one.day, one.since(0), one.since(11), one.since(31))).collect();
        assert_eq!(told, [(sunday, 7, 5, 5), (next, 1, 1, 0)]);
        assert_eq!(backlogs(&noted, Step::Month).len(), 1);
        assert!(backlogs(&[], Step::Week).is_empty());
    }
}
