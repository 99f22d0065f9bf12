//! The office sets an appointment: a working day of its own, an hour people are there, a place or a number to call.

use super::Mode;
use super::asked::{MAX_REASON_CHARS, mode};
use crate::Instant;
use crate::offices::WorkingCalendar;
use crate::problem::{FieldError, Issue};
use crate::requests::Telephone;
use crate::requests::draft::text_within;
use crate::time::rome;
use jiff::ToSpan;
use jiff::civil::{Date, Time, time};
use serde::{Deserialize, Serialize};

/// How long one is (second level: 15 to 30 minutes, seed 002).
pub const MEETING_MINUTES: i32 = 30;
/// The first and the last minute it may begin on Rome's clock: it is over by six.
pub const MEETING_FIRST_HOUR: Time = time(8, 0, 0, 0);
pub const MEETING_LAST_TIME: Time = time(17, 30, 0, 0);
/// How far ahead, in days: later is no answer to somebody who asked.
pub const MEETING_DAYS: i32 = 90;
pub const MAX_PLACE_CHARS: usize = 200;

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetMeetingForm {
    /// `in_person` or `phone`.
    pub mode: String,
    /// A working day of the office (ISO 8601), within 90 days.
    pub day: String,
    /// From 08:00 to 17:30, on Rome's clock.
    pub time: String,
    /// Where, or the number the office calls.
    pub place: String,
    /// A sentence more, if need be: what to bring, whom to ask for.
    pub text: String,
    /// The version the operator read, for forms; software sends `If-Match`.
    pub version: String,
}

/// An appointment both sides can keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingSet {
    pub mode: Mode,
    pub begins_at: Instant,
    pub place: String,
    pub note: Option<String>,
}

impl MeetingSet {
    pub fn parse(form: &SetMeetingForm, calendar: &WorkingCalendar, now: Instant) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let mut wrong = |field: &str, issue: Issue| errors.push(FieldError::new(field, issue));
        let mode = mode(&form.mode).map_err(|issue| wrong("mode", issue));
        let day = day(&form.day, calendar, now.day()).map_err(|issue| wrong("day", issue));
        let hour = hour(&form.time).map_err(|issue| wrong("time", issue));
        let begins_at = match (day, hour) {
            (Ok(day), Ok(hour)) => moment(day, hour, now).map_err(|issue| wrong("time", issue)),
            _ => Err(()),
        };
        let place = place(&form.place, mode).map_err(|issue| wrong("place", issue));
        let note = note(&form.text).map_err(|issue| wrong("text", issue));
        match (mode, begins_at, place, note) {
            (Ok(mode), Ok(begins_at), Ok(place), Ok(note)) => Ok(Self { mode, begins_at, place, note }),
            _ => Err(errors),
        }
    }
}

fn day(typed: &str, calendar: &WorkingCalendar, today: Date) -> Result<Date, Issue> {
    if typed.trim().is_empty() {
        return Err(Issue::Required);
    }
    let day: Date = typed.trim().parse().map_err(|_| Issue::BadDate)?;
    let last = today.checked_add(MEETING_DAYS.days()).map_err(|_| Issue::BadDate)?;
    if !(today..=last).contains(&day) {
        return Err(Issue::DateOutside { first: today, last });
    }
    if calendar.is_working_day(day) { Ok(day) } else { Err(Issue::RestDay) }
}

fn hour(typed: &str) -> Result<Time, Issue> {
    if typed.trim().is_empty() {
        return Err(Issue::Required);
    }
    let hour: Time = typed.trim().parse().map_err(|_| Issue::BadTime)?;
    let (first, last) = (MEETING_FIRST_HOUR, MEETING_LAST_TIME);
    if (first..=last).contains(&hour) {
        // Nobody is asked to come at a second.
        return Ok(time(hour.hour(), hour.minute(), 0, 0));
    }
    Err(Issue::TimeOutside { first: first.strftime("%H:%M").to_string(), last: last.strftime("%H:%M").to_string() })
}

fn moment(day: Date, hour: Time, now: Instant) -> Result<Instant, Issue> {
    let zoned = day.to_datetime(hour).to_zoned(rome()).map_err(|_| Issue::BadTime)?;
    let at = Instant::new(zoned.timestamp());
    if at > now { Ok(at) } else { Err(Issue::TimePassed) }
}

fn place(typed: &str, mode: Result<Mode, ()>) -> Result<String, Issue> {
    let typed = text_within(typed.trim(), MAX_PLACE_CHARS)?;
    match mode {
        Ok(Mode::Phone) => Telephone::parse(&typed).map(|number| number.as_str().to_owned()),
        _ => Ok(typed),
    }
}

