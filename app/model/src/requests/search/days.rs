//! A stretch of days, open at either end.

use crate::Instant;
use crate::problem::{FieldError, Issue};
use crate::time::start_of_day;
use jiff::civil::Date;

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Days {
    /// Reads both ends as typed, `2026-11-23`; an end that does not hold is told at its own field.
    pub fn parse((from_field, from): (&str, &str), (to_field, to): (&str, &str), errors: &mut Vec<FieldError>) -> Self {
        let mut read = |field: &str, raw: &str| {
            let day = (!raw.trim().is_empty()).then(|| day(raw.trim()));
            day.transpose().map_err(|issue| errors.push(FieldError::new(field, issue))).ok().flatten()
        };
        let days = Self { from: read(from_field, from), to: read(to_field, to) };
        if days.from.zip(days.to).is_some_and(|(from, to)| to < from) {
            errors.push(FieldError::new(to_field, Issue::EndsBeforeItBegins));
        }
        days
    }

    /// The first instant of the stretch in Rome.
    pub fn begins(&self) -> Instant {
        self.from.map_or(Instant::from_micros(0), start_of_day)
    }

    /// The first instant after it.
    pub fn ends(&self) -> Instant {
        let after = self.to.and_then(|day| day.tomorrow().ok());
        after.map_or(Instant::from_micros(i64::MAX), start_of_day)
    }
}

/// Ten characters, of a year that a request, or a slip of the finger, can have.
fn day(raw: &str) -> Result<Date, Issue> {
    let day: Date = raw.parse().map_err(|_| Issue::BadDate)?;
    if raw.len() == 10 && (1900..=9999).contains(&day.year()) { Ok(day) } else { Err(Issue::BadDate) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(from: &str, to: &str) -> (Days, Vec<FieldError>) {
        let mut errors = vec![];
        (Days::parse(("from", from), ("to", to), &mut errors), errors)
    }

    #[test]
    fn the_last_day_belongs_to_the_stretch() {
        let (days, errors) = read("2026-12-31", "2026-12-31");
        assert!(errors.is_empty());
        assert_eq!(days.begins().to_rfc3339(), "2026-12-30T23:00:00Z");
        assert_eq!(days.ends().to_rfc3339(), "2026-12-31T23:00:00Z");
    }

    #[test]
    fn the_ends_of_time_are_days_too() {
        let (days, errors) = read("1900-01-01", "9999-12-31");
        assert!(errors.is_empty());
        assert!(days.begins() < days.ends());
    }

    #[test]
    fn what_is_no_day_is_told_at_its_field() {
        for wrong in ["ieri", "2026-02-30", "2026-13-01", "26-01-01", "-009999-01-01", "2026-01-01T10:00", "0000-01-01"]
        {
            let (_, errors) = read(wrong, "");
            assert_eq!(errors, [FieldError::new("from", Issue::BadDate)], "{wrong}");
        }
        let (_, errors) = read("2026-02-02", "2026-02-01");
        assert_eq!(errors, [FieldError::new("to", Issue::EndsBeforeItBegins)]);
    }
}
