//! How an office answers, over some days: what it kept of its promises, how long it took, what came back or changed hands.

use super::times::percent;
use super::{Measure, Tally, Times, WordSum, by_word, times_of};
use crate::requests::Channel;
use serde::{Deserialize, Serialize};

/// Every quality of some days, in the numbers it is told by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Qualities {
    pub received: u64,
    /// The same by channel, most first.
    pub channels: Vec<WordSum>,
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
            channels: by_word(tallies.iter().copied(), Measure::Received),
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

impl Qualities {
    /// How many came in by a channel.
    pub fn by(&self, channel: Channel) -> u64 {
        self.channels.iter().find(|sum| sum.word == channel.as_str()).map_or(0, |sum| sum.amount)
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
