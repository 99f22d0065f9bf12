//! The ladder a late request climbs by itself: owner, unit manager, director, region; each rung once for a clock.

use crate::Instant;
use crate::offices::WorkingCalendar;
use crate::requests::{Pause, State, promised_on};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The whole path from the first contact takes no more working days (accord of the Calabrian offices, 2021; DOMAIN 3.4).
pub const MOST_WORKING_DAYS: u16 = 20;

/// Who is told, from the bottom up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Rung {
    /// The operator in charge; where nobody is, who answers for the unit.
    Owner,
    UnitManager,
    Director,
    /// The regional directorate above the office.
    Region,
}

impl Rung {
    pub const ALL: [Self; 4] = [Self::Owner, Self::UnitManager, Self::Director, Self::Region];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::UnitManager => "unit_manager",
            Self::Director => "director",
            Self::Region => "region",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rung| rung.as_str() == word)
    }
}

/// When a rung is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    pub rung: Rung,
    /// Working days after the promised day; 1 is the first day on which the office is late.
    pub working_days: u16,
}

/// Steps that go up: no rung twice, none earlier than the one below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder(Vec<Step>);

/// Steps that do not go up, or go on for longer than the path may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the steps do not make a ladder")]
pub struct BrokenLadder;

impl Ladder {
    /// # Errors
    /// When a rung is there twice or out of order, a step comes before the one below it, or lies outside 1 to
    /// [`MOST_WORKING_DAYS`].
    pub fn new(steps: Vec<Step>) -> Result<Self, BrokenLadder> {
        let within = |step: &Step| (1..=MOST_WORKING_DAYS).contains(&step.working_days);
        let rises = |pair: &[Step]| match pair {
            [below, above] => below.rung < above.rung && below.working_days <= above.working_days,
            _ => true,
        };
        let holds = steps.iter().all(within) && steps.windows(2).all(rises);
        if holds { Ok(Self(steps)) } else { Err(BrokenLadder) }
    }

    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether somebody is still told: a rung above the highest reached, on which somebody stands.
    pub fn still_tells(&self, reached: Option<Rung>, stands: impl Fn(Rung) -> bool) -> bool {
        self.0.iter().any(|step| Some(step.rung) > reached && stands(step.rung))
    }

    /// The working days of a rung; none for one the ladder leaves out.
    pub fn working_days(&self, rung: Rung) -> Option<u16> {
        self.0.iter().find(|step| step.rung == rung).map(|step| step.working_days)
    }
}

/// A rung that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fired {
    pub rung: Rung,
    pub at: Instant,
}

/// What the ladder looks at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub state: State,
    /// The day the clock started: of registration or of the last reopening, which begins a new ladder.
    pub from: Date,
    pub promised: Date,
    /// The rests of the clock that are over; they lengthen the whole path as they lengthen the promise.
    pub pauses: &'a [Pause],
    /// The company's last reminder (*sollecito*).
    pub reminded_at: Option<Instant>,
    /// The rungs reached on this clock.
    pub fired: &'a [Fired],
}

/// A step to come, and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Due {
    pub rung: Rung,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub on: Date,
}

/// The next rung above those reached, and the working day it is reached on if nothing happens; none for a request that is
/// closed, waits for documents or has reached the top.
///
/// A rung is never reached before the office is late, and never after the path's longest time where that is later. A
/// reminder brings the next rung forward to the next working day, unless one was reached since.
pub fn next_step(ladder: &Ladder, calendar: &WorkingCalendar, facts: &Facts<'_>) -> Option<Due> {
    // Late is who can be reminded: not who answered, nor who waits for the company.
    facts.state.remind().ok()?;
    let last = facts.fired.iter().map(|fired| fired.rung).max();
    let step = ladder.0.iter().find(|step| last.is_none_or(|last| step.rung > last))?;
    let first_late_day = calendar.working_days_after(facts.promised, 1);
    let path_ends = promised_on(calendar, facts.from, MOST_WORKING_DAYS, facts.pauses);
    let own = calendar.working_days_after(facts.promised, step.working_days);
    let planned = own.min(path_ends);
    let on = brought_forward(calendar, facts).map_or(planned, |day| planned.min(day)).max(first_late_day);
    Some(Due { rung: step.rung, on })
}

/// The rung to reach today, if one is due; what is due on a day of rest waits for the next working day.
pub fn due_step(ladder: &Ladder, calendar: &WorkingCalendar, facts: &Facts<'_>, today: Date) -> Option<Rung> {
    let due = next_step(ladder, calendar, facts)?;
    (due.on <= today && calendar.is_working_day(today)).then_some(due.rung)
}

/// The working day after a reminder nothing followed yet; one of an earlier promise hurries nobody.
fn brought_forward(calendar: &WorkingCalendar, facts: &Facts<'_>) -> Option<Date> {
    let at = facts.reminded_at.filter(|at| at.day() > facts.promised)?;
    let followed = facts.fired.iter().any(|fired| fired.at > at);
    (!followed).then(|| calendar.working_days_after(at.day(), 1))
}

#[cfg(test)]
#[path = "ladder_tests.rs"]
mod tests;
