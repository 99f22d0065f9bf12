//! Where the sender wants to be reached about one request.

use crate::problem::Issue;

/// An e-mail address that a mail server could accept: checked for shape, proved only by delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(Issue::BadEmail)?;
        let sound = !local.is_empty()
            && text.len() <= 254
            && domain.contains('.')
            && domain.split('.').all(|label| !label.is_empty())
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'));
        if sound { Ok(Self(text.to_owned())) } else { Err(Issue::BadEmail) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number: an optional plus and six to fifteen digits (E.164); spaces and dashes are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telephone(String);

impl Telephone {
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')')).collect();
        let digits = kept.strip_prefix('+').unwrap_or(&kept);
        let sound = (6..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
        if sound { Ok(Self(kept)) } else { Err(Issue::BadTelephone) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_people_really_write() {
        for good in ["anna.rossi@studio-rossi.it", "a+inps@pec.esempio.com", "è@università.it"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "anna", "@x.it", "a@b", "a b@c.it", "a@b..it", "a@b.it,c@d.it"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Telephone::parse("+39 06 164-164").map(|t| t.as_str().to_owned()), Ok("+3906164164".into()));
        for bad in ["12345", "+", "06 CHIAMA", "1234567890123456"] {
            assert!(Telephone::parse(bad).is_err(), "{bad}");
        }
    }
}
