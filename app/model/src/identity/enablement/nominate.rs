//! A nomination as typed and as it holds: whom, for which days, and why.

use crate::problem::{FieldError, Issue};
use crate::requests::{keep, line, text_within};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How long a grant lasts unless said otherwise: after a year somebody looks again at who still needs it.
pub const ENABLED_DAYS: i32 = 365;
/// The longest a grant lasts, in days.
pub const MAX_ENABLED_DAYS: i32 = 730;
/// The longest reason, in characters.
pub const MAX_ENABLEMENT_REASON_CHARS: usize = 500;

/// The longest e-mail address (RFC 5321); a user name is shorter.
const MAX_PERSON_CHARS: usize = 254;

/// A nomination as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NominateForm {
    /// The office's id; without it, the first office one directs.
    pub office: String,
    /// User name or e-mail of an account of the institute.
    pub person: String,
    /// ISO 8601; not in the past. Without it, today.
    pub from: String,
    /// ISO 8601; the last day, at most two years after the first. Without it, a year after the first.
    pub to: String,
    pub reason: String,
}

/// A nomination that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// In lower case, as accounts are kept.
    pub person: String,
    pub from: Date,
    pub to: Date,
    pub reason: String,
}

/// Why something is refused, withdrawn or revoked, as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonForm {
    pub reason: String,
}

impl Nomination {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &NominateForm, today: Date) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let person = match line(&form.person, MAX_PERSON_CHARS) {
            Ok("") => Err(Issue::Required),
            other => other.map(str::to_lowercase),
        };
        let person = keep(errors, "person", person);
        let from = keep(errors, "from", first_day(&form.from, today));
        // A first day that does not hold says nothing about the last.
        let to = keep(errors, "to", last_day(&form.to, from.unwrap_or(today)));
        let reason = keep(errors, "reason", text_within(&form.reason, MAX_ENABLEMENT_REASON_CHARS));
        match (person, from, to, reason) {
            (Some(person), Some(from), Some(to), Some(reason)) => Ok(Self { person, from, to, reason }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

impl ReasonForm {
    /// # Errors
    /// Without a reason, or one too long.
    pub fn parse(&self) -> Result<String, Vec<FieldError>> {
        let reason = text_within(&self.reason, MAX_ENABLEMENT_REASON_CHARS);
        reason.map_err(|issue| vec![FieldError::new("reason", issue)])
    }
}

/// A renewal goes on where the grant held now ends, at the latest the day after: one person has one stretch of days.
///
/// # Errors
/// When it would leave days between the two.
pub fn goes_on_from(from: Date, held_until: Option<Date>, today: Date) -> Result<(), Issue> {
    let latest = held_until.map(|last| last.tomorrow().unwrap_or(last));
    match latest {
        Some(last) if from > last => Err(Issue::DateOutside { first: today, last }),
        _ => Ok(()),
    }
}

fn first_day(raw: &str, today: Date) -> Result<Date, Issue> {
    if raw.trim().is_empty() {
        return Ok(today);
    }
    within(raw, today, plus(today, MAX_ENABLED_DAYS)?)
}

fn last_day(raw: &str, from: Date) -> Result<Date, Issue> {
    if raw.trim().is_empty() {
        return plus(from, ENABLED_DAYS);
    }
    within(raw, plus(from, 1)?, plus(from, MAX_ENABLED_DAYS)?)
}

fn within(raw: &str, first: Date, last: Date) -> Result<Date, Issue> {
    let day: Date = raw.trim().parse().map_err(|_| Issue::BadDate)?;
    if (first..=last).contains(&day) { Ok(day) } else { Err(Issue::DateOutside { first, last }) }
}

fn plus(day: Date, days: i32) -> Result<Date, Issue> {
    day.checked_add(days.days()).map_err(|_| Issue::BadDate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 23);

    fn parse(from: &str, to: &str) -> Result<Nomination, Vec<FieldError>> {
        let reason = "Subentra a chi lascia.".into();
        let form = NominateForm {
            person: " Luca.Ferrara ".into(),
            from: from.into(),
            to: to.into(),
            reason,
            ..Default::default()
        };
        Nomination::parse(&form, TODAY)
    }

    fn fields(outcome: Result<Nomination, Vec<FieldError>>) -> Vec<String> {
        outcome.unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn unless_said_otherwise_it_begins_today_and_lasts_a_year() {
        let nomination = parse("", "").unwrap();
        assert_eq!(nomination.person, "luca.ferrara");
        assert_eq!((nomination.from, nomination.to), (TODAY, date(2027, 11, 23)));
    }

    #[test]
    fn it_begins_today_at_the_earliest_and_ends_after_it_begins_within_two_years() {
        assert!(parse("2026-11-23", "2026-11-24").is_ok() && parse("2026-12-01", "2028-11-30").is_ok());
        assert_eq!(fields(parse("2026-11-22", "")), ["from"]);
        for to in ["2026-12-01", "2026-11-30", "2028-12-01", "domani"] {
            assert_eq!(fields(parse("2026-12-01", to)), ["to"], "{to}");
        }
        assert_eq!(fields(Nomination::parse(&NominateForm::default(), TODAY)), ["person", "reason"]);
    }

    #[test]
    fn a_renewal_leaves_no_day_between() {
        let held = Some(date(2026, 12, 10));
        assert_eq!(goes_on_from(date(2026, 12, 11), held, TODAY), Ok(()));
        assert!(goes_on_from(date(2026, 12, 12), held, TODAY).is_err());
        assert_eq!(goes_on_from(date(2027, 12, 12), None, TODAY), Ok(()));
    }
}