fn note(typed: &str) -> Result<Option<String>, Issue> {
    if typed.trim().is_empty() { Ok(None) } else { text_within(typed, MAX_REASON_CHARS).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offices::PatronDay;
    use proptest::prelude::*;

    const NAPLES: WorkingCalendar = WorkingCalendar::new(Some(PatronDay { month: 9, day: 19 }));

    /// Monday 23 November 2026, ten in the morning in Rome.
    fn now() -> Instant {
        Instant::new("2026-11-23T09:00:00Z".parse().unwrap())
    }

    fn form(day: &str, time: &str) -> SetMeetingForm {
        let [day, time, place, mode] = [day, time, "Stanza 4", "in_person"].map(String::from);
        SetMeetingForm { mode, day, time, place, ..Default::default() }
    }

    fn issue(form: &SetMeetingForm) -> Option<(String, Issue)> {
        let error = MeetingSet::parse(form, &NAPLES, now()).err()?.into_iter().next()?;
        Some((error.field, error.issue))
    }

    #[test]
    fn the_hour_is_romes_in_summer_and_in_winter() {
        let begins = |day: &str, now: &str| {
            let now = Instant::new(now.parse().unwrap());
            MeetingSet::parse(&form(day, "10:30"), &NAPLES, now).unwrap().begins_at.to_rfc3339()
        };
        assert_eq!(begins("2026-12-03", "2026-11-23T09:00:00Z"), "2026-12-03T09:30:00Z");
        // Asked for before the clocks change, kept after.
        assert_eq!(begins("2027-03-30", "2027-03-15T09:00:00Z").as_str(), "2027-03-30T08:30:00Z");
    }

    #[test]
    fn rest_days_and_days_nobody_means_are_refused_in_their_own_words() {
        for rest in ["2026-11-28", "2026-11-29", "2026-12-08"] {
            assert_eq!(issue(&form(rest, "10:30")), Some(("day".into(), Issue::RestDay)), "{rest}");
        }
        for outside in ["2026-11-20", "1900-01-01", "9999-12-31", "2027-02-22"] {
            let found = issue(&form(outside, "10:30")).map(|(_, issue)| issue);
            assert!(matches!(found, Some(Issue::DateOutside { .. })), "{outside}");
        }
        assert_eq!(issue(&form("domani", "10:30")), Some(("day".into(), Issue::BadDate)));
        assert_eq!(issue(&form("", "10:30")), Some(("day".into(), Issue::Required)));
    }

    #[test]
    fn the_hour_is_one_people_are_there_and_lies_ahead() {
        for outside in ["07:59", "17:31", "23:00"] {
            let found = issue(&form("2026-12-03", outside)).map(|(_, issue)| issue);
            assert!(matches!(found, Some(Issue::TimeOutside { .. })), "{outside}");
        }
        assert_eq!(issue(&form("2026-12-03", "alle dieci")), Some(("time".into(), Issue::BadTime)));
        assert_eq!(issue(&form("2026-11-23", "10:00")), Some(("time".into(), Issue::TimePassed)));
        assert_eq!(issue(&form("2026-11-23", "10:01")), None);
        assert_eq!(issue(&form("2026-12-03", "08:00:00")), None);
    }

    #[test]
    fn by_telephone_the_place_is_a_number() {
        let phone =
            |place: &str| SetMeetingForm { mode: "phone".into(), place: place.into(), ..form("2026-12-03", "10:30") };
        assert_eq!(issue(&phone("Stanza 4")), Some(("place".into(), Issue::BadTelephone)));
        let set = MeetingSet::parse(&phone("081 12 34 567"), &NAPLES, now()).unwrap();
        assert_eq!((set.place.as_str(), set.note), ("0811234567", None));
        assert_eq!(issue(&phone("")), Some(("place".into(), Issue::Required)));
    }

    proptest! {
        #[test]
        fn what_is_accepted_can_be_kept(days in -400_i32..400, minutes in 0_i16..1440) {
            let day = now().day().checked_add(days.days()).unwrap();
            let hour = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            if let Ok(set) = MeetingSet::parse(&form(&day.to_string(), &hour), &NAPLES, now()) {
                let begins = set.begins_at.in_rome();
                prop_assert!(set.begins_at > now() && NAPLES.is_working_day(begins.date()));
                prop_assert!(begins.date() == day && begins.time() >= MEETING_FIRST_HOUR);
                prop_assert!(begins.time() <= MEETING_LAST_TIME && days <= MEETING_DAYS);
            }
        }
    }
}
