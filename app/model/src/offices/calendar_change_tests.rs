//! What may be typed as a change of the calendar, and what the coming year looks like.

use super::*;
use crate::offices::PatronDay;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 28);
const NAPLES: WorkingCalendar = WorkingCalendar::new(Some(PatronDay { month: 9, day: 19 }));

fn parse(day: &str, kind: &str, name: &str) -> Result<CalendarChange, Vec<FieldError>> {
    let form = CalendarForm { office: String::new(), day: day.into(), kind: kind.into(), name: name.into() };
    CalendarChange::parse(&form, TODAY)
}

fn refused(day: &str, kind: &str) -> Issue {
    parse(day, kind, "Sciopero").unwrap_err().remove(0).issue
}

#[test]
fn a_day_lies_ahead_and_within_two_years() {
    assert_eq!(parse(" 2026-12-03 ", "closure", " Sciopero ").map(|change| change.name), Ok("Sciopero".into()));
    assert!(parse("2026-11-28", "closure", "Allerta meteo").is_ok(), "an office may close this very day");
    for wrong in ["2026-11-27", "1900-01-01", "9999-12-31", "2028-11-28"] {
        assert!(matches!(refused(wrong, "closure"), Issue::DateOutside { .. }), "{wrong}");
    }
    assert!(matches!(refused("2026-11-28", "working_day"), Issue::DateOutside { .. }));
    for wrong in ["domani", "2026-02-30", "2026-13-01"] {
        assert_eq!(refused(wrong, "closure"), Issue::BadDate, "{wrong}");
    }
}

#[test]
fn every_field_to_mend_is_named_at_once() {
    let errors = parse("", "x", " ").unwrap_err();
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["kind", "day", "name"]);
    let long = "x".repeat(81);
    for (name, issue) in [
        (long.as_str(), Issue::TooLong { max: 80, actual: 81 }),
        ("a\nb", Issue::ControlCharacters),
        ("", Issue::Required),
    ] {
        assert_eq!(parse("2026-12-03", "closure", name).unwrap_err()[0].issue, issue);
    }
}

#[test]
fn a_change_must_change_something() {
    let fits = |day: &str, kind: &str| parse(day, kind, "x").unwrap().fits(&NAPLES);
    assert_eq!(fits("2026-12-03", "closure"), Ok(()));
    assert_eq!(fits("2026-12-08", "closure"), Err(Issue::AlreadyRests));
    assert_eq!(fits("2026-12-05", "closure"), Err(Issue::AlreadyRests));
    assert_eq!(fits("2026-12-08", "working_day"), Ok(()));
    assert_eq!(fits("2026-12-03", "working_day"), Err(Issue::AlreadyWorks));
    assert_eq!(fits("2026-12-26", "working_day"), Err(Issue::Weekend));
}

#[test]
fn what_has_come_is_not_taken_back() {
    assert!(may_take_back(date(2026, 11, 29), TODAY));
    assert!(!may_take_back(TODAY, TODAY));
}

#[test]
fn the_coming_rests_are_those_of_law_patron_and_changes() {
    let mut calendar = NAPLES;
    let mut change = |day, kind, reach| calendar.change(day, ChangedDay { kind, name: "Nuova".into(), reach });
    change(date(2026, 12, 3), DayKind::Closure, Reach::Office);
    change(date(2026, 12, 8), DayKind::WorkingDay, Reach::Office);
    change(date(2028, 3, 3), DayKind::Closure, Reach::National);
    let lines = coming(&calendar, TODAY, date(2027, 11, 28));
    let said: Vec<_> = lines.iter().map(|line| (line.day.to_string(), line.rest, line.changed)).collect();
    assert_eq!(said[0], ("2026-12-03".into(), Some(HolidayName::Closure), Some(Reach::Office)));
    assert_eq!(said[1], ("2026-12-08".into(), None, Some(Reach::Office)));
    assert_eq!(said[2], ("2026-12-25".into(), Some(HolidayName::National), None));
    assert!(said.contains(&("2027-09-19".into(), Some(HolidayName::PatronSaint), None)));
    assert_eq!(said.last().unwrap(), &("2028-03-03".into(), Some(HolidayName::National), Some(Reach::National)));
}
