//! What director and IT contact read of an office's enablements, and the log of what was done.

use super::{EnablementDeed, EnablementMove, EnablementState};
use crate::identity::OfficeName;
use crate::{EnablementId, Instant};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// So many days before a grant ends somebody looks at whether it goes on.
pub const REVIEW_DAYS: i32 = 30;

/// Whether a grant is to be reviewed: it ends within thirty days, or was never given an end (DOMAIN 2.3).
pub fn to_review(last: Option<Date>, today: Date) -> bool {
    let soon = today.checked_add(REVIEW_DAYS.days()).unwrap_or(today);
    last.is_none_or(|last| last <= soon)
}

/// An office's enablements, as who answers for them reads them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enablements {
    pub office: OfficeName,
    /// All offices whose enablements one answers for.
    pub offices: Vec<OfficeName>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// Whether one nominates there.
    pub nominates: bool,
    /// Whether one grants there.
    pub grants: bool,
    /// What waits first, then what is granted, by name; then people without a grant who still have requests in charge.
    pub lines: Vec<EnablementLine>,
}

/// One enablement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnablementLine {
    pub id: EnablementId,
    pub person: String,
    pub username: String,
    pub state: EnablementState,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    /// The last day; none where whoever runs the server set none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub to: Option<Date>,
    /// Why the person was nominated.
    pub reason: String,
    #[serde(default)]
    pub nominated_by: Option<String>,
    #[serde(default)]
    pub granted_by: Option<String>,
    #[serde(default)]
    pub granted_at: Option<Instant>,
    /// Granted, and to be looked at again by now.
    pub to_review: bool,
    /// Requests not closed that the person has in charge at the office; counted to a hundred.
    pub in_charge: u32,
    /// What the reader may do with it.
    pub may: Vec<EnablementMove>,
}

impl EnablementLine {
    pub fn may(&self, wanted: EnablementMove) -> bool {
        self.may.contains(&wanted)
    }
}

/// One line of the log; never changed nor deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnablementLogLine {
    pub at: Instant,
    pub deed: EnablementDeed,
    pub person: String,
    /// None: whoever runs the server.
    #[serde(default)]
    pub by: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub to: Option<Date>,
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_ends_within_thirty_days_or_never_is_to_be_reviewed() {
        let today = date(2026, 11, 23);
        assert!(to_review(None, today));
        assert!(to_review(Some(date(2026, 12, 23)), today));
        assert!(!to_review(Some(date(2026, 12, 24)), today));
    }
}
