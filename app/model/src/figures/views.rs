//! What the director's page shows.

use super::{Backlog, Foretold, Qualities, Step, Stretch, Times, Took};
use crate::identity::OfficeName;
use crate::{Instant, SubjectId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The figures of an office over some days, and how much there is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    pub office: OfficeName,
    /// The offices whose load the reader watches, each with its sums.
    pub offices: Vec<OfficeSum>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub to: Date,
    /// When the last move was counted; none when nothing ever was.
    #[serde(default)]
    pub counted_at: Option<Instant>,
    /// Whether moves wait to be counted.
    pub behind: bool,
    pub received: u64,
    pub closed: u64,
    pub open: u64,
    /// Of what is open, not waiting for the company, and promised for a day that is over.
    pub overdue: u64,
    pub weeks: Vec<Week>,
    /// How long each of the stretches is.
    pub step: Step,
    /// The qualities over time, in the order of days.
    pub stretches: Vec<Stretch>,
    pub channels: Vec<WordSum>,
    pub outcomes: Vec<WordSum>,
    pub subjects: Vec<SubjectSum>,
    pub units: Vec<UnitSum>,
    pub ages: Vec<Age>,
    /// What was open on the last morning noted of each stretch; none of a single subject.
    pub backlogs: Vec<Backlog>,
    pub first_response: Times,
    pub resolution: Times,
    pub solved: u64,
    pub not_solved: u64,
    pub reopened: u64,
    pub handed_over: u64,
    /// To another unit of the office.
    #[serde(default)]
    pub passed: u64,
    pub given_back: u64,
    pub one_hand: u64,
    pub interlocutory: u64,
    pub reminded: u64,
}

impl Figures {
    /// The qualities of the whole period.
    pub fn qualities(&self) -> Qualities {
        Qualities {
            received: self.received,
            channels: self.channels.clone(),
            first_response: Took::from(&self.first_response),
            resolution: Took::from(&self.resolution),
            one_hand: self.one_hand,
            solved: self.solved,
            not_solved: self.not_solved,
            reopened: self.reopened,
            interlocutory: self.interlocutory,
            handed_over: self.handed_over,
            passed: self.passed,
            given_back: self.given_back,
            reminded: self.reminded,
        }
    }
}

/// A week, from Monday; the first and the last may be cut by the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Week {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub monday: Date,
    pub received: u64,
    pub closed: u64,
    /// Closed after the promised day.
    pub late: u64,
}

/// How much of a channel or an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WordSum {
    pub word: String,
    pub amount: u64,
}

/// How much of a subject, most received first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectSum {
    pub id: SubjectId,
    /// Empty until the server names it.
    pub title: String,
    pub received: u64,
    pub closed: u64,
    pub late: u64,
    pub open: u64,
    pub not_solved: u64,
}

/// How much of a unit; of none for what is the office's as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitSum {
    #[serde(default)]
    pub id: Option<UnitId>,
    pub name: String,
    pub received: u64,
    pub closed: u64,
    pub late: u64,
    pub open: u64,
    /// Of the period.
    pub qualities: Qualities,
}

/// How much is open since so many days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Age {
    /// From so many days on.
    pub from: u16,
    /// To so many; none without an end.
    #[serde(default)]
    pub to: Option<u16>,
    pub amount: u64,
}

/// An office whose load one watches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeSum {
    pub office: OfficeName,
    pub received: u64,
    pub closed: u64,
    pub open: u64,
}

/// Whose forecast, and how many people will be away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ForecastForm {
    /// The office's id; without it, the first whose load one watches.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// How many people will be away; none without it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub away: String,
}

/// What the coming working days will bring, and how wrong earlier forecasts were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForecastView {
    /// Operators of the office today.
    pub people: u16,
    /// The most of them who already said that they will be away on one of these days.
    #[serde(default)]
    pub known_away: u16,
    /// How many more the reader takes to be away on each of them.
    pub away: u16,
    /// Requests the office closes on a working day, all people there.
    pub closes_a_day: f64,
    pub arrive_a_day: f64,
    pub days: Vec<Foretold>,
    /// How many promises will be missed in these days.
    pub will_miss: u64,
    /// Of how many days this rests on; with fewer than ten it is a guess.
    pub days_known: u16,
    /// Days that are over, as they were foretold five working days before, oldest first.
    pub past: Vec<PastDay>,
    /// How far off a day's forecast was, in requests; none without a past.
    #[serde(default)]
    pub mean_error: Option<f64>,
}

/// What was foretold of a day, and what came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastDay {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    pub foretold: u64,
    pub missed: u64,
}
