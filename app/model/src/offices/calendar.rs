//! Working days in Italy: Monday to Friday less the national holidays, Easter Monday and the office's patron saint, and
//! what the institute or the office changed.

use super::{ChangedDay, DayKind, Reach};
use crate::requests::HolidayName;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The day an office's town keeps its patron saint, as month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatronDay {
    pub month: i8,
    pub day: i8,
}

/// The days one office works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingCalendar {
    patron: Option<PatronDay>,
    /// Days that are not what law and patron say.
    changed: BTreeMap<Date, ChangedDay>,
}

/// Why a day rests, weekends apart; `called` is the name somebody gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest<'a> {
    pub name: HolidayName,
    pub called: Option<&'a str>,
}

/// National holidays with a fixed date (L. 260/1949, L. 54/1977, DPR 792/1985, L. 336/2000).
const FIXED: [(i8, i8); 10] = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

/// Saint Francis, 4 October, is a national holiday again from 2026 (L. 151/2025).
const SAINT_FRANCIS_SINCE: i16 = 2026;

impl WorkingCalendar {
    pub const fn new(patron: Option<PatronDay>) -> Self {
        Self { patron, changed: BTreeMap::new() }
    }

    /// Changes a day; what an office says of its own stands above what holds for all, whichever is told first.
    pub fn change(&mut self, day: Date, change: ChangedDay) {
        let own = self.changed.get(&day).is_some_and(|known| known.reach == Reach::Office);
        if !(own && change.reach == Reach::National) {
            self.changed.insert(day, change);
        }
    }

    /// The changed days, in order.
    pub fn changes(&self) -> impl Iterator<Item = (Date, &ChangedDay)> {
        self.changed.iter().map(|(day, change)| (*day, change))
    }

    pub fn is_working_day(&self, day: Date) -> bool {
        !self.is_weekend(day) && self.rest(day).is_none()
    }

    pub fn is_weekend(&self, day: Date) -> bool {
        matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Why the day rests, weekends apart; none for a day that counts.
    pub fn rest(&self, day: Date) -> Option<Rest<'_>> {
        match self.changed.get(&day) {
            Some(change) if change.kind == DayKind::WorkingDay => None,
            Some(change) => {
                let name = match change.reach {
                    Reach::National => HolidayName::National,
                    Reach::Office => HolidayName::Closure,
                };
                Some(Rest { name, called: Some(&change.name) })
            }
            None => self.holiday_by_law(day).map(|name| Rest { name, called: None }),
        }
    }

    fn holiday_by_law(&self, day: Date) -> Option<HolidayName> {
        let this = (day.month(), day.day());
        let national = FIXED.contains(&this) || (this == (10, 4) && day.year() >= SAINT_FRANCIS_SINCE);
        if national {
            return Some(HolidayName::National);
        }
        if self.patron.is_some_and(|patron| (patron.month, patron.day) == this) {
            return Some(HolidayName::PatronSaint);
        }
        let easter_monday = easter_sunday(day.year()).tomorrow().is_ok_and(|monday| monday == day);
        easter_monday.then_some(HolidayName::EasterMonday)
    }

    /// The day a promise falls: the `count`-th working day after `from`, which itself never counts.
    pub fn working_days_after(&self, from: Date, count: u16) -> Date {
        let mut day = from;
        let mut left = count;
        while left > 0 {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        day
    }

    /// Working days until a promised day: 0 on the day itself, and at most -1 once it has passed, also on the weekend after.
    pub fn days_left(&self, today: Date, promised: Date) -> i32 {
        let between = self.working_days_between(today, promised);
        if promised < today { between.min(-1) } else { between }
    }

    /// Working days in (`from`, `to`]; negative when `to` is earlier.
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let mut day = from;
        let mut count = 0;
        while day < to {
            let Ok(next) = day.tomorrow() else {
                return count;
            };
            day = next;
            count += i32::from(self.is_working_day(day));
        }
        count
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher).
pub fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days_after_march_first = h + l - 7 * m + 21;
    let first_of_march = date(year, 3, 1);
    first_of_march.checked_add(days_after_march_first.days()).unwrap_or(first_of_march)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAPLES: WorkingCalendar = WorkingCalendar::new(Some(PatronDay { month: 9, day: 19 }));

