//! A mandate (*delega*) as an office reads it: from when to when, and whether it holds today.

use crate::identity::FirmName;
use crate::offices::Scheme;
use crate::{Instant, MandateId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How long a mandate holds: from its first day to its last, both included, unless it was revoked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MandateSpan {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub valid_from: Date,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<Date>,
    #[serde(default)]
    pub revoked_at: Option<Instant>,
}

impl MandateSpan {
    /// Whether somebody may act under it on this day: a revocation ends it at once.
    pub fn holds_on(&self, day: Date) -> bool {
        self.revoked_at.is_none() && self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// A company's mandate to a firm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileMandate {
    pub id: MandateId,
    pub firm: FirmName,
    /// None: every scheme of the company.
    #[serde(default)]
    pub scheme: Option<Scheme>,
    pub span: MandateSpan,
    /// Whether it holds today.
    pub holds: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_mandate_holds_on_its_first_and_last_day_and_never_once_revoked() {
        let span = MandateSpan { valid_from: date(2026, 1, 10), valid_to: Some(date(2026, 6, 30)), revoked_at: None };
        let held = |day| span.holds_on(day);
        assert!(held(date(2026, 1, 10)) && held(date(2026, 6, 30)));
        assert!(!held(date(2026, 1, 9)) && !held(date(2026, 7, 1)));
        assert!(MandateSpan { valid_to: None, ..span }.holds_on(date(2099, 1, 1)));
        let revoked = MandateSpan { revoked_at: Some(Instant::from_micros(1)), ..span };
        assert!(!revoked.holds_on(date(2026, 3, 1)));
    }
}
