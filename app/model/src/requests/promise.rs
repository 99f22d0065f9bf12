//! The promised date explained: which days count, which rest, and who caused a pause.

use crate::offices::{DayKind, WorkingCalendar};
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
    /// Days between them that counted although they would be holidays.
    #[serde(default)]
    pub worked: Vec<WorkedDay>,
    /// When the office first wrote back.
    #[serde(default)]
    pub first_response_at: Option<crate::Instant>,
}

/// A day the office rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holiday {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    pub name: HolidayName,
    /// What a closure or a new holiday is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
}

/// A day that counts because somebody said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkedDay {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    pub name: String,
}

/// The holidays by name; their dates are the calendar's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HolidayName {
    National,
    EasterMonday,
    PatronSaint,
    /// The office itself is closed that day.
    Closure,
}

/// A promise that moved because the calendar changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redated {
    /// The day promised before.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    pub because: Vec<CalendarCause>,
}

/// A change of the calendar that moved a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarCause {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    pub kind: DayKind,
    pub name: String,
    /// The change was undone, and that moved the promise.
    pub taken_back: bool,
}

/// The promised day: so many working days after `from`, and later by each rest of that clock. A rest still going on moves
/// nothing before its end is known; rests before `from` belong to an earlier clock.
pub fn promised_on(calendar: &WorkingCalendar, from: Date, working_days: u16, pauses: &[Pause]) -> Date {
    let own = pauses.iter().filter(|pause| pause.since >= from);
    let over = own.filter_map(|pause| Some((pause.since, pause.until?)));
    let unpaused = calendar.working_days_after(from, working_days);
    over.fold(unpaused, |promised, (since, until)| after_pause(calendar, promised, since, until))
}

/// The promised day after the clock rested from `since` to `until`: as many working days later as rested.
fn after_pause(calendar: &WorkingCalendar, promised: Date, since: Date, until: Date) -> Date {
    let rested = calendar.working_days_between(since, until);
    calendar.working_days_after(promised, u16::try_from(rested).unwrap_or(0))
}

/// A promise years away would be a broken row: what is shown stays bounded.
const MOST_DAYS_SHOWN: usize = 400;

/// The days in (`from`, `to`], weekends apart.
fn weekdays(calendar: &WorkingCalendar, from: Date, to: Date) -> impl Iterator<Item = Date> {
    let days = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok()).take_while(move |day| *day <= to);
    days.take(MOST_DAYS_SHOWN).filter(|day| !calendar.is_weekend(*day))
}

/// The holidays in (`from`, `to`] that fall on what would be a working day.
pub fn holidays_between(calendar: &WorkingCalendar, from: Date, to: Date) -> Vec<Holiday> {
    let named = weekdays(calendar, from, to).filter_map(|day| {
        let rest = calendar.rest(day)?;
        Some(Holiday { day, name: rest.name, called: rest.called.map(str::to_owned) })
    });
    named.collect()
}

/// The days in (`from`, `to`] that count because somebody said so.
pub fn worked_between(calendar: &WorkingCalendar, from: Date, to: Date) -> Vec<WorkedDay> {
    let inside = calendar.changes().filter(|(day, change)| {
        change.kind == DayKind::WorkingDay && from < *day && *day <= to && calendar.is_working_day(*day)
    });
    inside.map(|(day, change)| WorkedDay { day, name: change.name.clone() }).collect()
}

#[cfg(test)]
#[path = "promise_tests.rs"]
mod tests;
