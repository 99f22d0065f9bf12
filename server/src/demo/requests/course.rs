//! How a request fares at its office: who may be late, what has not happened yet when `today` begins.

use super::days::clock;
use crate::demo::dice::Dice;
use contatti_model::Instant;
use contatti_model::offices::WorkingCalendar;
use contatti_model::requests::{IllegalMove, State};
use jiff::civil::{Time, time};
use serde::Deserialize;

/// What is decided beforehand about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fate {
    /// Time decides.
    Natural,
    /// Nobody takes it in charge.
    Waiting,
    /// Taken in charge at once and commented, never closed.
    Working,
    /// Answered as soon as office hours allow.
    Done,
}

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Course {
    pub state: State,
    pub taken_at: Option<Instant>,
    pub comments: Vec<Instant>,
    pub closed_at: Option<Instant>,
}

/// Days after which no request is left forgotten: somebody has looked by then.
const FORGOTTEN_DAYS: i64 = 90;

/// Working days until somebody takes it in charge, and until the next step.
const TAKING: [u16; 12] = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5];
const COMMENTING: [u16; 4] = [0, 0, 1, 1];
const CLOSING: [u16; 16] = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 5, 9];

const CLOCK_IN: Time = time(8, 0, 0, 0);
const DAY_SECONDS: i64 = 30_000;

/// An office at work on one request.
pub(super) struct Office<'a> {
    pub calendar: WorkingCalendar,
    /// The first moment that has not come yet.
    pub horizon: Instant,
    pub dice: &'a mut Dice,
}

impl Office<'_> {
    pub fn work(&mut self, opened: Instant, fate: Fate) -> Result<Course, IllegalMove> {
        let fate = self.decide(opened, fate);
        let mut course =
            Course { state: State::Registered.route()?, taken_at: None, comments: vec![], closed_at: None };
        if fate == Fate::Waiting {
            return Ok(course);
        }
        let lag = self.lag(fate, &TAKING);
        if let Some(taken) = self.later(opened, lag) {
            course.state = course.state.take_charge()?;
            course.taken_at = Some(taken);
            self.see_through(&mut course, taken, fate)?;
        }
        Ok(course)
    }

    /// Comments and the answer, as far as time allows.
    fn see_through(&mut self, course: &mut Course, taken: Instant, fate: Fate) -> Result<(), IllegalMove> {
        let mut last = taken;
        for _ in 0..self.how_many_comments(fate) {
            let lag = self.lag(fate, &COMMENTING);
            let Some(at) = self.later(last, lag) else {
                return Ok(());
            };
            course.state = course.state.comment()?;
            course.comments.push(at);
            last = at;
        }
        let lag = self.lag(fate, &CLOSING);
        course.closed_at = self.later(last, lag).filter(|_| fate != Fate::Working);
        if course.closed_at.is_some() {
            course.state = course.state.close()?;
        }
        Ok(())
    }

    /// A few of the younger requests lie about, as in every office.
    fn decide(&mut self, opened: Instant, fate: Fate) -> Fate {
        let fall = self.dice.below(100);
        let young = opened.plus_seconds(FORGOTTEN_DAYS * 86_400) > self.horizon;
        match (fate, young, fall) {
            (Fate::Natural, true, 0..4) => Fate::Waiting,
            (Fate::Natural, true, 4..13) => Fate::Working,
            _ => fate,
        }
    }

    fn how_many_comments(&mut self, fate: Fate) -> u64 {
        match (fate, self.dice.below(20)) {
            (Fate::Working, 0..12) => 1,
            (Fate::Working, _) => 2,
            (_, 0..9) => 0,
            (_, 9..16) => 1,
            _ => 2,
        }
    }

    /// Working days to the next step; what is decided beforehand is not kept waiting.
    fn lag(&mut self, fate: Fate, usual: &[u16]) -> u16 {
        let lag = self.dice.pick(usual).copied().unwrap_or(1);
        match fate {
            Fate::Natural | Fate::Waiting => lag,
            Fate::Working | Fate::Done => 0,
        }
    }

    /// A moment in office hours `lag` working days after `from`; none when it has not come yet.
    fn later(&mut self, from: Instant, lag: u16) -> Option<Instant> {
        let soon = from.plus_seconds(self.dice.between(1_500, 9_000));
        let closes = clock(from.day(), CLOCK_IN).plus_seconds(DAY_SECONDS + 3_600);
        let today = self.calendar.is_working_day(from.day()) && soon < closes;
        let seconds = self.dice.between(0, DAY_SECONDS);
        let millis = self.dice.between(0, 999);
        let at = if lag == 0 && today {
            soon
        } else {
            let day = self.calendar.working_days_after(from.day(), lag.max(1));
            clock(day, CLOCK_IN).plus_seconds(seconds)
        };
        let at = Instant::from_micros(at.as_micros().saturating_add(millis * 1_000));
        (at < self.horizon).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn course(index: u64, opened: Instant, fate: Fate) -> Course {
        let mut office = Office {
            calendar: WorkingCalendar::new(None),
            horizon: clock(date(2026, 11, 23), Time::midnight()),
            dice: &mut Dice::new(9, index),
        };
        office.work(opened, fate).unwrap()
    }

    #[test]
    fn steps_follow_each_other_and_none_lies_in_the_future() {
        let horizon = clock(date(2026, 11, 23), Time::midnight());
        let opened = clock(date(2026, 11, 12), time(17, 50, 0, 0));
        for index in 0..2_000 {
            let course = course(index, opened, Fate::Natural);
            let steps: Vec<_> = [opened]
                .into_iter()
                .chain(course.taken_at)
                .chain(course.comments)
                .chain(course.closed_at)
                .chain([horizon])
                .collect();
            assert!(steps.is_sorted_by(|a, b| a < b), "{steps:?}");
        }
    }

    #[test]
    fn what_is_decided_beforehand_happens() {
        let opened = clock(date(2026, 11, 12), time(9, 0, 0, 0));
        for index in 0..200 {
            assert_eq!(course(index, opened, Fate::Waiting).state, State::Routed);
            let working = course(index, opened, Fate::Working);
            assert_eq!(working.state, State::InCharge);
            assert!(!working.comments.is_empty());
            assert_eq!(course(index, opened, Fate::Done).state, State::Closed);
        }
    }
}
