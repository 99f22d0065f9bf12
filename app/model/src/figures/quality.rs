//! Which number of an office's work is looked at over time and unit by unit, and what some days say of it.

use super::{Measure, Qualities, Took};
use crate::requests::Channel;

/// One of the numbers, as it stands in the address.
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
    /// How many came in.
    Received,
    /// How many were closed.
    Closed,
    /// How many of those that came in came this way.
    Channel(Channel),
}

/// What some days say of it, by its kind.
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
    /// Those of the answers.
    pub const OF_ANSWERS: [Self; 13] = [
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
    /// How much there was.
    pub const VOLUMES: [Self; 2] = [Self::Received, Self::Closed];

    pub fn all() -> impl Iterator<Item = Self> {
        let channels = Channel::ALL.into_iter().map(Self::Channel);
        Self::OF_ANSWERS.into_iter().chain(Self::VOLUMES).chain(channels)
    }

    /// The word in the address.
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
            Self::Received => "received",
            Self::Closed => "closed",
            Self::Channel(channel) => channel.as_str(),
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|quality| quality.as_str() == word)
    }

    /// The measure whose lines lie behind it.
    pub fn measure(self) -> Measure {
        match self {
            Self::FirstAnswer | Self::FirstAnswerDays => Measure::Answered,
            Self::Resolution | Self::ResolutionDays | Self::Closed => Measure::Closed,
            Self::OneHand => Measure::OneHand,
            Self::Solved => Measure::Solved,
            Self::NotSolved => Measure::NotSolved,
            Self::Reopened => Measure::Reopened,
            Self::Interlocutory => Measure::Interlocutory,
            Self::HandedOver => Measure::HandedOver,
            Self::Passed => Measure::Passed,
            Self::GivenBack => Measure::GivenBack,
            Self::Reminded => Measure::Reminded,
            Self::Received | Self::Channel(_) => Measure::Received,
        }
    }

    /// What some days say of it. What is told of closings is a share of those of the same days, whenever the request it is
    /// about was closed: it may be more than all of them.
    pub fn of(self, read: &Qualities) -> Reading {
        let kept = |took: &Took| Reading::Share { part: took.in_time, whole: took.count };
        let days =
            |took: &Took| Reading::Days { count: took.count, median: took.median, ninth_decile: took.ninth_decile };
        let closed = read.resolution.count;
        let of_closed = |part| Reading::Share { part, whole: closed };
        match self {
            Self::FirstAnswer => kept(&read.first_response),
            Self::FirstAnswerDays => days(&read.first_response),
            Self::Resolution => kept(&read.resolution),
            Self::ResolutionDays => days(&read.resolution),
            Self::OneHand => of_closed(read.one_hand),
            Self::Solved => of_closed(read.solved),
            Self::NotSolved => of_closed(read.not_solved),
            Self::Reopened => of_closed(read.reopened),
            Self::Interlocutory => Reading::Share { part: read.interlocutory, whole: read.interlocutory + closed },
            Self::HandedOver => Reading::Count(read.handed_over),
            Self::Passed => Reading::Count(read.passed),
            Self::GivenBack => Reading::Count(read.given_back),
            Self::Reminded => Reading::Count(read.reminded),
            Self::Received => Reading::Count(read.received),
            Self::Closed => Reading::Count(closed),
            Self::Channel(channel) => Reading::Share { part: read.by(channel), whole: read.received },
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
    use super::super::Tally;
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
        for quality in Quality::all() {
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
            tally(Measure::Received, "pec", 0, 1),
            tally(Measure::Received, "web", 0, 3),
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
        assert_eq!(Quality::Channel(Channel::Pec).of(&read), Reading::Share { part: 1, whole: 4 });
        assert_eq!(Quality::Channel(Channel::Fax).of(&read).percent(), Some(0));
    }
}
