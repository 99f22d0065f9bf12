//! The legal register (*protocollo*): numbers that restart each year and never skip.

use crate::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether a registered document came in or went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// The direction a stored word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::In, Self::Out].into_iter().find(|known| known.as_str() == word)
    }
}

/// A register number: area (AOO), year and progressive of at least seven digits (DPR 445/2000 art. 57).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterNumber {
    pub area: String,
    pub year: i16,
    pub number: i64,
}

impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{:07}", self.area, self.year, self.number)
    }
}

/// A number with the moment it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registration {
    #[serde(flatten)]
    pub number: RegisterNumber,
    pub at: Instant,
}

/// The register of one area and day (*registro giornaliero*, DPR 445/2000 art. 53), as the file of it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DailyRegister {
    pub area: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Date,
    /// Entries of the day; none on a day without registrations.
    pub entries: i64,
    /// The last entry of the area when the day ended.
    pub last: RegisterNumber,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Size of the file in bytes.
    pub size: i64,
    pub produced_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_seven_digits_at_least() {
        let mut number = RegisterNumber { area: "INPS.5100".into(), year: 2026, number: 42 };
        assert_eq!(number.to_string(), "INPS.5100.2026.0000042");
        number.number = 12_345_678;
        assert_eq!(number.to_string(), "INPS.5100.2026.12345678");
    }
}
