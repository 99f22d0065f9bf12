//! The life of a campaign and of each of its targets.

use serde::{Deserialize, Serialize};

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CampaignState {
    /// Its targets are chosen, nothing is sent.
    Draft,
    Running,
    /// What was sent stays sent; the rest waits.
    Stopped,
    /// Nothing waits any more.
    Done,
}

/// A move the campaign's state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a campaign that is {from:?} cannot {wanted}")]
pub struct IllegalCampaignMove {
    pub from: CampaignState,
    pub wanted: &'static str,
}

impl CampaignState {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Running, Self::Stopped, Self::Done];

    /// # Errors
    /// When it was started before.
    pub fn start(self) -> Result<Self, IllegalCampaignMove> {
        self.step("start", Self::Draft, Self::Running)
    }

    /// # Errors
    /// When it does not run.
    pub fn stop(self) -> Result<Self, IllegalCampaignMove> {
        self.step("stop", Self::Running, Self::Stopped)
    }

    /// # Errors
    /// When it was not stopped.
    pub fn resume(self) -> Result<Self, IllegalCampaignMove> {
        self.step("go on", Self::Stopped, Self::Running)
    }

    /// # Errors
    /// When it does not run.
    pub fn finish(self) -> Result<Self, IllegalCampaignMove> {
        self.step("finish", Self::Running, Self::Done)
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Done => "done",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn step(self, wanted: &'static str, from: Self, to: Self) -> Result<Self, IllegalCampaignMove> {
        if self == from { Ok(to) } else { Err(IllegalCampaignMove { from: self, wanted }) }
    }
}

/// Where one target of a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TargetState {
    Waiting,
    Sent,
    /// It could not be reached any more when its turn came.
    Skipped,
}

impl TargetState {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Skipped];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Skipped => "skipped",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_started_once_and_stopped_and_resumed_at_will() {
        let running = CampaignState::Draft.start().unwrap();
        assert_eq!(running.stop().and_then(CampaignState::resume), Ok(CampaignState::Running));
        assert_eq!(running.finish(), Ok(CampaignState::Done));
        for state in [CampaignState::Running, CampaignState::Stopped, CampaignState::Done] {
            assert!(state.start().is_err(), "{state:?}");
        }
    }

    #[test]
    fn what_is_over_moves_no_more_and_what_was_stopped_does_not_finish_by_itself() {
        let over = CampaignState::Done;
        assert!(over.stop().is_err() && over.resume().is_err() && over.finish().is_err());
        assert!(CampaignState::Stopped.finish().is_err() && CampaignState::Draft.stop().is_err());
    }
}
