//! The legal register (*protocollo*): numbers that restart each year and never skip.

use crate::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

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

/// Not the number of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a register number is written AREA.YEAR.NUMBER")]
pub struct NotARegisterNumber;

impl FromStr for RegisterNumber {
    type Err = NotARegisterNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.trim().rsplitn(3, '.');
        let (number, year, area) = (parts.next(), parts.next(), parts.next());
        let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.filter(digits).filter(|number| (7..=18).contains(&number.len()));
        let year = year.filter(digits).filter(|year| year.len() == 4);
        let number = number.and_then(|number| number.parse().ok());
        let year = year.and_then(|year| year.parse().ok());
        let area = area.filter(|area| is_area(area));
        match (area, year, number) {
            (Some(area), Some(year), Some(number)) => Ok(Self { area: area.to_owned(), year, number }),
            _ => Err(NotARegisterNumber),
        }
    }
}

/// As AgID's segnatura has it (*CodiceRegistro*).
fn is_area(area: &str) -> bool {
    (1..=16).contains(&area.len()) && area.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

impl RegisterNumber {
    /// The first number quoted in a text, as people quote it in the subject of an e-mail.
    pub fn quoted_in(text: &str) -> Option<Self> {
        let inside = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
        // "n.INPS.5100.2026.0000042": what people put before a number without a blank is no part of its area.
        let bare = |token: &str| {
            ["n.", "nr.", "prot."].into_iter().find_map(|mark| {
                token
                    .get(..mark.len())
                    .filter(|start| start.eq_ignore_ascii_case(mark))
                    .map(|_| token[mark.len()..].to_owned())
            })
        };
        let tokens = text.split(|letter| !inside(letter)).map(|token| token.trim_matches('.'));
        tokens.map(|token| bare(token).unwrap_or_else(|| token.to_owned())).find_map(|token| token.parse().ok())
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
    use proptest::prelude::*;

    #[test]
    fn a_number_has_seven_digits_at_least() {
        let mut number = RegisterNumber { area: "INPS.5100".into(), year: 2026, number: 42 };
        assert_eq!(number.to_string(), "INPS.5100.2026.0000042");
        number.number = 12_345_678;
        assert_eq!(number.to_string(), "INPS.5100.2026.12345678");
    }

    #[test]
    fn a_number_is_found_where_people_quote_it() {
        let number = RegisterNumber { area: "INPS.5100".into(), year: 2026, number: 42 };
        for subject in [
            "Re: [INPS.5100.2026.0000042] risposta",
            "R: prot. INPS.5100.2026.0000042.",
            "INPS.5100.2026.0000042",
            "I: Contatti: la richiesta n.INPS.5100.2026.0000042 è chiusa (INPS.5100.2026.0000043)",
        ] {
            assert_eq!(RegisterNumber::quoted_in(subject).as_ref(), Some(&number), "{subject}");
        }
        for subject in
            ["", "Richiesta 42/2026", "INPS.5100.2026.42", "matricola 5101234567", "a.2026.9999999999999999999"]
        {
            assert_eq!(RegisterNumber::quoted_in(subject), None, "{subject}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_is_written(area in "[A-Za-z0-9_-]{1,7}(\\.[0-9]{1,4})?", year in 2000_i16..2100, number in 1_i64..99_999_999) {
            let written = RegisterNumber { area, year, number };
            prop_assert_eq!(written.to_string().parse(), Ok(written));
        }
    }
}
