//! What an operator decides about a missive, and what they write down of a call, a letter or a talk at the counter.

use super::MissiveState;
use crate::identity::PositionNumber;
use crate::problem::{FieldError, Issue};
use crate::register::{Direction, RegisterNumber};
use crate::requests::{Channel, MAX_COMMENT_CHARS, text_within};
use crate::time::rome_minute;
use crate::{Instant, MissiveId, SubjectId};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// The longest reason, subject or name of a correspondent, in characters.
const MAX_LINE_CHARS: usize = 300;
/// How far back a call or a letter may be written down, in days.
const WRITTEN_DOWN_DAYS: i64 = 365;

/// File it in a position's history, and in a request's thread if one is named.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilingForm {
    /// The position's number; not needed where a request is named.
    pub position: String,
    /// The request's register number.
    pub request: String,
    /// `yes`: from now on this sender is known to write for the position.
    pub remember: String,
    pub version: String,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    pub position: Option<PositionNumber>,
    pub request: Option<RegisterNumber>,
    pub remember: bool,
}

impl Filing {
    pub fn parse(form: &FilingForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let position = optional(&form.position, "position", Issue::UnknownChoice, &mut errors);
        let request = optional(&form.request, "request", Issue::UnknownChoice, &mut errors);
        if form.position.trim().is_empty() && form.request.trim().is_empty() {
            errors.push(FieldError::new("position", Issue::Required));
        }
        let remember = matches!(form.remember.trim(), "yes" | "on");
        if errors.is_empty() { Ok(Self { position, request, remember }) } else { Err(errors) }
    }
}

/// Open a request from it, for the company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningForm {
    pub position: String,
    /// The subject's id.
    pub subject: String,
    pub remember: String,
    pub version: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub position: PositionNumber,
    pub subject: SubjectId,
    pub remember: bool,
}

impl Opening {
    pub fn parse(form: &OpeningForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let position = needed(&form.position, "position", &mut errors);
        let subject = needed(&form.subject, "subject", &mut errors);
        match (position, subject) {
            (Some(position), Some(subject)) => {
                Ok(Self { position, subject, remember: matches!(form.remember.trim(), "yes" | "on") })
            }
            _ => Err(errors),
        }
    }
}

/// Nothing to do with it, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetAsideForm {
    pub reason: String,
    pub version: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside(pub String);

impl SetAside {
    pub fn parse(form: &SetAsideForm) -> Result<Self, Vec<FieldError>> {
        text_within(&form.reason, MAX_LINE_CHARS).map(Self).map_err(|issue| vec![FieldError::new("reason", issue)])
    }
}

/// Back into the tray.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeBackForm {
    pub version: String,
}

/// A communication an operator writes down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordForm {
    /// Made by the client (UUIDv7); writing down the same id twice is once.
    pub id: String,
    pub position: String,
    /// The register number of the request it belongs to, if any: it is only named, the thread stays as it is.
    pub request: String,
    /// Any channel but the drawer itself.
    pub channel: String,
    /// `in` or `out`.
    pub direction: String,
    /// When it happened, Rome's wall clock: `2026-11-27T10:30`.
    pub at: String,
    pub correspondent: String,
    pub subject: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub id: MissiveId,
    pub position: PositionNumber,
    pub request: Option<RegisterNumber>,
    pub channel: Channel,
    pub direction: Direction,
    pub at: Instant,
    pub correspondent: String,
    pub subject: String,
    pub text: String,
}

impl Recorded {
    pub fn parse(form: &RecordForm, now: Instant) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let id = needed(&form.id, "id", &mut errors);
        let position = needed(&form.position, "position", &mut errors);
        let request = optional(&form.request, "request", Issue::UnknownChoice, &mut errors);
        let channel = word(&form.channel, "channel", written_down, &mut errors);
        let direction = word(&form.direction, "direction", Direction::from_word, &mut errors);
        let at = happened(&form.at, now).map_err(|issue| errors.push(FieldError::new("at", issue))).ok();
        let mut line = |raw: &str, field: &str, max: usize| {
            text_within(raw, max).map_err(|issue| errors.push(FieldError::new(field, issue))).ok()
        };
        let correspondent = line(&form.correspondent, "correspondent", MAX_LINE_CHARS);
        let subject = line(&form.subject, "subject", MAX_LINE_CHARS);
        let text = line(&form.text, "text", MAX_COMMENT_CHARS);
        let all = (id, position, channel, direction, at, correspondent, subject, text);
        match all {
            (
                Some(id),
                Some(position),
                Some(channel),
                Some(direction),
                Some(at),
                Some(who),
                Some(subject),
                Some(text),
            ) if errors.is_empty() => {
                let correspondent = who.trim().to_owned();
                Ok(Self { id, position, request, channel, direction, at, correspondent, subject, text })
            }
            _ => Err(errors),
        }
    }

    /// What is written down is known: it goes straight into the history.
    pub fn state(&self) -> MissiveState {
        MissiveState::Filed
    }
}

