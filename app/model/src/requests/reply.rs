//! What a company writes after its request: replies, reminders, and whether the answer answered.

use super::answer::MAX_COMMENT_CHARS;
use super::draft::{MAX_TEXT_CHARS, text_within};
use super::{Outcome, State};
use crate::MessageId;
use crate::offices::WorkingCalendar;
use crate::problem::{FieldError, Issue};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days after a closure in which it can be reopened; "not competent" can be objected to at any time (DOMAIN 3.5).
pub const REOPEN_DAYS: i32 = 30;
/// Working days between one reminder and the next (accord of the Calabrian offices, 2021).
pub const REMIND_EVERY: u16 = 5;
/// Reminders that lead somewhere: the office, its manager, its director.
pub const MAX_REMINDERS: u8 = 3;
/// Turns of the company after which talking is offered instead of writing (DOMAIN 9.5).
pub const EXCHANGES_BEFORE_TALKING: usize = 3;

/// A reply as typed, with the ids of files uploaded before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplyForm {
    /// Made by the client (UUIDv7); sending the same id again writes nothing more.
    pub id: String,
    pub text: String,
    pub attachments: Vec<String>,
}

/// A reply that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub id: MessageId,
    pub text: String,
}

impl Reply {
    pub fn parse(form: &ReplyForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let id = form.id.trim().parse().map_err(|_| errors.push(FieldError::new("id", Issue::Required)));
        let text = text_within(&form.text, MAX_TEXT_CHARS).map_err(|issue| errors.push(FieldError::new("text", issue)));
        match (id, text) {
            (Ok(id), Ok(text)) => Ok(Self { id, text }),
            _ => Err(errors),
        }
    }
}

/// Whether the answer answered: a yes alone, or a no with one sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerdictForm {
    /// `yes` or `no`.
    pub solved: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Solved,
    /// Why not: reopens the request at a second officer.
    NotSolved(String),
}

impl Verdict {
    pub fn parse(form: &VerdictForm) -> Result<Self, Vec<FieldError>> {
        match form.solved.trim() {
            "yes" => Ok(Self::Solved),
            "no" => text_within(&form.text, MAX_COMMENT_CHARS)
                .map(Self::NotSolved)
                .map_err(|issue| vec![FieldError::new("text", issue)]),
            "" => Err(vec![FieldError::new("solved", Issue::Required)]),
            _ => Err(vec![FieldError::new("solved", Issue::UnknownChoice)]),
        }
    }
}

/// What the office asks for, and the last day it waits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentsForm {
    pub text: String,
    /// A day (ISO 8601), 5 to 180 days from today.
    pub until: String,
    pub version: String,
}

/// The shortest and the longest wait for documents, in days; thirty is what filings without reply get (DOMAIN 3.3).
pub const DOCUMENT_DAYS: std::ops::RangeInclusive<i32> = 5..=180;
pub const USUAL_DOCUMENT_DAYS: i32 = 30;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentsAsked {
    pub text: String,
    pub until: Date,
}

impl DocumentsAsked {
    pub fn parse(form: &DocumentsForm, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let text =
            text_within(&form.text, MAX_COMMENT_CHARS).map_err(|issue| errors.push(FieldError::new("text", issue)));
        let until = until(&form.until, today).map_err(|issue| errors.push(FieldError::new("until", issue)));
        match (text, until) {
            (Ok(text), Ok(until)) => Ok(Self { text, until }),
            _ => Err(errors),
        }
    }
}

fn until(raw: &str, today: Date) -> Result<Date, Issue> {
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    let day: Date = raw.trim().parse().map_err(|_| Issue::BadDate)?;
    let bound = |days: i32| today.checked_add(days.days()).map_err(|_| Issue::BadDate);
    let (first, last) = (bound(*DOCUMENT_DAYS.start())?, bound(*DOCUMENT_DAYS.end())?);
    if (first..=last).contains(&day) { Ok(day) } else { Err(Issue::DateOutside { first, last }) }
}

/// Whether a closed request may still be reopened today.
pub fn may_reopen(state: State, outcome: Option<Outcome>, closed_on: Option<Date>, today: Date) -> bool {
    let in_time = closed_on.and_then(|day| day.checked_add(REOPEN_DAYS.days()).ok()).is_some_and(|last| today <= last);
    state.reopen().is_ok() && (in_time || outcome == Some(Outcome::NotCompetent))
}

/// The first day a reminder is offered: the day after the promise passed, then each step some working days later.
pub fn next_reminder(
    state: State,
    calendar: &WorkingCalendar,
    promised: Date,
    reminders: u8,
    last: Option<Date>,
) -> Option<Date> {
    if state.remind().is_err() || reminders >= MAX_REMINDERS {
        return None;
    }
    let after_promise = promised.tomorrow().ok()?;
    // A reminder of an earlier promise does not hold up one of this.
    let after_last = last.filter(|day| *day > promised).map(|day| calendar.working_days_after(day, REMIND_EVERY));
    Some(after_last.map_or(after_promise, |day| day.max(after_promise)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CALENDAR: WorkingCalendar = WorkingCalendar::new(None);

    #[test]
    fn a_no_wants_one_sentence_and_a_yes_none() {
        let form = |solved: &str, text: &str| VerdictForm { solved: solved.into(), text: text.into() };
        assert_eq!(Verdict::parse(&form("yes", "")), Ok(Verdict::Solved));
        assert_eq!(Verdict::parse(&form("no", " ")).unwrap_err()[0].field, "text");
        assert_eq!(Verdict::parse(&form("no", "Manca il mese.")), Ok(Verdict::NotSolved("Manca il mese.".into())));
        assert_eq!(Verdict::parse(&form("forse", "")).unwrap_err()[0].issue, Issue::UnknownChoice);
    }

    #[test]
    fn documents_are_waited_for_within_bounds() {
        let today = date(2026, 11, 22);
        let parse = |until: &str| {
            DocumentsAsked::parse(
                &DocumentsForm { text: "LUL".into(), until: until.into(), version: String::new() },
                today,
            )
        };
        assert_eq!(parse("2026-12-22").map(|asked| asked.until), Ok(date(2026, 12, 22)));
        for wrong in ["2026-11-22", "1900-01-01", "9999-12-31", "domani", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn reopening_ends_after_thirty_days_unless_nobody_was_competent() {
        let closed = Some(date(2026, 1, 1));
        let may = |outcome, today| may_reopen(State::Closed, Some(outcome), closed, today);
        assert!(may(Outcome::Informative, date(2026, 1, 31)));
        assert!(!may(Outcome::Informative, date(2026, 2, 1)));
        assert!(may(Outcome::NotCompetent, date(2027, 1, 1)));
        assert!(!may_reopen(State::InCharge, None, closed, date(2026, 1, 2)));
    }

    #[test]
    fn a_reminder_is_offered_the_day_after_the_promise_and_once_a_step() {
        let promised = date(2026, 11, 20);
        let next = |state, reminders, last| next_reminder(state, &CALENDAR, promised, reminders, last);
        assert_eq!(next(State::Routed, 0, None), Some(date(2026, 11, 21)));
        assert_eq!(next(State::InCharge, 1, Some(date(2026, 11, 23))), Some(date(2026, 11, 30)));
        assert_eq!(next(State::InCharge, 3, Some(date(2026, 12, 7))), None);
        assert_eq!(next(State::AwaitingDocuments, 0, None), None);
        assert_eq!(next(State::InCharge, 1, Some(date(2026, 10, 1))), Some(date(2026, 11, 21)));
    }
}
