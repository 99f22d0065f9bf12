//! The life of a request: internal states are moved by functions, the public state is a function of them.

use serde::{Deserialize, Serialize};

/// What the office knows. `Registered` lasts only as long as the sending transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum State {
    Registered,
    Routed,
    InCharge,
    /// The office waits for documents until a day it named (*in attesa di integrazione*).
    AwaitingDocuments,
    Closed,
    /// The company was not answered, or has more to say: somebody takes it in charge again.
    Reopened,
}

/// What the company sees: *aperta*, *in carico*, *chiusa* (seed 004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PublicState {
    Open,
    InCharge,
    Closed,
}

/// A move the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a request that is {from:?} cannot {wanted}")]
pub struct IllegalMove {
    pub from: State,
    pub wanted: &'static str,
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Registered, Self::Routed, Self::InCharge, Self::AwaitingDocuments, Self::Closed, Self::Reopened];

    pub fn public(self) -> PublicState {
        match self {
            Self::Registered | Self::Routed => PublicState::Open,
            Self::InCharge | Self::AwaitingDocuments | Self::Reopened => PublicState::InCharge,
            Self::Closed => PublicState::Closed,
        }
    }

    /// The competent office is decided (*smistamento*).
    pub fn route(self) -> Result<Self, IllegalMove> {
        self.step("be routed", &[Self::Registered], Self::Routed)
    }

    /// An operator takes ownership (*presa in carico*).
    pub fn take_charge(self) -> Result<Self, IllegalMove> {
        self.step("be taken in charge", &[Self::Routed, Self::Reopened], Self::InCharge)
    }

    /// A colleague's hand makes somebody the owner (*assegnazione*); what is waited for goes on being waited for.
    pub fn assign(self) -> Result<Self, IllegalMove> {
        match self {
            Self::AwaitingDocuments => Ok(self),
            _ => self.step("be assigned", &[Self::Routed, Self::InCharge, Self::Reopened], Self::InCharge),
        }
    }

    /// The owner gives it back to the office.
    pub fn give_back(self) -> Result<Self, IllegalMove> {
        self.step("be given back", &[Self::InCharge], Self::Routed)
    }

    /// Another office gets it (*passaggio*): nobody's there until somebody takes it.
    pub fn hand_over(self) -> Result<Self, IllegalMove> {
        match self {
            Self::Reopened => Ok(self),
            _ => self.step("be handed over", &[Self::Routed, Self::InCharge], Self::Routed),
        }
    }

    /// Another unit of the same office gets it (*passaggio a un'unità*): an owner who belongs to it keeps it, else it is nobody's.
    pub fn pass(self, owner_stays: bool) -> Result<Self, IllegalMove> {
        match (self, owner_stays) {
            (Self::InCharge | Self::AwaitingDocuments, true) | (Self::Reopened, _) => Ok(self),
            _ => self.step("be passed to a unit", &[Self::Routed, Self::InCharge], Self::Routed),
        }
    }

    /// The office puts the subject right (*correzione dell'oggetto*); nothing else of its work changes.
    pub fn correct(self) -> Result<Self, IllegalMove> {
        let open = [Self::Routed, Self::InCharge, Self::AwaitingDocuments, Self::Reopened];
        self.step("get another subject", &open, self)
    }

    /// The owner tells the company something without ending the work.
    pub fn comment(self) -> Result<Self, IllegalMove> {
        self.step("be commented", &[Self::InCharge, Self::AwaitingDocuments], self)
    }

    /// The office names what it needs and by when (*richiesta di integrazione*); the resolution clock rests meanwhile.
    pub fn ask_documents(self) -> Result<Self, IllegalMove> {
        self.step("wait for documents", &[Self::InCharge], Self::AwaitingDocuments)
    }

    /// The company writes again: what the office waited for is there, everything else stays where it is.
    pub fn reply(self) -> Result<Self, IllegalMove> {
        match self {
            Self::AwaitingDocuments => Ok(Self::InCharge),
            Self::Routed | Self::InCharge | Self::Reopened => Ok(self),
            Self::Registered | Self::Closed => Err(IllegalMove { from: self, wanted: "be replied to" }),
        }
    }

    /// The company reminds an office that is late (*sollecito*); while documents are missing nobody is.
    pub fn remind(self) -> Result<Self, IllegalMove> {
        self.step("be reminded of", &[Self::Routed, Self::InCharge, Self::Reopened], self)
    }

    /// The office answers and ends the work; an answer is demanded by the type that carries it.
    pub fn close(self) -> Result<Self, IllegalMove> {
        self.step("be closed", &[Self::InCharge, Self::AwaitingDocuments], Self::Closed)
    }

    /// The company was not answered, or brings something new.
    pub fn reopen(self) -> Result<Self, IllegalMove> {
        self.step("be reopened", &[Self::Closed], Self::Reopened)
    }

    /// The office ended the work too soon, and whoever says so works it again (*riapertura della sede*).
    pub fn take_up_again(self) -> Result<Self, IllegalMove> {
        self.reopen()?.take_charge()
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Routed => "routed",
            Self::InCharge => "in_charge",
            Self::AwaitingDocuments => "awaiting_documents",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn step(self, wanted: &'static str, allowed: &[Self], to: Self) -> Result<Self, IllegalMove> {
        if allowed.contains(&self) { Ok(to) } else { Err(IllegalMove { from: self, wanted }) }
    }
}

