//! What a company says when it asks for an appointment: how, when it suits, where to call, and why.

use super::Mode;
use crate::problem::{FieldError, Issue};
use crate::requests::Telephone;
use crate::requests::draft::text_within;
use serde::{Deserialize, Serialize};

/// The longest reason, in characters.
pub const MAX_REASON_CHARS: usize = 1_000;

/// The part of the day that suits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DayPart {
    #[default]
    Any,
    Morning,
    Afternoon,
}

impl DayPart {
    pub const ALL: [Self; 3] = [Self::Any, Self::Morning, Self::Afternoon];

    /// The word in stored rows; the same as in JSON and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }
}

/// A day of the week offices work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Workday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl Workday {
    pub const ALL: [Self; 5] = [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday];

    /// The word in stored rows; the same as in JSON and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.as_str() == word)
    }
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskMeetingForm {
    /// `in_person` or `phone`.
    pub mode: String,
    /// `morning`, `afternoon` or `any`.
    pub part: String,
    /// Days of the week that suit, such as `monday`; none means any.
    pub weekdays: Vec<String>,
    /// Wanted where the office is to call.
    pub telephone: String,
    /// Why, in a sentence.
    pub text: String,
}

/// An appointment asked for in a way that can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingAsked {
    pub mode: Mode,
    pub part: DayPart,
    /// In the order of the week, each once.
    pub weekdays: Vec<Workday>,
    pub telephone: Option<Telephone>,
    pub reason: String,
}

impl MeetingAsked {
    pub fn parse(form: &AskMeetingForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let mut wrong = |field: &str, issue: Issue| errors.push(FieldError::new(field, issue));
        let mode = mode(&form.mode).map_err(|issue| wrong("mode", issue));
        let part = part(&form.part).map_err(|issue| wrong("part", issue));
        let weekdays = weekdays(&form.weekdays).map_err(|issue| wrong("weekdays", issue));
        let telephone = telephone(&form.telephone, mode).map_err(|issue| wrong("telephone", issue));
        let reason = text_within(&form.text, MAX_REASON_CHARS).map_err(|issue| wrong("text", issue));
        match (mode, part, weekdays, telephone, reason) {
            (Ok(mode), Ok(part), Ok(weekdays), Ok(telephone), Ok(reason)) => {
                Ok(Self { mode, part, weekdays, telephone, reason })
            }
            _ => Err(errors),
        }
    }
}

pub(super) fn mode(word: &str) -> Result<Mode, Issue> {
    match word.trim() {
        "" => Err(Issue::Required),
        word => Mode::from_word(word).ok_or(Issue::UnknownChoice),
    }
}

fn part(word: &str) -> Result<DayPart, Issue> {
    match word.trim() {
        "" => Ok(DayPart::Any),
        word => DayPart::from_word(word).ok_or(Issue::UnknownChoice),
    }
}

fn weekdays(words: &[String]) -> Result<Vec<Workday>, Issue> {
    let days: Option<Vec<_>> = words.iter().map(|word| Workday::from_word(word.trim())).collect();
    let mut days = days.ok_or(Issue::UnknownChoice)?;
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

fn telephone(typed: &str, mode: Result<Mode, ()>) -> Result<Option<Telephone>, Issue> {
    match (typed.trim(), mode) {
        ("", Ok(Mode::Phone)) => Err(Issue::Required),
        ("", _) => Ok(None),
        (typed, _) => Telephone::parse(typed).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(mode: &str, telephone: &str) -> AskMeetingForm {
        AskMeetingForm { mode: mode.into(), telephone: telephone.into(), text: "Il DURC.".into(), ..Default::default() }
    }

    fn fields(form: &AskMeetingForm) -> Vec<String> {
        MeetingAsked::parse(form).err().into_iter().flatten().map(|error| error.field).collect()
    }

    #[test]
    fn a_number_is_wanted_only_where_the_office_calls() {
        assert!(MeetingAsked::parse(&form("in_person", "")).is_ok());
        assert_eq!(fields(&form("phone", "")), ["telephone"]);
        assert_eq!(fields(&form("phone", "chiamami")), ["telephone"]);
        let asked = MeetingAsked::parse(&form("phone", "081 123 4567")).unwrap();
        assert_eq!(asked.telephone.map(|number| number.as_str().to_owned()).as_deref(), Some("0811234567"));
    }

    #[test]
    fn days_come_in_the_order_of_the_week_and_once() {
        let days = ["friday", "monday", "friday"].map(String::from).to_vec();
        let asked = MeetingAsked::parse(&AskMeetingForm { weekdays: days, ..form("in_person", "") }).unwrap();
        assert_eq!((asked.part, asked.weekdays), (DayPart::Any, vec![Workday::Monday, Workday::Friday]));
    }

    #[test]
    fn everything_that_does_not_hold_is_named_at_once() {
        let wrong = AskMeetingForm {
            mode: "video".into(),
            part: "night".into(),
            weekdays: vec!["sunday".into()],
            telephone: "1".into(),
            text: " ".into(),
        };
        assert_eq!(fields(&wrong), ["mode", "part", "weekdays", "telephone", "text"]);
    }
}
