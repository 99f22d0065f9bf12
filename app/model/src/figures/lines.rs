//! What lies behind a number of the dashboard: a line for each thing it counts.

use super::Measure;
use crate::identity::OfficeName;
use crate::page::Page;
use crate::register::RegisterNumber;
use crate::requests::PublicState;
use crate::{EventId, Instant, RequestId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The lines behind a number, and what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BehindNumber {
    pub office: OfficeName,
    pub measure: Measure,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub to: Date,
    /// The subject's and the unit's names, where the number is of one.
    #[serde(default)]
    pub subject: Option<String>,
    #[serde(default)]
    pub unit: Option<String>,
    /// The number itself, as the dashboard shows it.
    pub total: u64,
    /// Of what is promised for one of the days foretold, the whole office's: how many promises of that day the forecast
    /// expects to be missed, nobody more being away, what is still to come in included.
    #[serde(default)]
    pub foretold: Option<u64>,
    /// Whether moves wait to be counted.
    pub behind: bool,
    /// Until this day moves were counted as their requests stood later: with the subject, unit and promise of then. None
    /// where no day asked for is so early.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub recounted_until: Option<Date>,
    pub lines: Page<BehindLine>,
}

/// One thing counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BehindLine {
    pub request: RequestId,
    /// The line of the timeline it is counted with; none for how much there is. A request may be counted more than once.
    #[serde(default)]
    pub event: Option<EventId>,
    pub number: RegisterNumber,
    pub company: String,
    /// The subject and the unit it is counted under.
    pub subject: String,
    #[serde(default)]
    pub unit: Option<String>,
    /// When it happened; none for how much there is.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Its day; for how much there is, the one its clock started or the one promised.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    /// How long it took, where the measure is a time.
    #[serde(default)]
    pub working_days: Option<u16>,
    /// Whether the promise was kept, where there was one.
    #[serde(default)]
    pub in_time: Option<bool>,
    /// As it stands now; none where another office has it.
    #[serde(default)]
    pub state: Option<PublicState>,
    /// Who has it in charge now.
    #[serde(default)]
    pub owner: Option<String>,
    /// The office that has it now, where it is another.
    #[serde(default)]
    pub office: Option<String>,
    /// Whether the reader may open it.
    pub readable: bool,
}
