//! The way a request came in (*canale*).

use serde::{Deserialize, Serialize};

/// Every request has one, whatever brought it: the drawer's own pages, or an older way that an office wrote down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Channel {
    #[default]
    Web,
    Fax,
    /// Certified e-mail (*posta elettronica certificata*).
    Pec,
    Email,
    Phone,
    /// The office's counter (*sportello*).
    Desk,
    Letter,
    Sms,
}

impl Channel {
    pub const ALL: [Self; 8] =
        [Self::Web, Self::Fax, Self::Pec, Self::Email, Self::Phone, Self::Desk, Self::Letter, Self::Sms];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Fax => "fax",
            Self::Pec => "pec",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Desk => "desk",
            Self::Letter => "letter",
            Self::Sms => "sms",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }
}
