//! The life of a missive: it waits in the office's tray until somebody files it or sets it aside.

use serde::{Deserialize, Serialize};

/// Where a missive stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MissiveState {
    /// In the tray (*raccoglitore*): nobody of the office has decided what it is about.
    Waiting,
    /// In a position's history, and in a request's thread where it belongs to one.
    Filed,
    /// Nothing to do with it: advertising, an automatic reply, meant for somebody else. Still registered and readable.
    SetAside,
}

/// A move the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a missive that is {from:?} cannot {wanted}")]
pub struct IllegalMissiveMove {
    pub from: MissiveState,
    pub wanted: &'static str,
}

impl MissiveState {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Filed, Self::SetAside];

    /// Its position, and perhaps its request, is known: what is in a thread stays there.
    pub fn file(self) -> Result<Self, IllegalMissiveMove> {
        self.step("be filed", Self::Waiting, Self::Filed)
    }

    pub fn set_aside(self) -> Result<Self, IllegalMissiveMove> {
        self.step("be set aside", Self::Waiting, Self::SetAside)
    }

    /// Set aside by mistake.
    pub fn take_back(self) -> Result<Self, IllegalMissiveMove> {
        self.step("be taken back", Self::SetAside, Self::Waiting)
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Filed => "filed",
            Self::SetAside => "set_aside",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn step(self, wanted: &'static str, from: Self, to: Self) -> Result<Self, IllegalMissiveMove> {
        if self == from { Ok(to) } else { Err(IllegalMissiveMove { from: self, wanted }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filed_stays_filed_and_what_is_set_aside_may_come_back() {
        let filed = MissiveState::Waiting.file().unwrap();
        assert!(filed.set_aside().is_err() && filed.take_back().is_err() && filed.file().is_err());
        let aside = MissiveState::Waiting.set_aside().unwrap();
        assert!(aside.file().is_err(), "nobody files what was set aside without taking it back");
        assert_eq!(aside.take_back(), Ok(MissiveState::Waiting));
    }

    #[test]
    fn every_state_is_found_again_by_its_word() {
        for state in MissiveState::ALL {
            assert_eq!(MissiveState::from_word(state.as_str()), Some(state));
        }
    }
}
