//! What directors and unit managers read: what will miss its day, what is late and whom it reached, what the night found.

use super::{Due, Finding, Rung, Step};
use crate::identity::OfficeName;
use crate::register::RegisterNumber;
use crate::requests::State;
use crate::{Instant, RequestId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far ahead directors look, in working days.
pub const WORKING_DAYS_AHEAD: u16 = 5;

/// Why a request will likely miss its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Why {
    /// Nobody has it in charge.
    NoOwner,
    /// Who has it may not work the office's requests any more.
    OwnerGone,
    /// Who has it is away on the promised day, and nobody there can stand in.
    OwnerAway,
    /// The office has not written a word yet.
    NothingWritten,
    /// The answer did not answer once already.
    Reopened,
}

/// Who has a request in charge, as far as its day is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// There on that day, or with somebody who stands in.
    There,
    /// Away on that day, with nobody who can stand in.
    Away,
    /// May not work the office's requests any more.
    Gone,
}

/// What speaks against keeping the day; nothing for a request that is under way.
pub fn likely(state: State, owner: Option<Owner>, answered: bool) -> Vec<Why> {
    let mut why = vec![];
    match owner {
        None => why.push(Why::NoOwner),
        Some(Owner::Gone) => why.push(Why::OwnerGone),
        Some(Owner::Away) => why.push(Why::OwnerAway),
        Some(Owner::There) => {}
    }
    if !answered {
        why.push(Why::NothingWritten);
    }
    if state == State::Reopened {
        why.push(Why::Reopened);
    }
    why
}

/// An open request whose day comes soon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AheadLine {
    pub id: RequestId,
    pub number: RegisterNumber,
    pub subject: String,
    pub company: String,
    #[serde(default)]
    pub owner: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub promised_on: Date,
    /// Working days until the promised day; 0 today.
    pub days_left: i32,
    pub why: Vec<Why>,
    /// Whom it reaches first if its day is missed.
    #[serde(default)]
    pub next: Option<Due>,
}

/// An open request whose day has passed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Climbed {
    pub id: RequestId,
    pub number: RegisterNumber,
    pub subject: String,
    pub company: String,
    #[serde(default)]
    pub owner: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub promised_on: Date,
    /// Negative.
    pub days_left: i32,
    /// The highest rung reached, and when.
    #[serde(default)]
    pub rung: Option<Rung>,
    #[serde(default)]
    pub reached_at: Option<Instant>,
    #[serde(default)]
    pub next: Option<Due>,
}

/// The coming days of an office, and what is late already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ahead {
    pub office: OfficeName,
    /// The offices the reader may choose.
    pub offices: Vec<OfficeName>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// The last day looked at.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub until: Date,
    /// By promised day.
    pub coming: Vec<AheadLine>,
    /// Longest late first.
    pub late: Vec<Climbed>,
    /// Whether there is more of either than is shown.
    pub more: bool,
}

/// The ladder of an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Steps {
    pub office: OfficeName,
    pub steps: Vec<Step>,
    /// Whether the office has steps of its own; else those that hold for all.
    pub own: bool,
    pub region_email: String,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Of the office's steps and of its region's address: grows by one at each change.
    pub version: i64,
    /// Who changed them last, and when; none while nobody did.
    #[serde(default)]
    pub changed_by: Option<String>,
    #[serde(default)]
    pub changed_at: Option<Instant>,
}

/// A request the nightly check found something of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingLine {
    pub id: RequestId,
    pub number: RegisterNumber,
    pub subject: String,
    pub company: String,
    pub finding: Finding,
    /// The check gave it back to the office: anybody there can take it now.
    pub given_back: bool,
}

/// What the last nightly check found at an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Night {
    /// The day of the check; none before the first.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub day: Option<Date>,
    pub findings: Vec<FindingLine>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_way_has_nothing_against_it() {
        assert_eq!(likely(State::InCharge, Some(Owner::There), true), []);
        assert_eq!(likely(State::Routed, None, false), [Why::NoOwner, Why::NothingWritten]);
        assert_eq!(likely(State::Reopened, None, true), [Why::NoOwner, Why::Reopened]);
        assert_eq!(likely(State::InCharge, Some(Owner::Gone), true), [Why::OwnerGone]);
        assert_eq!(likely(State::InCharge, Some(Owner::Away), true), [Why::OwnerAway]);
    }
}
