//! How an office answers, over some days: what it kept of its promises, how long it took, what came back or changed hands.

use super::times::percent;
use super::{Measure, Tally, Times, times_of};
use serde::{Deserialize, Serialize};

/// Every quality of some days, in the numbers it is told by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Qualities {
    pub received: u64,
    pub first_response: Took,
    pub resolution: Took,
    pub one_hand: u64,
    pub solved: u64,
    pub not_solved: u64,
    pub reopened: u64,
    pub interlocutory: u64,
    pub handed_over: u64,
    pub passed: u64,
    pub given_back: u64,
    pub reminded: u64,
}

/// How long answers took, in working days, without the distribution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Took {
    pub count: u64,
    /// How many came on the promised day or before.
    pub in_time: u64,
    /// Half took no longer; none where nothing is counted.
    #[serde(default)]
    pub median: Option<u16>,
    /// Nine in ten took no longer.
    #[serde(default)]
    pub ninth_decile: Option<u16>,
}

impl Qualities {
    pub fn of(tallies: &[&Tally]) -> Self {
        let of = |wanted: Measure| tallies.iter().copied().filter(move |tally| tally.measure == wanted);
        let amount = |wanted| u64::try_from(of(wanted).map(|tally| tally.amount).sum::<i64>()).unwrap_or(0);
        Self {
            received: amount(Measure::Received),
            first_response: Took::from(&times_of(of(Measure::Answered))),
            resolution: Took::from(&times_of(of(Measure::Closed))),
            one_hand: amount(Measure::OneHand),
            solved: amount(Measure::Solved),
            not_solved: amount(Measure::NotSolved),
            reopened: amount(Measure::Reopened),
            interlocutory: amount(Measure::Interlocutory),
            handed_over: amount(Measure::HandedOver),
            passed: amount(Measure::Passed),
            given_back: amount(Measure::GivenBack),
            reminded: amount(Measure::Reminded),
        }
    }
}

impl Took {
    /// The share within the promise, in hundredths; none where nothing is counted.
    pub fn percent_in_time(&self) -> Option<u8> {
        percent(self.in_time, self.count)
    }
}

impl From<&Times> for Took {
    fn from(times: &Times) -> Self {
        let &Times { count, in_time, median, ninth_decile, .. } = times;
        Self { count, in_time, median, ninth_decile }
    }
}

/// Which quality is looked at over time, as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// First answers within the promise.
    #[default]
    FirstAnswer,
    /// How long first answers took.
    FirstAnswerDays,
    Resolution,
    ResolutionDays,
    OneHand,
    Solved,
    NotSolved,
    Reopened,
    Interlocutory,
    HandedOver,
    Passed,
    GivenBack,
    Reminded,
}

/// A quality of some days, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// So many of so many.
    Share {
        part: u64,
        whole: u64,
    },
    /// Half and nine in ten of so many took no longer than so many working days.
    Days {
        count: u64,
        median: Option<u16>,
        ninth_decile: Option<u16>,
    },
    Count(u64),
}