    fn changed(kind: DayKind, reach: Reach) -> ChangedDay {
        ChangedDay { kind, name: "Sciopero".into(), reach }
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2038, 4, 25),
        ] {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    #[test]
    fn a_promise_made_before_christmas_skips_the_holidays() {
        // Wednesday 23 December 2026: 24, 28, 29, 30, 31 December.
        assert_eq!(NAPLES.working_days_after(date(2026, 12, 23), 5), date(2026, 12, 31));
        // Friday before Easter 2026: Monday is a holiday.
        assert_eq!(NAPLES.working_days_after(date(2026, 4, 3), 1), date(2026, 4, 7));
    }

    #[test]
    fn the_patron_saint_rests_only_its_own_office() {
        let elsewhere = WorkingCalendar::default();
        // 19 September 2029 is a Wednesday.
        assert_eq!(NAPLES.working_days_after(date(2029, 9, 18), 1), date(2029, 9, 20));
        assert_eq!(elsewhere.working_days_after(date(2029, 9, 18), 1), date(2029, 9, 19));
    }

    #[test]
    fn a_promise_of_friday_has_passed_on_sunday() {
        let (thursday, friday, sunday) = (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 22));
        let left = [thursday, friday, sunday, date(2026, 11, 24)].map(|today| NAPLES.days_left(today, friday));
        assert_eq!(left, [1, 0, -1, -2]);
    }

    #[test]
    fn saint_francis_is_a_holiday_from_2026_on() {
        // 4 October: a Friday in 2024, a Monday in 2027.
        assert!(NAPLES.is_working_day(date(2024, 10, 4)));
        assert!(!NAPLES.is_working_day(date(2027, 10, 4)));
    }

    #[test]
    fn a_closed_day_rests_and_says_why_and_a_reopened_one_counts() {
        let mut calendar = NAPLES;
        calendar.change(date(2026, 12, 3), changed(DayKind::Closure, Reach::Office));
        calendar.change(date(2026, 12, 8), changed(DayKind::WorkingDay, Reach::Office));
        let rest = calendar.rest(date(2026, 12, 3));
        assert_eq!(rest, Some(Rest { name: HolidayName::Closure, called: Some("Sciopero") }));
        assert_eq!(calendar.working_days_after(date(2026, 12, 2), 1), date(2026, 12, 4));
        assert_eq!(calendar.working_days_after(date(2026, 12, 7), 1), date(2026, 12, 8));
    }

    #[test]
    fn an_office_has_the_last_word_on_its_own_days() {
        let day = date(2026, 12, 3);
        let (national, own) = (changed(DayKind::Closure, Reach::National), changed(DayKind::WorkingDay, Reach::Office));
        for order in [[&national, &own], [&own, &national]] {
            let mut calendar = NAPLES;
            for change in order {
                calendar.change(day, change.clone());
            }
            assert!(calendar.is_working_day(day));
        }
        let mut everywhere = NAPLES;
        everywhere.change(day, national);
        assert_eq!(everywhere.rest(day).map(|rest| rest.name), Some(HolidayName::National));
    }

    #[test]
    fn a_weekend_never_counts() {
        let mut calendar = NAPLES;
        calendar.change(date(2026, 12, 5), changed(DayKind::WorkingDay, Reach::Office));
        assert!(!calendar.is_working_day(date(2026, 12, 5)));
    }

    proptest! {
        #[test]
        fn a_promised_day_is_a_working_day_and_counts_back(start in 0_i32..30_000, count in 0_u16..60) {
            let from = date(1980, 1, 1).checked_add(start.days()).unwrap();
            let promised = NAPLES.working_days_after(from, count);
            prop_assert_eq!(NAPLES.working_days_between(from, promised), i32::from(count));
            prop_assert!(count == 0 || NAPLES.is_working_day(promised));
        }

        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i16..4000) {
            let easter = easter_sunday(year);
            prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            prop_assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25));
        }
    }
}
