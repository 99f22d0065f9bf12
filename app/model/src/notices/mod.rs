//! How people want to be told, and what people of the offices are told of themselves, beside the timeline of any request.

mod preferences;

pub use preferences::{Mobile, NoticeChannel, NoticeChoice, NoticePreferences, NoticePreferencesForm, PreferenceRules};

use crate::{Instant, StaffNoticeId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a notice to staff tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StaffNoticeKind {
    /// Somebody is away, and the reader stands in.
    StandsIn,
    /// That absence was ended or called off.
    StandsInNoMore,
    /// A note among colleagues names the reader.
    Mentioned,
    /// The reader's own enablement ends.
    EnablementEnds,
    /// The one of somebody of the office the reader directs.
    EnablementOfColleagueEnds,
}

impl StaffNoticeKind {
    pub const ALL: [Self; 5] =
        [Self::StandsIn, Self::StandsInNoMore, Self::Mentioned, Self::EnablementEnds, Self::EnablementOfColleagueEnds];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StandsIn => "stands_in",
            Self::StandsInNoMore => "stands_in_no_more",
            Self::Mentioned => "mentioned",
            Self::EnablementEnds => "enablement_ends",
            Self::EnablementOfColleagueEnds => "enablement_of_colleague_ends",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether the console shows it as a notice: who is named in a note has a view of such requests.
    pub fn is_shown(self) -> bool {
        self != Self::Mentioned
    }
}

/// A notice its reader has not put away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffNotice {
    pub id: StaffNoticeId,
    pub kind: StaffNoticeKind,
    /// The colleague it is about; empty for the reader.
    pub named: String,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub first_day: Option<Date>,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub last_day: Option<Date>,
    pub told_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::StaffNoticeKind;

    #[test]
    fn every_kind_is_found_by_its_word_and_named_alike_in_json() {
        for kind in StaffNoticeKind::ALL {
            assert_eq!(StaffNoticeKind::from_word(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
    }
}
