//! The qualities over time: a stretch of days after the other, cut where the period begins and ends.

use super::{Qualities, Tally};
use crate::problem::{FieldError, Issue};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long a stretch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Step {
    /// From Monday to Sunday.
    #[default]
    Week,
    Month,
}

impl Step {
    pub const ALL: [Self; 2] = [Self::Week, Self::Month];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// A week, where nobody chose.
    ///
    /// # Errors
    /// When the field names no step.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let word = raw.trim();
        let found = Self::ALL.into_iter().find(|step| step.as_str() == word);
        found.or(word.is_empty().then_some(Self::Week)).ok_or_else(|| FieldError::new("step", Issue::UnknownChoice))
    }

    /// The first day of the stretch a day lies in.
    pub(super) fn begins(self, day: Date) -> Date {
        match self {
            Self::Week => day.checked_sub(day.weekday().to_monday_zero_offset().days()).unwrap_or(day),
            Self::Month => day.first_of_month(),
        }
    }

    /// Its last day.
    fn ends(self, day: Date) -> Date {
        match self {
            Self::Week => self.begins(day).checked_add(6.days()).unwrap_or(day),
            Self::Month => day.last_of_month(),
        }
    }
}

/// A week or a month of the period, which may cut the first and the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stretch {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub to: Date,
    pub qualities: Qualities,
}

/// Every stretch of the period, also those in which nothing happened.
pub fn stretches(tallies: &[Tally], from: Date, to: Date, step: Step) -> Vec<Stretch> {
    let next = |day: &Date| step.ends(*day).tomorrow().ok();
    let begins = std::iter::successors(Some(step.begins(from)), next).take_while(|day| *day <= to);
    let mut days: BTreeMap<Date, Vec<&Tally>> = begins.map(|day| (day, vec![])).collect();
    for tally in tallies.iter().filter(|tally| (from..=to).contains(&tally.day)) {
        days.entry(step.begins(tally.day)).or_default().push(tally);
    }
    let stretch = |(day, tallies): (Date, Vec<&Tally>)| Stretch {
        from: day.max(from),
        to: step.ends(day).min(to),
        qualities: Qualities::of(&tallies),
    };
    days.into_iter().map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Measure;
    use super::*;
    use crate::SubjectId;
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn reopened(day: Date) -> Tally {
        let subject = SubjectId(Uuid::nil());
        Tally { measure: Measure::Reopened, day, unit: None, subject, word: String::new(), value: 0, amount: 1 }
    }

    #[test]
    fn the_period_cuts_the_first_and_the_last() {
        let (from, to) = (date(2026, 10, 14), date(2026, 12, 2));
        let tallies = [reopened(date(2026, 10, 31)), reopened(date(2026, 12, 1)), reopened(date(2026, 12, 3))];
        let told: Vec<_> = stretches(&tallies, from, to, Step::Month)
            .into_iter()
            .map(|month| (month.from, month.to, month.qualities.reopened))
            .collect();
        let november = (date(2026, 11, 1), date(2026, 11, 30), 0);
        assert_eq!(told, [(from, date(2026, 10, 31), 1), november, (date(2026, 12, 1), to, 1)]);
        let weeks = stretches(&tallies, from, to, Step::Week);
        assert_eq!((weeks[0].from, weeks[0].to, weeks[1].from), (from, date(2026, 10, 18), date(2026, 10, 19)));
    }

    #[test]
    fn a_step_nobody_knows_is_refused_at_its_field() {
        assert_eq!((Step::parse(""), Step::parse("month")), (Ok(Step::Week), Ok(Step::Month)));
        assert_eq!(Step::parse("ora").map_err(|error| error.field), Err("step".to_owned()));
    }

    proptest! {
        #[test]
        fn stretches_follow_each_other_without_a_gap(begin in 0_i64..800, long in 0_i64..700, month in any::<bool>()) {
            let from = date(2025, 1, 1).checked_add(begin.days()).unwrap();
            let to = from.checked_add(long.days()).unwrap();
            let step = if month { Step::Month } else { Step::Week };
            let days: Vec<Tally> = std::iter::successors(Some(from), |day| day.tomorrow().ok())
                .take_while(|day| *day <= to).map(reopened).collect();
            let found = stretches(&days, from, to, step);
            prop_assert_eq!((found[0].from, found[found.len() - 1].to), (from, to));
            prop_assert!(found.windows(2).all(|pair| pair[0].to.tomorrow().unwrap() == pair[1].from));
            for stretch in &found {
                let long = (stretch.to - stretch.from).get_days() + 1;
                prop_assert_eq!(stretch.qualities.reopened, u64::try_from(long).unwrap());
            }
        }
    }
}
