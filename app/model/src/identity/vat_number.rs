//! The *partita IVA*: eleven digits, the last of which checks the others (Luhn).

use std::fmt;
use std::str::FromStr;

/// A valid VAT number; a legal person's tax code has the same form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VatNumber(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a VAT number has eleven digits, the last of which checks the others")]
pub struct NotAVatNumber;

impl VatNumber {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Completes ten digits with their check digit.
    pub fn from_stem(stem: u64) -> Self {
        let ten = format!("{:010}", stem % 10_000_000_000);
        let check = (10 - luhn_sum(&ten) % 10) % 10;
        Self(format!("{ten}{check}"))
    }
}

/// The sum over the first ten digits; those in even places count double.
fn luhn_sum(digits: &str) -> u32 {
    digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .take(10)
        .enumerate()
        .map(|(index, digit)| match index % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum()
}

impl FromStr for VatNumber {
    type Err = NotAVatNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 11 || !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(NotAVatNumber);
        }
        let check = digits.chars().last().and_then(|c| c.to_digit(10));
        if check == Some((10 - luhn_sum(&digits) % 10) % 10) { Ok(Self(digits)) } else { Err(NotAVatNumber) }
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_are_valid() {
        for good in ["02121151001", "80078750587", "12345670488"] {
            assert!(good.parse::<VatNumber>().is_ok(), "{good}");
        }
        assert!("02121151002".parse::<VatNumber>().is_err());
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(stem in 0_u64..10_000_000_000, place in 0_usize..11, other in 0_u8..10) {
            let mut bytes = VatNumber::from_stem(stem).as_str().as_bytes().to_vec();
            prop_assume!(bytes[place] != b'0' + other);
            bytes[place] = b'0' + other;
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<VatNumber>().is_err());
        }
    }
}
