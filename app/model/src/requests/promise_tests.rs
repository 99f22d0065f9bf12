//! Promises against a slow reference, on calendars as they are and as somebody changed them.

use super::*;
use crate::offices::{ChangedDay, PatronDay, Reach};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

const NAPLES: WorkingCalendar = WorkingCalendar::new(Some(PatronDay { month: 9, day: 19 }));
const START: Date = date(2010, 1, 1);

fn plus(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap()
}

fn changed(day: Date, closed: bool) -> (Date, ChangedDay) {
    let kind = if closed { DayKind::Closure } else { DayKind::WorkingDay };
    (day, ChangedDay { kind, name: "Sciopero".into(), reach: Reach::Office })
}

fn calendar_with(changes: &[(Date, bool)]) -> WorkingCalendar {
    let mut calendar = NAPLES;
    for (day, closed) in changes {
        let (day, change) = changed(*day, *closed);
        calendar.change(day, change);
    }
    calendar
}

fn rest(since: Date, until: Option<Date>) -> Pause {
    Pause { cause: PauseCause::AwaitingDocuments, since, until }
}

/// Whether a day counts, told from the changes and the plain calendar alone.
fn counts(changes: &[(Date, bool)], day: Date) -> bool {
    let told = changes.iter().rev().find(|(changed, _)| *changed == day);
    match told {
        Some((_, closed)) => !closed && !NAPLES.is_weekend(day),
        None => NAPLES.is_working_day(day),
    }
}

/// Counts day by day, skipping what rests; slow and plainly right. A rest that began once the promise was due adds its
/// own working days: the office owes them still.
fn slow(changes: &[(Date, bool)], from: Date, working_days: u16, pauses: &[(Date, Date)]) -> Date {
    let rests = |day: Date| pauses.iter().any(|(since, until)| *since < day && day <= *until);
    let step = |mut day: Date, mut left: usize, skip: &dyn Fn(Date) -> bool| {
        while left > 0 {
            day = day.tomorrow().unwrap();
            left -= usize::from(counts(changes, day) && !skip(day));
        }
        day
    };
    let mut promised = step(from, usize::from(working_days), &rests);
    for (since, until) in pauses.iter().filter(|(since, _)| *since >= promised).collect::<Vec<_>>() {
        let rested = (1..).map(|days| plus(*since, days)).take_while(|day| day <= until);
        let owed = rested.filter(|day| counts(changes, *day)).count();
        promised = step(promised, owed, &|_| false);
    }
    promised
}

/// Rests one after another, each some days after the one before.
fn pauses(from: Date, gaps: &[(i32, i32)]) -> Vec<(Date, Date)> {
    let mut cursor = from;
    let next = |(wait, length): &(i32, i32)| {
        let since = plus(cursor, *wait);
        cursor = plus(since, *length);
        (since, cursor)
    };
    gaps.iter().map(next).collect()
}

proptest! {
    #[test]
    fn a_promise_is_what_counting_day_by_day_gives(
        start in 0_i32..12_000, working_days in 1_u16..40, gaps in vec((0_i32..30, 0_i32..40), 0..4),
        changes in vec((1_i32..150, any::<bool>()), 0..12)
    ) {
        let from = plus(START, start);
        let changes: Vec<_> = changes.iter().map(|(days, closed)| (plus(from, *days), *closed)).collect();
        let pauses = pauses(from, &gaps);
        let over: Vec<_> = pauses.iter().map(|(since, until)| rest(*since, Some(*until))).collect();
        let promised = promised_on(&calendar_with(&changes), from, working_days, &over);
        prop_assert_eq!(promised, slow(&changes, from, working_days, &pauses));
    }

    #[test]
    fn a_closure_ahead_moves_a_promise_to_the_next_working_day_or_not_at_all(
        start in 0_i32..12_000, working_days in 1_u16..40, ahead in 1_i32..90
    ) {
        let (from, day) = (plus(START, start), plus(START, start + ahead));
        let before = promised_on(&NAPLES, from, working_days, &[]);
        let closed = calendar_with(&[(day, true)]);
        let after = promised_on(&closed, from, working_days, &[]);
        let hit = NAPLES.is_working_day(day) && day <= before;
        prop_assert_eq!(after, if hit { closed.working_days_after(before, 1) } else { before });
    }

    #[test]
    fn a_working_day_ahead_never_makes_a_promise_earlier_than_itself(
        start in 0_i32..12_000, working_days in 1_u16..40, ahead in 1_i32..90
    ) {
        let (from, day) = (plus(START, start), plus(START, start + ahead));
        let before = promised_on(&NAPLES, from, working_days, &[]);
        let after = promised_on(&calendar_with(&[(day, false)]), from, working_days, &[]);
        prop_assert!(after == before || (day <= after && after < before));
    }

    #[test]
    fn an_earlier_clocks_rests_and_one_still_going_on_move_nothing(
        start in 100_i32..12_000, working_days in 1_u16..40, ago in 1_i32..90, length in 0_i32..90, since in 0_i32..20
    ) {
        let from = plus(START, start);
        let earlier = rest(plus(from, -ago), Some(plus(from, -ago + length.min(ago))));
        let pauses = [earlier, rest(plus(from, since), None)];
        prop_assert_eq!(promised_on(&NAPLES, from, working_days, &pauses), NAPLES.working_days_after(from, working_days));
    }
}

#[test]
fn the_holidays_skipped_are_named() {
    // From Wednesday 16 September 2026: Saturday 19 is the patron's, and no working day was lost to it.
    assert!(holidays_between(&NAPLES, date(2026, 9, 16), date(2026, 9, 25)).is_empty());
    let easter = holidays_between(&NAPLES, date(2026, 4, 1), date(2026, 4, 10));
    assert_eq!(easter, [Holiday { day: date(2026, 4, 6), name: HolidayName::EasterMonday, called: None }]);
}

#[test]
fn a_closure_is_named_as_it_is_called_and_a_reopened_day_says_why_it_counted() {
    let calendar = calendar_with(&[(date(2026, 12, 3), true), (date(2026, 12, 8), false)]);
    let (from, to) = (date(2026, 12, 1), date(2026, 12, 11));
    let closure = Holiday { day: date(2026, 12, 3), name: HolidayName::Closure, called: Some("Sciopero".into()) };
    assert_eq!(holidays_between(&calendar, from, to), [closure]);
    assert_eq!(worked_between(&calendar, from, to), [WorkedDay { day: date(2026, 12, 8), name: "Sciopero".into() }]);
    assert!(worked_between(&calendar, from, date(2026, 12, 7)).is_empty());
}
