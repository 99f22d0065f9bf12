//! The nightly check: every request that is not closed has an owner who can work it, or a next step that comes by itself.

use super::Owner;
use crate::requests::State;
use serde::{Deserialize, Serialize};

/// What the check found of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Finding {
    /// Its owner may not work the office's requests any more.
    OwnerGone,
    /// Its owner is away, today and on the promised day, and nobody there stands in.
    OwnerAway,
    /// Nobody's, and the office has nobody who could take it.
    NobodyReads,
    /// Nobody's, and nothing comes by itself any more: nobody is left to tell, or documents are waited for by nobody.
    NoNextStep,
}

impl Finding {
    pub const ALL: [Self; 4] = [Self::OwnerGone, Self::OwnerAway, Self::NobodyReads, Self::NoNextStep];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OwnerGone => "owner_gone",
            Self::OwnerAway => "owner_away",
            Self::NobodyReads => "nobody_reads",
            Self::NoNextStep => "no_next_step",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.as_str() == word)
    }
}

/// What the check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    pub state: State,
    /// Who has it: [`Owner::Away`] when nobody does their work today nor on the promised day.
    pub owner: Option<Owner>,
    /// Whether the office has an operator today.
    pub office_works: bool,
    /// Whether a rung of its ladder is still to come on which somebody stands.
    pub rung_to_come: bool,
}

/// What is wrong with it, if anything.
///
/// Who owns a request is its next step; nobody's request stands in the list of an office that works, under a promise the
/// ladder watches.
pub fn finding(watched: Watched) -> Option<Finding> {
    match (watched.state, watched.owner) {
        (State::Closed, _) | (_, Some(Owner::There)) => None,
        (_, Some(Owner::Gone)) => Some(Finding::OwnerGone),
        // The next step is the company's, and the end comes by itself where it takes none.
        (State::AwaitingDocuments, Some(Owner::Away)) => None,
        (_, Some(Owner::Away)) => Some(Finding::OwnerAway),
        (_, None) if !watched.office_works => Some(Finding::NobodyReads),
        // Nobody is there to sign what follows when the documents do not come.
        (State::AwaitingDocuments, None) => Some(Finding::NoNextStep),
        (_, None) => (!watched.rung_to_come).then_some(Finding::NoNextStep),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: Watched = Watched { state: State::Routed, owner: None, office_works: true, rung_to_come: true };

    #[test]
    fn what_has_an_owner_or_a_rung_to_come_is_well() {
        assert_eq!(finding(WELL), None);
        for state in [State::InCharge, State::AwaitingDocuments] {
            assert_eq!(finding(Watched { state, owner: Some(Owner::There), rung_to_come: false, ..WELL }), None);
        }
        assert_eq!(finding(Watched { state: State::Closed, owner: Some(Owner::Gone), ..WELL }), None);
    }

    #[test]
    fn what_nobody_will_touch_is_found_in_every_open_state() {
        for state in State::ALL.into_iter().filter(|state| *state != State::Closed) {
            let of = |watched: Watched| finding(Watched { state, ..watched });
            assert_eq!(of(Watched { owner: Some(Owner::Gone), ..WELL }), Some(Finding::OwnerGone));
            assert_eq!(of(Watched { office_works: false, ..WELL }), Some(Finding::NobodyReads));
            assert_eq!(of(Watched { rung_to_come: false, ..WELL }), Some(Finding::NoNextStep));
        }
        let away = Watched { owner: Some(Owner::Away), ..WELL };
        assert_eq!(finding(Watched { state: State::AwaitingDocuments, ..away }), None);
        for state in [State::InCharge, State::Reopened] {
            assert_eq!(finding(Watched { state, ..away }), Some(Finding::OwnerAway));
        }
        let waiting = Watched { state: State::AwaitingDocuments, ..WELL };
        assert_eq!(finding(waiting), Some(Finding::NoNextStep));
    }
}
