//! How somebody wants to be told: by e-mail, by SMS to their mobile, or both; read alike in the browser and at the door.

use crate::problem::{FieldError, Issue};
use crate::requests::yes_or_nothing;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The way a notice takes to who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NoticeChannel {
    Email,
    Sms,
}

impl NoticeChannel {
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }
}

/// How one is told today, as `GET /api/v1/preferences` says it to oneself alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticePreferences {
    /// The account's address; empty where it has none.
    pub email: String,
    /// Whether notices go there.
    pub by_email: bool,
    /// The mobile SMS go to (E.164); empty for no SMS.
    pub mobile: String,
    /// Whether the service sends SMS at all. Where it does not, every notice goes by e-mail.
    pub sends_sms: bool,
    /// To be said again when they are changed.
    pub version: i64,
}

impl NoticePreferences {
    /// What a change is read against.
    pub fn rules(&self) -> PreferenceRules {
        PreferenceRules { has_email: !self.email.is_empty(), sends_sms: self.sends_sms }
    }
}

/// The form as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticePreferencesForm {
    /// `yes` for notices by e-mail.
    pub by_email: String,
    /// `yes` for notices by SMS; otherwise the number is forgotten.
    pub by_sms: String,
    /// Italian without a prefix, or international; blanks, dots and dashes do not matter.
    pub mobile: String,
    /// The version that was read.
    pub version: String,
}

/// What the choice is read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreferenceRules {
    /// Whether the account has an address.
    pub has_email: bool,
    pub sends_sms: bool,
}

/// A choice that holds. Whoever takes no SMS leaves no number behind, so there is no number without the wish to be told at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeChoice {
    pub by_email: bool,
    pub mobile: Option<Mobile>,
}

impl NoticeChoice {
    /// Reads the form and reports every error, not the first alone.
    ///
    /// # Errors
    /// What is to be mended, field by field: a number that is no mobile's, a channel that is not there, or none at all.
    pub fn parse(form: &NoticePreferencesForm, rules: PreferenceRules) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let mut keep = |field: &str, issue| errors.push(FieldError::new(field, issue));
        let by_email = yes_or_nothing(&form.by_email).unwrap_or_else(|issue| {
            keep("by_email", issue);
            true
        });
        let by_sms = yes_or_nothing(&form.by_sms).unwrap_or_else(|issue| {
            keep("by_sms", issue);
            false
        });
        if by_sms && !rules.sends_sms {
            keep("by_sms", Issue::UnknownChoice);
        }
        let mobile = if by_sms { Mobile::parse(&form.mobile).map(Some) } else { Ok(None) };
        let mobile = mobile.unwrap_or_else(|issue| {
            keep("mobile", issue);
            None
        });
        // Nobody can be told by e-mail without an address: the wish stands for the day there is one.
        let by_email = by_email || !rules.has_email;
        if !by_email && !by_sms {
            keep("by_email", Issue::NoChannel);
        }
        if errors.is_empty() { Ok(Self { by_email, mobile }) } else { Err(errors) }
    }
}

/// A mobile's number in E.164: a plus, the country and up to fifteen digits in all.
#[derive(Clone, PartialEq, Eq)]
pub struct Mobile(String);

impl Mobile {
    /// Italian mobiles begin with 3 and have nine or ten digits; they need no prefix.
    ///
    /// # Errors
    /// When nothing, or no number of a mobile, was written.
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let kept: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '(' | ')')).collect();
        if kept.is_empty() {
            return Err(Issue::Required);
        }
        if !kept.strip_prefix('+').unwrap_or(&kept).chars().all(|c| c.is_ascii_digit()) {
            return Err(Issue::BadMobile);
        }
        let number = match (kept.strip_prefix('+'), kept.strip_prefix("00")) {
            (Some(abroad), _) | (None, Some(abroad)) => abroad.to_owned(),
            (None, None) if is_italian_mobile(&kept) => format!("39{kept}"),
            (None, None) => return Err(Issue::BadMobile),
        };
        let sound = match number.strip_prefix("39") {
            Some(italian) => is_italian_mobile(italian),
            None => (8..=15).contains(&number.len()) && !number.starts_with('0'),
        };
        if sound { Ok(Self(format!("+{number}"))) } else { Err(Issue::BadMobile) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A personal datum: it stands in no log.
impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(a mobile's number)")
    }
}

fn is_italian_mobile(digits: &str) -> bool {
    digits.starts_with('3') && (9..=10).contains(&digits.len())
}

#[cfg(test)]
#[path = "preferences_tests.rs"]
mod tests;
