//! The ladder under dice: each rung once, upwards, on working days, within the path's longest time.

use super::*;
use crate::offices::PatronDay;
use crate::requests::PauseCause;
use crate::time::start_of_day;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

const NAPLES: WorkingCalendar = WorkingCalendar::new(Some(PatronDay { month: 9, day: 19 }));

fn ladder(days: [u16; 4]) -> Ladder {
    let steps = Rung::ALL.into_iter().zip(days).map(|(rung, working_days)| Step { rung, working_days });
    Ladder::new(steps.collect()).unwrap()
}

fn usual() -> Ladder {
    ladder([1, 2, 4, 9])
}

fn facts(from: Date, promised: Date, fired: &[Fired]) -> Facts<'_> {
    Facts { state: State::InCharge, from, promised, pauses: &[], reminded_at: None, fired }
}

fn next(facts: &Facts<'_>) -> Option<(Rung, Date)> {
    next_step(&usual(), &NAPLES, facts).map(|due| (due.rung, due.on))
}

#[test]
fn the_first_day_late_is_the_owners_and_easter_monday_counts_for_nobody() {
    // Good Friday is worked; Easter Monday 2026 is 6 April.
    let facts = facts(date(2026, 3, 27), date(2026, 4, 3), &[]);
    assert_eq!(next(&facts), Some((Rung::Owner, date(2026, 4, 7))));
    assert_eq!(due_step(&usual(), &NAPLES, &facts, date(2026, 4, 6)), None);
    assert_eq!(due_step(&usual(), &NAPLES, &facts, date(2026, 4, 7)), Some(Rung::Owner));
}

#[test]
fn the_patron_saint_holds_the_ladder_up_where_he_is_kept() {
    // 19 September 2025 is a Friday.
    let facts = facts(date(2025, 9, 11), date(2025, 9, 18), &[]);
    assert_eq!(next(&facts), Some((Rung::Owner, date(2025, 9, 22))));
    let elsewhere = WorkingCalendar::new(None);
    assert_eq!(next_step(&usual(), &elsewhere, &facts).map(|due| due.on), Some(date(2025, 9, 19)));
}

#[test]
fn the_whole_path_is_twenty_working_days_whatever_the_steps_say() {
    // Fifteen working days promised: the region's own day would be the twenty-fourth.
    let from = date(2026, 3, 2);
    let promised = NAPLES.working_days_after(from, 15);
    let fired: Vec<_> =
        [Rung::Owner, Rung::UnitManager, Rung::Director].map(|rung| Fired { rung, at: start_of_day(promised) }).into();
    let facts = facts(from, promised, &fired);
    assert_eq!(next(&facts), Some((Rung::Region, NAPLES.working_days_after(from, 20))));
    let rested =
        [Pause { cause: PauseCause::AwaitingDocuments, since: date(2026, 3, 3), until: Some(date(2026, 3, 5)) }];
    let later = Facts { pauses: &rested, ..facts };
    assert_eq!(next(&later), Some((Rung::Region, NAPLES.working_days_after(from, 22))));
}

#[test]
fn a_promise_longer_than_the_path_is_late_only_when_it_has_passed() {
    let from = date(2026, 3, 2);
    let promised = NAPLES.working_days_after(from, 30);
    let facts = facts(from, promised, &[]);
    assert_eq!(next(&facts), Some((Rung::Owner, NAPLES.working_days_after(promised, 1))));
}

#[test]
fn a_reminder_brings_the_next_rung_to_the_next_working_day_once() {
    let (from, promised) = (date(2026, 11, 9), date(2026, 11, 13));
    let owner = Fired { rung: Rung::Owner, at: start_of_day(date(2026, 11, 16)) };
    let manager = Fired { rung: Rung::UnitManager, at: start_of_day(date(2026, 11, 17)) };
    let reminded_at = Some(start_of_day(date(2026, 11, 17)).plus_seconds(3_600));
    let two = [owner, manager];
    let facts = Facts { reminded_at, ..facts(from, promised, &two) };
    // The director's own day is Thursday 19.
    assert_eq!(next(&facts), Some((Rung::Director, date(2026, 11, 18))));
    let director = Fired { rung: Rung::Director, at: start_of_day(date(2026, 11, 18)) };
    let three = [owner, manager, director];
    let after = Facts { fired: &three, ..facts };
    assert_eq!(next(&after), Some((Rung::Region, NAPLES.working_days_after(promised, 9))));
    let of_an_earlier_promise = Facts { promised: date(2026, 11, 20), ..facts };
    assert_eq!(next(&of_an_earlier_promise), Some((Rung::Director, date(2026, 11, 26))));
}

