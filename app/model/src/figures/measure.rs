//! What is counted, and one count of it.

use crate::{SubjectId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a count counts. Flows happen on a day; the two standings say how much there is now, by the day it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Measure {
    /// Requests of companies that came in; the word is the channel.
    Received,
    /// First answers; the word says whether within the promise, the value how many working days they took.
    Answered,
    /// Requests closed; word and value as for first answers, counted from when the clock started.
    Closed,
    /// The same by outcome.
    Outcome,
    /// Closed by the hands that took it first, and no other's.
    OneHand,
    /// Comments that answered nothing yet (*risposte interlocutorie*).
    Interlocutory,
    Solved,
    /// The company said the answer did not answer.
    NotSolved,
    Reopened,
    /// To another office.
    HandedOver,
    /// To another unit of the same office.
    Passed,
    GivenBack,
    /// The company reminded the office (*sollecito*).
    Reminded,
    /// Not closed now, by the day its clock started.
    Open,
    /// Not closed and not waiting for the company now, by the day promised.
    Due,
}

impl Measure {
    pub const ALL: [Self; 15] = [
        Self::Received,
        Self::Answered,
        Self::Closed,
        Self::Outcome,
        Self::OneHand,
        Self::Interlocutory,
        Self::Solved,
        Self::NotSolved,
        Self::Reopened,
        Self::HandedOver,
        Self::Passed,
        Self::GivenBack,
        Self::Reminded,
        Self::Open,
        Self::Due,
    ];

    /// The word in stored rows and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Outcome => "outcome",
            Self::OneHand => "one_hand",
            Self::Interlocutory => "interlocutory",
            Self::Solved => "solved",
            Self::NotSolved => "not_solved",
            Self::Reopened => "reopened",
            Self::HandedOver => "handed_over",
            Self::Passed => "passed",
            Self::GivenBack => "given_back",
            Self::Reminded => "reminded",
            Self::Open => "open",
            Self::Due => "due",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == word)
    }

    /// Whether it says how much there is now, and not what happened.
    pub fn is_standing(self) -> bool {
        matches!(self, Self::Open | Self::Due)
    }
}

/// How much of a measure there was on a day, of one subject in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub measure: Measure,
    pub day: Date,
    /// None: of no unit.
    pub unit: Option<UnitId>,
    pub subject: SubjectId,
    pub word: String,
    /// Working days, where the measure has any.
    pub value: u16,
    pub amount: i64,
}

impl Tally {
    /// The word of a first answer or a closing.
    pub fn promise_word(day: Date, promised_on: Date) -> &'static str {
        if day <= promised_on { IN_TIME } else { LATE }
    }

    pub fn is_promise_word(word: &str) -> bool {
        matches!(word, IN_TIME | LATE)
    }

    pub fn is_in_time_word(word: &str) -> bool {
        word == IN_TIME
    }

    pub fn is_in_time(&self) -> bool {
        Self::is_in_time_word(&self.word)
    }
}

/// The words of a promise kept and of one that was not.
pub const IN_TIME: &str = "in_time";
pub const LATE: &str = "late";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_a_word_of_its_own_that_leads_back() {
        for measure in Measure::ALL {
            assert_eq!(Measure::from_word(measure.as_str()), Some(measure));
        }
        assert_eq!(Measure::from_word("ieri"), None);
    }
}
