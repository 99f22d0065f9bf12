//! Talking instead of writing: an appointment the company asks for and the office sets, its states and their moves.

mod asked;
mod fixed;

pub use asked::{AskMeetingForm, DayPart, MAX_REASON_CHARS, MeetingAsked, Workday};
pub use fixed::{
    MAX_PLACE_CHARS, MEETING_DAYS, MEETING_FIRST_HOUR, MEETING_LAST_TIME, MEETING_MINUTES, MeetingSet, SetMeetingForm,
};

use super::{EXCHANGES_BEFORE_TALKING, Outcome};
use crate::Instant;
use serde::{Deserialize, Serialize};

/// How one meets. Video joins these once there is a room for it: what cannot be honoured is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Mode {
    /// At the office (*in sede*).
    InPerson,
    /// The office calls (*ricontatto telefonico*).
    Phone,
}

impl Mode {
    pub const ALL: [Self; 2] = [Self::InPerson, Self::Phone];

    /// The word in stored rows; the same as in JSON and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Phone => "phone",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word)
    }
}

/// Where the asking and setting of an appointment stands; a request has one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MeetingState {
    /// The company asked; the office has not said when.
    Asked,
    /// The office said when and where.
    Set,
    /// Its time has passed.
    Over,
    /// Called off by either side.
    Cancelled,
}

/// A move the appointment's state does not allow; `from` is none where there is no appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an appointment that is {from:?} cannot {wanted}")]
pub struct IllegalMeeting {
    pub from: Option<MeetingState>,
    pub wanted: &'static str,
}

impl MeetingState {
    pub const ALL: [Self; 4] = [Self::Asked, Self::Set, Self::Over, Self::Cancelled];

    /// The company asks for one; `before` is the request's last, if it had any.
    pub fn ask(before: Option<Self>) -> Result<Self, IllegalMeeting> {
        match before {
            Some(state) if state.is_alive() => Err(IllegalMeeting { from: before, wanted: "be asked for again" }),
            _ => Ok(Self::Asked),
        }
    }

    /// The office says when, or moves it.
    pub fn set(self) -> Result<Self, IllegalMeeting> {
        self.while_alive(Self::Set, "be set")
    }

    /// Either side calls it off.
    pub fn cancel(self) -> Result<Self, IllegalMeeting> {
        self.while_alive(Self::Cancelled, "be called off")
    }

    /// The state as it is `now`: what was set is over once its time has passed.
    pub fn at(self, ends_at: Option<Instant>, now: Instant) -> Self {
        match self {
            Self::Set if ends_at.is_some_and(|end| end <= now) => Self::Over,
            other => other,
        }
    }

    /// Asked for or still to come.
    pub fn is_alive(self) -> bool {
        matches!(self, Self::Asked | Self::Set)
    }

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Set => "set",
            Self::Over => "over",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn while_alive(self, to: Self, wanted: &'static str) -> Result<Self, IllegalMeeting> {
        if self.is_alive() { Ok(to) } else { Err(IllegalMeeting { from: Some(self), wanted }) }
    }
}

/// The last appointment of a request, as both sides see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meeting {
    pub state: MeetingState,
    pub mode: Mode,
    /// When it would suit the company.
    pub part: DayPart,
    pub weekdays: Vec<Workday>,
    /// The place, or the number the office calls; until it is set, the one that suggests itself.
    pub place: String,
    #[serde(default)]
    pub begins_at: Option<Instant>,
}

impl Meeting {
    pub fn ends_at(&self) -> Option<Instant> {
        self.begins_at.map(meeting_ends)
    }
}

/// When an appointment that begins then is over.
pub fn meeting_ends(begins_at: Instant) -> Instant {
    begins_at.plus_seconds(i64::from(MEETING_MINUTES) * 60)
}

/// Whether talking is offered instead of writing on (DOMAIN 9.5): so much was written, or the answer was no; and only
/// where the thread can still go on.
pub fn may_talk(exchanges: usize, outcome: Option<Outcome>, thread_goes_on: bool) -> bool {
    thread_goes_on && (exchanges > EXCHANGES_BEFORE_TALKING || outcome == Some(Outcome::NotAccepted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn talking_is_offered_after_three_exchanges_or_a_no_while_the_thread_goes_on() {
        assert!(!may_talk(3, None, true));
        assert!(may_talk(4, None, true));
        assert!(may_talk(1, Some(Outcome::NotAccepted), true));
        assert!(!may_talk(1, Some(Outcome::Informative), true));
        assert!(!may_talk(9, Some(Outcome::NotAccepted), false));
    }

    #[test]
    fn every_state_and_mode_has_a_word_that_leads_back() {
        assert!(MeetingState::ALL.into_iter().all(|state| MeetingState::from_word(state.as_str()) == Some(state)));
        assert!(Mode::ALL.into_iter().all(|mode| Mode::from_word(mode.as_str()) == Some(mode)));
    }

    /// What may happen: ask, set to a minute, call off, or minutes pass.
    #[derive(Clone, Copy, Debug)]
    enum Deed {
        Ask,
        Set(i64),
        Cancel,
        Wait(i64),
    }

    fn deeds() -> impl Strategy<Value = Vec<Deed>> {
        let deed = prop_oneof![
            Just(Deed::Ask),
            (1_i64..600).prop_map(Deed::Set),
            Just(Deed::Cancel),
            (1_i64..600).prop_map(Deed::Wait)
        ];
        proptest::collection::vec(deed, 0..40)
    }

    proptest! {
        #[test]
        fn at_most_one_is_alive_and_only_asking_brings_one_to_life(deeds in deeds()) {
            let (mut state, mut ends, mut now): (Option<MeetingState>, Option<Instant>, _) = (None, None, Instant::from_micros(0));
            for deed in deeds {
                let before = state.map(|state| state.at(ends, now));
                let alive = before.is_some_and(MeetingState::is_alive);
                match deed {
                    Deed::Ask => {
                        let asked = MeetingState::ask(before);
                        prop_assert_eq!(asked.is_ok(), !alive);
                        if let Ok(asked) = asked { (state, ends) = (Some(asked), None) }
                    }
                    Deed::Set(minutes) => if let Some(before) = before {
                        prop_assert_eq!(before.set().is_ok(), alive);
                        if let Ok(set) = before.set() { (state, ends) = (Some(set), Some(now.plus_seconds(minutes * 60))) }
                    }
                    Deed::Cancel => if let Some(before) = before {
                        prop_assert_eq!(before.cancel().is_ok(), alive);
                        state = before.cancel().ok().or(state);
                    }
                    Deed::Wait(minutes) => now = now.plus_seconds(minutes * 60),
                }
                let after = state.map(|state| state.at(ends, now));
                // Nothing but asking makes alive what was not.
                prop_assert!(alive || !after.is_some_and(MeetingState::is_alive) || matches!(deed, Deed::Ask));
                // What is set lies ahead; what lies behind is over.
                prop_assert!(after != Some(MeetingState::Set) || ends.is_some_and(|end| end > now));
                prop_assert!(after != Some(MeetingState::Over) || ends.is_some_and(|end| end <= now));
            }
        }
    }
}