impl Quality {
    pub const ALL: [Self; 13] = [
        Self::FirstAnswer,
        Self::FirstAnswerDays,
        Self::Resolution,
        Self::ResolutionDays,
        Self::OneHand,
        Self::Solved,
        Self::NotSolved,
        Self::Reopened,
        Self::Interlocutory,
        Self::HandedOver,
        Self::Passed,
        Self::GivenBack,
        Self::Reminded,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstAnswer => "first_answer",
            Self::FirstAnswerDays => "first_answer_days",
            Self::Resolution => "resolution",
            Self::ResolutionDays => "resolution_days",
            Self::OneHand => "one_hand",
            Self::Solved => "solved",
            Self::NotSolved => "not_solved",
            Self::Reopened => "reopened",
            Self::Interlocutory => "interlocutory",
            Self::HandedOver => "handed_over",
            Self::Passed => "passed",
            Self::GivenBack => "given_back",
            Self::Reminded => "reminded",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quality| quality.as_str() == word)
    }

    /// The measure whose lines lie behind it.
    pub fn measure(self) -> Measure {
        match self {
            Self::FirstAnswer | Self::FirstAnswerDays => Measure::Answered,
            Self::Resolution | Self::ResolutionDays => Measure::Closed,
            Self::OneHand => Measure::OneHand,
            Self::Solved => Measure::Solved,
            Self::NotSolved => Measure::NotSolved,
            Self::Reopened => Measure::Reopened,
            Self::Interlocutory => Measure::Interlocutory,
            Self::HandedOver => Measure::HandedOver,
            Self::Passed => Measure::Passed,
            Self::GivenBack => Measure::GivenBack,
            Self::Reminded => Measure::Reminded,
        }
    }

    /// What some days say of it. What is told of closings is a share of those of the same days, whenever the request it is
    /// about was closed: it may be more than all of them.
    pub fn of(self, read: &Qualities) -> Reading {
        let kept = |took: &Took| Reading::Share { part: took.in_time, whole: took.count };
        let days =
            |took: &Took| Reading::Days { count: took.count, median: took.median, ninth_decile: took.ninth_decile };
        let of_closed = |part| Reading::Share { part, whole: read.resolution.count };
        match self {
            Self::FirstAnswer => kept(&read.first_response),
            Self::FirstAnswerDays => days(&read.first_response),
            Self::Resolution => kept(&read.resolution),
            Self::ResolutionDays => days(&read.resolution),
            Self::OneHand => of_closed(read.one_hand),
            Self::Solved => of_closed(read.solved),
            Self::NotSolved => of_closed(read.not_solved),
            Self::Reopened => of_closed(read.reopened),
            Self::Interlocutory => {
                Reading::Share { part: read.interlocutory, whole: read.interlocutory + read.resolution.count }
            }
            Self::HandedOver => Reading::Count(read.handed_over),
            Self::Passed => Reading::Count(read.passed),
            Self::GivenBack => Reading::Count(read.given_back),
            Self::Reminded => Reading::Count(read.reminded),
        }
    }
}

impl Reading {
    /// A share in whole hundredths, rounded down; none of nothing, and of what is no share.
    pub fn percent(self) -> Option<u64> {
        match self {
            Self::Share { part, whole } => part.saturating_mul(100).checked_div(whole),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SubjectId;
    use jiff::civil::date;
    use uuid::Uuid;

    fn tally(measure: Measure, word: &str, value: u16, amount: i64) -> Tally {
        let (day, subject) = (date(2026, 11, 2), SubjectId(Uuid::nil()));
        Tally { measure, day, unit: None, subject, word: word.into(), value, amount }
    }

    #[test]
    fn every_quality_has_a_word_of_its_own_that_leads_back() {
        for quality in Quality::ALL {
            assert_eq!(Quality::from_word(quality.as_str()), Some(quality));
        }
        assert_eq!(Quality::from_word("ieri"), None);
    }

    #[test]
    fn shares_are_of_closings_or_answers_and_of_nothing_there_is_none() {
        let tallies = [
            tally(Measure::Closed, "in_time", 1, 3),
            tally(Measure::Closed, "late", 9, 1),
            tally(Measure::Reopened, "", 0, 5),
            tally(Measure::Interlocutory, "", 0, 1),
            tally(Measure::GivenBack, "", 0, 2),
        ];
        let read = Qualities::of(&tallies.iter().collect::<Vec<_>>());
        assert_eq!(Quality::Resolution.of(&read).percent(), Some(75));
        assert_eq!(
            Quality::ResolutionDays.of(&read),
            Reading::Days { count: 4, median: Some(1), ninth_decile: Some(9) }
        );
        assert_eq!(Quality::Reopened.of(&read).percent(), Some(125));
        assert_eq!(Quality::Interlocutory.of(&read), Reading::Share { part: 1, whole: 5 });
        assert_eq!(Quality::GivenBack.of(&read), Reading::Count(2));
        assert_eq!(Quality::FirstAnswer.of(&read).percent(), None);
    }
}
