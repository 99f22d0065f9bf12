//! The life of an enablement: nothing is granted that was not nominated, and what is over is nominated anew.

use crate::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where an enablement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EnablementState {
    /// The director named the person; nothing opens yet.
    Nominated,
    /// The IT contact granted the group, from one day to another.
    Granted,
    /// Its last day passed, or the next grant took its place.
    Ended,
    /// Taken away before its last day.
    Revoked,
    /// The director thought again before it was granted.
    Withdrawn,
    /// The IT contact did not grant it.
    Refused,
}

/// A move the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an enablement that is {from:?} cannot {wanted}")]
pub struct IllegalEnablement {
    pub from: EnablementState,
    pub wanted: &'static str,
}

/// What somebody may do with an enablement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EnablementMove {
    Grant,
    Refuse,
    Withdraw,
    Revoke,
}

/// What was done, in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EnablementDeed {
    Nominated,
    Granted,
    Refused,
    Withdrawn,
    Revoked,
    /// Granted by whoever runs the server, with the account.
    Recorded,
}

impl EnablementState {
    pub const ALL: [Self; 6] =
        [Self::Nominated, Self::Granted, Self::Ended, Self::Revoked, Self::Withdrawn, Self::Refused];

    /// The IT contact gives the group to who was nominated.
    pub fn grant(self) -> Result<Self, IllegalEnablement> {
        self.step("be granted", Self::Nominated, Self::Granted)
    }

    /// The IT contact does not give it, and says why.
    pub fn refuse(self) -> Result<Self, IllegalEnablement> {
        self.step("be refused", Self::Nominated, Self::Refused)
    }

    /// The director takes the nomination back.
    pub fn withdraw(self) -> Result<Self, IllegalEnablement> {
        self.step("be withdrawn", Self::Nominated, Self::Withdrawn)
    }

    /// The group is taken away at once.
    pub fn revoke(self) -> Result<Self, IllegalEnablement> {
        self.step("be revoked", Self::Granted, Self::Revoked)
    }

    /// The next grant takes its place.
    pub fn end(self) -> Result<Self, IllegalEnablement> {
        self.step("be ended", Self::Granted, Self::Ended)
    }

    /// The state on a day: a grant whose last day passed is over without anybody's hand.
    pub fn on(self, last: Option<Date>, today: Date) -> Self {
        if self == Self::Granted && last.is_some_and(|last| last < today) { Self::Ended } else { self }
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nominated => "nominated",
            Self::Granted => "granted",
            Self::Ended => "ended",
            Self::Revoked => "revoked",
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn step(self, wanted: &'static str, allowed: Self, to: Self) -> Result<Self, IllegalEnablement> {
        if self == allowed { Ok(to) } else { Err(IllegalEnablement { from: self, wanted }) }
    }
}

impl EnablementDeed {
    pub const ALL: [Self; 6] =
        [Self::Nominated, Self::Granted, Self::Refused, Self::Withdrawn, Self::Revoked, Self::Recorded];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nominated => "nominated",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
            Self::Recorded => "recorded",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == word)
    }
}

/// Whether a grant by `by` to `whom` has two people behind it besides the one it is for (DOMAIN 2.3).
pub fn separate_duties(by: PersonId, whom: PersonId, nominated_by: Option<PersonId>) -> bool {
    by != whom && nominated_by.is_some_and(|nominator| nominator != by && nominator != whom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    type Move = fn(EnablementState) -> Result<EnablementState, IllegalEnablement>;
    const MOVES: [Move; 5] = [
        EnablementState::grant,
        EnablementState::refuse,
        EnablementState::withdraw,
        EnablementState::revoke,
        EnablementState::end,
    ];

    #[test]
    fn a_grant_is_over_the_day_after_its_last() {
        let last = Some(date(2026, 11, 22));
        assert_eq!(EnablementState::Granted.on(last, date(2026, 11, 22)), EnablementState::Granted);
        assert_eq!(EnablementState::Granted.on(last, date(2026, 11, 23)), EnablementState::Ended);
        assert_eq!(EnablementState::Granted.on(None, date(2036, 11, 23)), EnablementState::Granted);
        assert_eq!(EnablementState::Revoked.on(last, date(2026, 11, 23)), EnablementState::Revoked);
    }

    #[test]
    fn nobody_grants_to_themselves_nor_what_they_nominated() {
        let [carmela, patrizia, luca] = [1, 2, 3].map(|number| PersonId(Uuid::from_u128(number)));
        assert!(separate_duties(patrizia, luca, Some(carmela)));
        assert!(!separate_duties(carmela, luca, Some(carmela)), "nominated and granted by one");
        assert!(!separate_duties(patrizia, patrizia, Some(carmela)), "granted to oneself");
        assert!(!separate_duties(patrizia, luca, Some(luca)), "nominated oneself");
        assert!(!separate_duties(patrizia, luca, None), "nominated by nobody");
    }

    proptest! {
        #[test]
        fn no_sequence_of_moves_grants_without_a_nomination(start in 0_usize..6, steps in prop::collection::vec(0_usize..5, 0..12)) {
            let mut state = EnablementState::ALL[start];
            for step in steps {
                let Ok(next) = MOVES[step](state) else { continue };
                prop_assert!(next != EnablementState::Granted || state == EnablementState::Nominated);
                prop_assert!(next != EnablementState::Nominated, "a nomination is only ever made anew");
                state = next;
            }
        }
    }
}
