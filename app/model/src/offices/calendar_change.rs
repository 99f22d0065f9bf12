//! Changes of the calendar: a day on which an office rests although it would work, or the other way round.

use super::WorkingCalendar;
use crate::CalendarChangeId;
use crate::identity::OfficeName;
use crate::problem::{FieldError, Issue};
use crate::requests::HolidayName;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest name of a change, in characters: it stands in a line of the timeline.
pub const MAX_CHANGE_NAME_CHARS: usize = 80;
/// How far ahead a day can be changed.
pub const CALENDAR_DAYS_AHEAD: i32 = 730;
/// How far ahead the coming rests are shown.
pub const CALENDAR_DAYS_SHOWN: i32 = 365;

/// What a day becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DayKind {
    /// The office rests: an extraordinary closure, a strike, a new holiday.
    Closure,
    /// The day counts although it would be a holiday.
    WorkingDay,
}

impl DayKind {
    pub const ALL: [Self; 2] = [Self::Closure, Self::WorkingDay];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closure => "closure",
            Self::WorkingDay => "working_day",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// For whom a change holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reach {
    /// Every office.
    National,
    /// One office.
    Office,
}

/// A day as it was changed, and the name people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedDay {
    pub kind: DayKind,
    pub name: String,
    pub reach: Reach,
}

/// A change as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarForm {
    /// The office's id; without it, the first office one directs.
    pub office: String,
    /// ISO 8601; not in the past, at most two years ahead.
    pub day: String,
    /// `closure` or `working_day`.
    pub kind: String,
    /// What people read: why the office rests, or works.
    pub name: String,
}

/// A change that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarChange {
    pub day: Date,
    pub kind: DayKind,
    pub name: String,
}

impl CalendarChange {
    pub fn parse(form: &CalendarForm, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let mut failed = |field, issue| errors.push(FieldError::new(field, issue));
        let kind = kind(&form.kind).map_err(|issue| failed("kind", issue));
        let day = day(&form.day, kind.unwrap_or(DayKind::Closure), today).map_err(|issue| failed("day", issue));
        let name = name(&form.name).map_err(|issue| failed("name", issue));
        match (kind, day, name) {
            (Ok(kind), Ok(day), Ok(name)) => Ok(Self { day, kind, name }),
            _ => Err(errors),
        }
    }

    /// Whether it changes anything in a calendar: a closed day cannot be closed, nor a working day opened.
    pub fn fits(&self, calendar: &WorkingCalendar) -> Result<(), Issue> {
        match self.kind {
            DayKind::Closure if !calendar.is_working_day(self.day) => Err(Issue::AlreadyRests),
            DayKind::WorkingDay if calendar.is_weekend(self.day) => Err(Issue::Weekend),
            DayKind::WorkingDay if calendar.is_working_day(self.day) => Err(Issue::AlreadyWorks),
            _ => Ok(()),
        }
    }
}

/// A change can be taken back until its day comes: days that were counted are not counted again.
pub fn may_take_back(day: Date, today: Date) -> bool {
    day > today
}

fn kind(raw: &str) -> Result<DayKind, Issue> {
    match raw.trim() {
        "" => Err(Issue::Required),
        word => DayKind::from_word(word).ok_or(Issue::UnknownChoice),
    }
}

/// An office may close this very morning; a day to work is told the day before at the latest.
fn day(raw: &str, kind: DayKind, today: Date) -> Result<Date, Issue> {
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    let day: Date = raw.trim().parse().map_err(|_| Issue::BadDate)?;
    let soonest = match kind {
        DayKind::Closure => 0,
        DayKind::WorkingDay => 1,
    };
    let bound = |days: i32| today.checked_add(days.days()).map_err(|_| Issue::BadDate);
    let (first, last) = (bound(soonest)?, bound(CALENDAR_DAYS_AHEAD)?);
    if (first..=last).contains(&day) { Ok(day) } else { Err(Issue::DateOutside { first, last }) }
}

fn name(raw: &str) -> Result<String, Issue> {
    let name = raw.trim();
    let actual = name.chars().count();
    let saturate = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match name {
        "" => Err(Issue::Required),
        _ if actual > MAX_CHANGE_NAME_CHARS => {
            Err(Issue::TooLong { max: saturate(MAX_CHANGE_NAME_CHARS), actual: saturate(actual) })
        }
        _ if name.chars().any(char::is_control) => Err(Issue::ControlCharacters),
        _ => Ok(name.to_owned()),
    }
}

/// The calendar of one office, as its director reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeCalendar {
    pub office: OfficeName,
    /// All offices one directs.
    pub offices: Vec<OfficeName>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// Rests and changed days from today on: those of a year, and every change beyond it.
    pub days: Vec<CalendarLine>,
}

/// A coming day that rests, or one that counts although it would be a holiday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarLine {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    /// Why it rests; none for a day that counts.
    #[serde(default)]
    pub rest: Option<HolidayName>,
    /// The name somebody gave it.
    #[serde(default)]
    pub called: Option<String>,
    /// For whom it was changed, if it was.
    #[serde(default)]
    pub changed: Option<Reach>,
    /// The office's own change, as long as it can be taken back.
    #[serde(default)]
    pub change: Option<CalendarChangeId>,
}

/// The rests and changed days from `first` to `last`, and every later change.
pub fn coming(calendar: &WorkingCalendar, first: Date, last: Date) -> Vec<CalendarLine> {
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    let changed = |day: Date| calendar.changes().find(|(changed, _)| *changed == day).map(|(_, change)| change);
    let line = |day: Date| {
        let (rest, change) = (calendar.rest(day), changed(day));
        (rest.is_some() || change.is_some()).then(|| CalendarLine {
            day,
            rest: rest.map(|rest| rest.name),
            called: change.map(|change| change.name.clone()),
            changed: change.map(|change| change.reach),
            change: None,
        })
    };
    let later = calendar.changes().map(|(day, _)| day).filter(|day| *day > last);
    days.chain(later).filter_map(line).collect()
}

#[cfg(test)]
#[path = "calendar_change_tests.rs"]
mod tests;
