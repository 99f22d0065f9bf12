//! The promised date explained: which days count, which rest, and who caused a pause.

use crate::offices::WorkingCalendar;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why the resolution clock rested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PauseCause {
    /// The office waited for documents of the company.
    AwaitingDocuments,
}

impl PauseCause {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingDocuments => "awaiting_documents",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        (word == Self::AwaitingDocuments.as_str()).then_some(Self::AwaitingDocuments)
    }
}

/// A rest of the resolution clock: from the day after `since` to `until`, or still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pause {
    pub cause: PauseCause,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub since: Date,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub until: Option<Date>,
}

/// What the promised date is made of; the clock of the first answer is told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Promise {
    /// The day the clock started: that of registration, or of the last reopening. It never counts itself.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    pub working_days: u16,
    pub rule_source: String,
    pub pauses: Vec<Pause>,
    /// Days between `from` and the promise that did not count because the office rests, weekends apart.
    pub holidays: Vec<Holiday>,
    /// When the office first wrote back.
    #[serde(default)]
    pub first_response_at: Option<crate::Instant>,
}

/// A day the office rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holiday {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    pub name: HolidayName,
}

/// The holidays by name; their dates are the calendar's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HolidayName {
    National,
    EasterMonday,
    PatronSaint,
}

/// The promised day after the clock rested from `since` to `until`: as many working days later as rested.
pub fn promised_after_pause(calendar: &WorkingCalendar, promised: Date, since: Date, until: Date) -> Date {
    let rested = calendar.working_days_between(since, until);
    calendar.working_days_after(promised, u16::try_from(rested).unwrap_or(0))
}

/// The holidays in (`from`, `to`] that fall on what would be a working day.
pub fn holidays_between(calendar: &WorkingCalendar, from: Date, to: Date) -> Vec<Holiday> {
    let days = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok()).take_while(|day| *day <= to);
    // A promise years away would be a broken row: what is shown stays bounded.
    let named = days.take(400).filter_map(|day| Some(Holiday { day, name: calendar.holiday_name(day)? }));
    named.filter(|holiday| !calendar.is_weekend(holiday.day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offices::PatronDay;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    const NAPLES: WorkingCalendar = WorkingCalendar { patron: Some(PatronDay { month: 9, day: 19 }) };

    /// Counts day by day, skipping what rests: slow and plainly right.
    fn slow(from: Date, working_days: u16, pauses: &[(Date, Date)]) -> Date {
        let (mut day, mut left) = (from, working_days);
        while left > 0 {
            day = day.tomorrow().unwrap();
            let rests = pauses.iter().any(|(since, until)| *since < day && day <= *until);
            if NAPLES.is_working_day(day) && !rests {
                left -= 1;
            }
        }
        day
    }

    proptest! {
        #[test]
        fn a_promise_with_pauses_is_what_counting_day_by_day_gives(
            start in 0_i32..12_000, working_days in 1_u16..40, gaps in proptest::collection::vec((0_i32..6, 0_i32..40), 0..4)
        ) {
            let from = date(2010, 1, 1).checked_add(start.days()).unwrap();
            let mut promised = NAPLES.working_days_after(from, working_days);
            let (mut cursor, mut pauses) = (from, vec![]);
            for (wait, length) in gaps {
                let since = cursor.checked_add(wait.days()).unwrap();
                // The office asks before it has promised to be done.
                if since >= promised { break }
                let until = since.checked_add(length.days()).unwrap();
                promised = promised_after_pause(&NAPLES, promised, since, until);
                pauses.push((since, until));
                cursor = until;
            }
            prop_assert_eq!(promised, slow(from, working_days, &pauses));
        }
    }

    #[test]
    fn the_holidays_skipped_are_named() {
        // From Wednesday 16 September 2026: Saturday 19 is the patron's, and no working day was lost to it.
        assert!(holidays_between(&NAPLES, date(2026, 9, 16), date(2026, 9, 25)).is_empty());
        let easter = holidays_between(&NAPLES, date(2026, 4, 1), date(2026, 4, 10));
        assert_eq!(easter, [Holiday { day: date(2026, 4, 6), name: HolidayName::EasterMonday }]);
    }
}
