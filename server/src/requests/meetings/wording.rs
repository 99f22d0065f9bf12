//! What the turns of an appointment say: the register keeps Italian, the language of the office.

use contatti_model::Instant;
use contatti_model::requests::{MeetingAsked, MeetingSet, Telephone};
use contatti_words::{Language, dates, wishes, words};

/// `Si chiede un appuntamento: in sede, di mattina, lunedì o martedì.` and why.
pub(super) fn asked(asked: &MeetingAsked) -> String {
    let italian = words(Language::default());
    let texts = &italian.meetings;
    let first = texts.turn_asked(wishes::wishes(italian, asked.mode, asked.part, &asked.weekdays));
    let telephone = asked.telephone.as_ref().map(|number| texts.turn_telephone(Telephone::as_str(number)));
    [Some(first), telephone, Some(asked.reason.clone())].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// `Appuntamento: giovedì 3 dicembre 2026, ore 10:30, in sede (Via …).` and what else is to be known.
pub(super) fn set(set: &MeetingSet) -> String {
    let italian = words(Language::default());
    let moment = dates::long_moment(italian, set.begins_at);
    let first = italian.meetings.turn_set(wishes::mode(italian, set.mode), moment, &set.place);
    [Some(first), set.note.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Which one is called off, and why.
pub(super) fn called_off(begins_at: Option<Instant>, sentence: &str) -> String {
    let italian = words(Language::default());
    let first = match begins_at {
        Some(at) => italian.meetings.turn_called_off(dates::long_moment(italian, at)),
        None => italian.meetings.turn_called_off_unset.to_owned(),
    };
    format!("{first}\n{sentence}")
}
