//! A position as its consultant needs it today: what goes on there, what waits for them, what was answered.

use super::Position;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An answer counts as new for so many days.
const NEW_DAYS: i64 = 7;

/// A position one may act for, with what needs one there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Client {
    #[serde(flatten)]
    pub position: Position,
    pub needs: Needs,
}

/// Requests of a position, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Needs {
    pub open: u32,
    /// Those in charge, the ones that wait for documents among them.
    pub in_charge: u32,
    /// Waiting for documents of the company.
    pub awaiting: u32,
    /// The nearest day by which documents must come.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub awaiting_until: Option<Date>,
    /// The office's promise has passed.
    pub late: u32,
    /// Answered since `answered_since`.
    pub answered: u32,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub answered_since: Date,
}

impl Needs {
    /// Whether somebody must act today: documents are waited for, or the office is late.
    pub fn today(&self) -> bool {
        self.awaiting > 0 || self.late > 0
    }

    pub fn is_quiet(&self) -> bool {
        self.open + self.in_charge + self.answered == 0
    }
}

/// The first day whose answers are new.
pub fn answered_since(today: Date) -> Date {
    today.checked_sub(NEW_DAYS.days()).unwrap_or(today)
}
