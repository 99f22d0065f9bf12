//! Campaigns as the office reads them: before anything is sent, on the way, and afterwards.

use super::{CampaignState, TargetState};
use crate::identity::FirmName;
use crate::offices::SubjectArea;
use crate::page::Page;
use crate::requests::{Audience, TellingBy};
use crate::{CampaignId, Instant, RequestId};
use serde::{Deserialize, Serialize};

/// What the page that begins a campaign offers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignChoices {
    pub areas: Vec<SubjectArea>,
    /// Provinces of the office's positions.
    pub provinces: Vec<String>,
    /// Firms with a mandate that holds for one of them.
    pub intermediaries: Vec<FirmName>,
}

/// Names a preview shows at most.
pub const PREVIEWED: usize = 20;

/// Whom a campaign would reach; nothing is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignPreview {
    pub count: u32,
    /// The first of them, by company and number.
    pub first: Vec<PreviewedTarget>,
    /// How many of the companies' people have an account, each counted once.
    pub people: u32,
    /// How many people of firms under a mandate that holds have one.
    pub consultants: u32,
    /// Of the companies' people, how many would be told by which channel.
    pub people_by: TellingBy,
    /// Of the consultants.
    pub consultants_by: TellingBy,
}

/// A position that would be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewedTarget {
    pub company: String,
    pub position: String,
}

/// How many targets stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignCounts {
    pub waiting: u32,
    pub sent: u32,
    pub skipped: u32,
}

impl CampaignCounts {
    pub fn total(self) -> u32 {
        self.waiting + self.sent + self.skipped
    }

    /// Those whose turn has been.
    pub fn done(self) -> u32 {
        self.sent + self.skipped
    }
}

/// A campaign in the office's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignLine {
    pub id: CampaignId,
    pub subject: String,
    pub author: String,
    pub state: CampaignState,
    pub created_at: Instant,
    pub counts: CampaignCounts,
}

/// One campaign with its letter and a page of its targets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignDetail {
    #[serde(flatten)]
    pub line: CampaignLine,
    pub text: String,
    pub audience: Audience,
    pub answer_expected: bool,
    /// Letters an hour.
    pub pace: u32,
    pub targets: Page<TargetLine>,
    /// What the caller may do now; only its author starts it or lets it go on.
    pub may_start: bool,
    pub may_stop: bool,
    pub may_resume: bool,
}

/// A target in the order of its turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TargetLine {
    pub company: String,
    pub position: String,
    pub state: TargetState,
    /// The request that holds the letter, once it is sent.
    #[serde(default)]
    pub request: Option<RequestId>,
    /// Why it was not sent.
    #[serde(default)]
    pub reason: Option<SkipReason>,
}

/// Why a target was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SkipReason {
    /// Nobody of the audience has an account.
    NobodyReached,
    /// The position is closed, or no longer the office's.
    NoLongerOurs,
    /// The subject is no longer offered.
    SubjectExpired,
    /// It could not be written, however often it was tried.
    Failed,
}

impl SkipReason {
    pub const ALL: [Self; 4] = [Self::NobodyReached, Self::NoLongerOurs, Self::SubjectExpired, Self::Failed];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NobodyReached => "nobody_reached",
            Self::NoLongerOurs => "no_longer_ours",
            Self::SubjectExpired => "subject_expired",
            Self::Failed => "failed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}