#[test]
fn who_waits_for_documents_and_who_is_closed_climbs_nothing() {
    let late = facts(date(2026, 1, 7), date(2026, 1, 14), &[]);
    for state in [State::Registered, State::AwaitingDocuments, State::Closed] {
        assert_eq!(next(&Facts { state, ..late }), None, "{state:?}");
    }
    for state in [State::Routed, State::InCharge, State::Reopened] {
        assert!(next(&Facts { state, ..late }).is_some(), "{state:?}");
    }
}

#[test]
fn steps_that_do_not_go_up_make_no_ladder() {
    let step = |rung, working_days| Step { rung, working_days };
    for broken in [
        vec![step(Rung::Owner, 0)],
        vec![step(Rung::Region, 21)],
        vec![step(Rung::Director, 3), step(Rung::UnitManager, 4)],
        vec![step(Rung::Owner, 3), step(Rung::Director, 2)],
        vec![step(Rung::Owner, 1), step(Rung::Owner, 1)],
    ] {
        assert_eq!(Ladder::new(broken), Err(BrokenLadder));
    }
}

/// Days looked at, from the day the clock starts; a server may have stood still on the others.
fn looked_at() -> impl Strategy<Value = Vec<bool>> {
    proptest::collection::vec(any::<bool>(), 70)
}

proptest! {
    #[test]
    fn every_rung_is_reached_once_upwards_on_a_working_day_and_in_time(
        start in 0_i32..4_000, promise in 1_u16..25, mut days in proptest::array::uniform4(1_u16..=20),
        looked in looked_at(), reminder in proptest::option::of(0_usize..70),
    ) {
        days.sort_unstable();
        let (ladder, from) = (ladder(days), date(2020, 1, 1).checked_add(start.days()).unwrap());
        let promised = NAPLES.working_days_after(from, promise);
        let path_ends = NAPLES.working_days_after(from, MOST_WORKING_DAYS).max(NAPLES.working_days_after(promised, 1));
        let mut fired: Vec<Fired> = vec![];
        let mut reminded_at = None;
        let mut today = from;
        for (place, looked) in looked.into_iter().enumerate() {
            while let Some(rung) = looked.then(|| due_step(
                &ladder, &NAPLES, &Facts { reminded_at, ..facts(from, promised, &fired) }, today,
            )).flatten() {
                prop_assert!(fired.last().is_none_or(|last| last.rung < rung), "{:?} after {:?}", rung, fired);
                prop_assert!(today > promised && NAPLES.is_working_day(today));
                fired.push(Fired { rung, at: start_of_day(today) });
            }
            if looked && NAPLES.is_working_day(today) && today >= path_ends {
                prop_assert_eq!(fired.len(), 4, "the path is over on {}", path_ends);
            }
            if reminder == Some(place) {
                reminded_at = Some(start_of_day(today).plus_seconds(36_000));
            }
            today = today.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_request_that_is_over_never_climbs(start in 0_i32..4_000, ahead in 0_i32..400, awaiting in any::<bool>()) {
        let from = date(2020, 1, 1).checked_add(start.days()).unwrap();
        let today = from.checked_add(ahead.days()).unwrap();
        let state = if awaiting { State::AwaitingDocuments } else { State::Closed };
        let over = Facts { state, ..facts(from, NAPLES.working_days_after(from, 5), &[]) };
        prop_assert_eq!(due_step(&usual(), &NAPLES, &over, today), None);
    }
}