impl PublicState {
    pub const ALL: [Self; 3] = [Self::Open, Self::InCharge, Self::Closed];

    /// The internal states shown as this one.
    pub fn states(self) -> impl Iterator<Item = State> {
        State::ALL.into_iter().filter(move |state| state.public() == self)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InCharge => "in_charge",
            Self::Closed => "closed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Move = fn(State) -> Result<State, IllegalMove>;
    const MOVES: [Move; 9] = [
        State::route,
        State::take_charge,
        State::comment,
        State::ask_documents,
        State::reply,
        State::remind,
        State::close,
        State::reopen,
        State::take_up_again,
    ];

    #[test]
    fn a_request_goes_from_registered_to_closed_and_only_reopening_leads_back() {
        let closed =
            State::Registered.route().and_then(State::take_charge).and_then(State::comment).and_then(State::close);
        assert_eq!(closed, Ok(State::Closed));
        let ways: Vec<_> = MOVES.iter().filter_map(|step| step(State::Closed).ok()).collect();
        assert_eq!(ways, [State::Reopened, State::InCharge]);
    }

    #[test]
    fn nothing_is_closed_that_nobody_took_in_charge() {
        assert!(State::Routed.close().is_err());
        assert!(State::Registered.close().is_err());
        assert!(State::Reopened.close().is_err());
    }

    #[test]
    fn what_the_office_waited_for_gives_the_work_back_to_its_owner() {
        let waiting = State::InCharge.ask_documents();
        assert_eq!(waiting, Ok(State::AwaitingDocuments));
        assert_eq!(waiting.and_then(State::reply), Ok(State::InCharge));
        assert!(State::AwaitingDocuments.remind().is_err(), "the office is not late while the company is");
    }

    #[test]
    fn only_what_is_worked_changes_hands_and_what_waits_for_documents_stays_with_its_office() {
        assert_eq!(State::Routed.assign(), Ok(State::InCharge));
        assert_eq!(State::AwaitingDocuments.assign(), Ok(State::AwaitingDocuments));
        assert_eq!(State::InCharge.give_back(), Ok(State::Routed));
        assert_eq!(State::Reopened.hand_over(), Ok(State::Reopened));
        assert!(State::AwaitingDocuments.hand_over().is_err() && State::AwaitingDocuments.give_back().is_err());
        for step in [State::assign, State::give_back, State::hand_over] {
            assert!(step(State::Closed).is_err() && step(State::Registered).is_err());
        }
    }

    #[test]
    fn a_unit_gets_it_with_its_owner_or_as_nobodys_and_documents_are_waited_for_by_somebody() {
        assert_eq!(State::InCharge.pass(true), Ok(State::InCharge));
        assert_eq!(State::InCharge.pass(false), Ok(State::Routed));
        assert_eq!(State::AwaitingDocuments.pass(true), Ok(State::AwaitingDocuments));
        assert_eq!(State::Reopened.pass(false), Ok(State::Reopened));
        assert!(State::AwaitingDocuments.pass(false).is_err() && State::Closed.pass(true).is_err());
    }

    #[test]
    fn a_subject_is_put_right_while_the_work_goes_on_and_moves_nothing() {
        for state in [State::Routed, State::InCharge, State::AwaitingDocuments, State::Reopened] {
            assert_eq!(state.correct(), Ok(state));
        }
        assert!(State::Closed.correct().is_err() && State::Registered.correct().is_err());
    }

    proptest! {
        #[test]
        fn the_public_state_goes_back_only_by_reopening(moves in proptest::collection::vec(0_usize..9, 0..24)) {
            let mut state = State::Registered;
            for index in moves {
                let before = state;
                state = MOVES[index](state).unwrap_or(state);
                let opened_again = before == State::Closed && [State::Reopened, State::InCharge].contains(&state);
                prop_assert!(state.public() as u8 >= before.public() as u8 || opened_again);
            }
        }
    }
}
