//! The employer's position number (*matricola INPS*): ten digits, of which two only warn.

use std::fmt;
use std::str::FromStr;

/// Ten digits: province (2), progressive (6), check (2). Spaces are forgiven when read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PositionNumber(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a position number has ten digits")]
pub struct NotAPositionNumber;

impl PositionNumber {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the two check digits agree. One public source only gives the rule (DOMAIN 2.2), so a mismatch warns and never refuses.
    pub fn check_digits_agree(&self) -> bool {
        let digits: Vec<u32> = self.0.chars().filter_map(|c| c.to_digit(10)).collect();
        let (odd, even) = checks(&digits);
        digits.get(8) == Some(&odd) && digits.get(9) == Some(&even)
    }

    /// The first number in a text whose check digits agree: ten digits of something else seldom do.
    pub fn quoted_in(text: &str) -> Option<Self> {
        let tokens = text.split(|letter: char| !letter.is_alphanumeric());
        tokens.filter_map(|token| token.parse().ok()).find(Self::check_digits_agree)
    }

    /// A number with right check digits from its first eight.
    pub fn from_stem(stem: u32) -> Self {
        let eight = format!("{:08}", stem % 100_000_000);
        let digits: Vec<u32> = eight.chars().filter_map(|c| c.to_digit(10)).collect();
        let (odd, even) = checks(&digits);
        Self(format!("{eight}{odd}{even}"))
    }
}

fn checks(digits: &[u32]) -> (u32, u32) {
    let every_second_from = |start: usize| digits.iter().take(8).skip(start).step_by(2).sum::<u32>() % 10;
    (every_second_from(0), every_second_from(1))
}

impl FromStr for PositionNumber {
    type Err = NotAPositionNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let ten = digits.len() == 10 && digits.chars().all(|c| c.is_ascii_digit());
        if ten { Ok(Self(digits)) } else { Err(NotAPositionNumber) }
    }
}

impl fmt::Display for PositionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_example_agrees_and_its_neighbour_only_warns() {
        let good: PositionNumber = "70123456 62".parse().unwrap();
        assert!(good.check_digits_agree());
        let odd: PositionNumber = "7012345663".parse().unwrap();
        assert!(!odd.check_digits_agree());
        assert!("701234566".parse::<PositionNumber>().is_err());
        assert!("70123456٦2".parse::<PositionNumber>().is_err());
    }

    #[test]
    fn a_number_is_found_in_a_letter_and_a_telephone_is_not() {
        let quoted = |text: &str| PositionNumber::quoted_in(text).map(|number| number.to_string());
        assert_eq!(quoted("Matr.7012345662: DURC; tel. 0815551234"), Some("7012345662".into()));
        assert_eq!(quoted("tel. 0815551234, codice A7012345662"), None);
    }

    proptest! {
        #[test]
        fn a_number_made_from_its_stem_agrees(stem in 1_000_000_u32..96_000_000) {
            prop_assert!(PositionNumber::from_stem(stem).check_digits_agree());
        }
    }
}