/// What comes through the drawer is a request; everything else may be written down.
fn written_down(word: &str) -> Option<Channel> {
    Channel::from_word(word).filter(|channel| *channel != Channel::Web)
}

/// A moment of the last year, not of tomorrow: dates of 1900 and 9999 are slips of the hand.
fn happened(raw: &str, now: Instant) -> Result<Instant, Issue> {
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    let at = rome_minute(raw.trim()).ok_or(Issue::BadDate)?;
    let today = now.day();
    let first = today.checked_sub(WRITTEN_DOWN_DAYS.days()).map_err(|_| Issue::BadDate)?;
    if at.day() < first || at > now { Err(Issue::DateOutside { first, last: today }) } else { Ok(at) }
}

fn needed<T: std::str::FromStr>(raw: &str, field: &str, errors: &mut Vec<FieldError>) -> Option<T> {
    let read = optional(raw, field, Issue::UnknownChoice, errors);
    if raw.trim().is_empty() {
        errors.push(FieldError::new(field, Issue::Required));
    }
    read
}

fn optional<T: std::str::FromStr>(raw: &str, field: &str, issue: Issue, errors: &mut Vec<FieldError>) -> Option<T> {
    if raw.trim().is_empty() {
        return None;
    }
    raw.trim().parse().map_err(|_| errors.push(FieldError::new(field, issue))).ok()
}

fn word<T>(raw: &str, field: &str, known: fn(&str) -> Option<T>, errors: &mut Vec<FieldError>) -> Option<T> {
    let issue = if raw.trim().is_empty() { Issue::Required } else { Issue::UnknownChoice };
    let found = known(raw.trim());
    if found.is_none() {
        errors.push(FieldError::new(field, issue));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn now() -> Instant {
        Instant::new("2026-11-27T09:00:00Z".parse::<Timestamp>().unwrap())
    }

    fn call() -> RecordForm {
        RecordForm {
            id: "0192f0a0-0000-7000-8000-000000000001".into(),
            position: "7012345662".into(),
            channel: "phone".into(),
            direction: "out".into(),
            at: "2026-11-27T09:30".into(),
            correspondent: " Anna Rossi ".into(),
            subject: "Documenti".into(),
            text: "Ho chiesto il libro unico.".into(),
            ..RecordForm::default()
        }
    }

    #[test]
    fn a_call_is_written_down_as_it_happened() {
        let recorded = Recorded::parse(&call(), now()).unwrap();
        assert_eq!((recorded.channel, recorded.direction), (Channel::Phone, Direction::Out));
        assert_eq!(recorded.correspondent, "Anna Rossi");
        // Half past nine in Rome, half past eight in Greenwich.
        assert_eq!(recorded.at, Instant::new("2026-11-27T08:30:00Z".parse().unwrap()));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let errors = Recorded::parse(&RecordForm::default(), now()).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        let expected = ["id", "position", "channel", "direction", "at", "correspondent", "subject", "text"];
        assert_eq!(fields, expected);
    }

    #[test]
    fn the_drawer_is_no_channel_to_write_down_and_no_day_of_another_age_holds() {
        let errors = |form: RecordForm| Recorded::parse(&form, now()).unwrap_err();
        assert_eq!(errors(RecordForm { channel: "web".into(), ..call() })[0].issue, Issue::UnknownChoice);
        for at in ["1900-01-01T00:00", "9999-12-31T23:59", "2026-11-27T10:01", "ieri", "2026-02-30T10:00"] {
            assert_eq!(errors(RecordForm { at: at.into(), ..call() })[0].field, "at", "{at}");
        }
    }

    #[test]
    fn filing_wants_a_position_or_a_request() {
        let form = |position: &str, request: &str| FilingForm {
            position: position.into(),
            request: request.into(),
            ..FilingForm::default()
        };
        assert_eq!(Filing::parse(&form(" ", "")).unwrap_err()[0], FieldError::new("position", Issue::Required));
        assert_eq!(Filing::parse(&form("123", "")).unwrap_err()[0].issue, Issue::UnknownChoice);
        assert_eq!(Filing::parse(&form("", "42/2026")).unwrap_err()[0].field, "request");
        assert!(Filing::parse(&form("", "INPS.5100.2026.0000042")).is_ok());
    }
}
