//! The *codice fiscale*: sixteen characters for persons (with omocodia), eleven digits for legal persons.

use super::VatNumber;
use std::fmt;
use std::str::FromStr;

/// A valid tax code (DM 23 December 1976; DOMAIN 2.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaxCode(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATaxCode {
    #[error("a tax code has sixteen characters, or eleven digits")]
    Shape,
    #[error("the check character does not agree")]
    Check,
}

impl TaxCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Completes fifteen characters with their check letter.
    pub fn complete(first_fifteen: &str) -> Result<Self, NotATaxCode> {
        let upper = first_fifteen.to_ascii_uppercase();
        let letter = check_letter(upper.as_bytes()).ok_or(NotATaxCode::Shape)?;
        format!("{upper}{letter}").parse()
    }
}

impl FromStr for TaxCode {
    type Err = NotATaxCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        if code.len() == 11 {
            return code.parse::<VatNumber>().map(|_| Self(code)).map_err(|_| NotATaxCode::Check);
        }
        let bytes = code.as_bytes();
        if bytes.len() != 16 || !has_person_shape(bytes) {
            return Err(NotATaxCode::Shape);
        }
        let (first, last) = bytes.split_at(15);
        match check_letter(first) {
            Some(letter) if [letter as u8] == last => Ok(Self(code)),
            _ => Err(NotATaxCode::Check),
        }
    }
}

impl fmt::Display for TaxCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The shape of the AgID segnatura: digits may be the omocodia letters L M N P Q R S T U V.
fn has_person_shape(code: &[u8]) -> bool {
    code.iter().enumerate().all(|(place, byte)| match place {
        6 | 7 | 9 | 10 | 12..=14 => byte.is_ascii_digit() || b"LMNPQRSTUV".contains(byte),
        8 => b"ABCDEHLMPRST".contains(byte),
        _ => byte.is_ascii_uppercase(),
    })
}

fn check_letter(fifteen: &[u8]) -> Option<char> {
    if fifteen.len() != 15 {
        return None;
    }
    let mut sum = 0_u32;
    for (index, byte) in fifteen.iter().enumerate() {
        // People count places from one: the first is odd.
        sum += if index % 2 == 0 { odd_value(*byte)? } else { even_value(*byte)? };
    }
    char::from_u32(u32::from(b'A') + sum % 26)
}

fn even_value(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        _ => None,
    }
}

fn odd_value(byte: u8) -> Option<u32> {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    even_value(byte).and_then(|place| ODD.get(place as usize).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_codes_are_valid_and_a_changed_letter_is_not() {
        for good in ["RCCMNL83S18D969H", "cntchr83t41d969d", "80078750587", " 0212115 1001"] {
            assert!(good.parse::<TaxCode>().is_ok(), "{good}");
        }
        assert_eq!("RCCMNL83S18D969J".parse::<TaxCode>(), Err(NotATaxCode::Check));
        assert_eq!("RCCMNL83S18D96".parse::<TaxCode>(), Err(NotATaxCode::Shape));
        assert_eq!("RCCMNL83Z18D969H".parse::<TaxCode>(), Err(NotATaxCode::Shape));
        assert!("".parse::<TaxCode>().is_err());
    }

    #[test]
    fn a_homonym_gets_letters_for_digits() {
        // The last digit of the place's code, 9, becomes V.
        let omocodia = TaxCode::complete("RCCMNL83S18D96V").unwrap();
        assert!(omocodia.as_str().parse::<TaxCode>().is_ok());
        assert_ne!(omocodia.as_str(), "RCCMNL83S18D96VH");
    }

    proptest! {
        #[test]
        fn one_changed_character_in_an_even_place_is_always_noticed(
            digits in proptest::collection::vec(0_u8..10, 7), place in 0_usize..3, other in 0_u8..10,
        ) {
            let stem = format!("RCCMNL{}{}S{}{}D{}{}{}",
                digits[0], digits[1], digits[2], digits[3], digits[4], digits[5], digits[6]);
            let code = TaxCode::complete(&stem).unwrap().as_str().to_owned();
            // Places 8, 10 and 14 are even and hold digits.
            let index = [7, 9, 13][place];
            let mut bytes = code.into_bytes();
            prop_assume!(bytes[index] != b'0' + other);
            bytes[index] = b'0' + other;
            let changed = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(changed.parse::<TaxCode>(), Err(NotATaxCode::Check));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = text.parse::<TaxCode>();
        }
    }
}
