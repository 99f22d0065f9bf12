//! What the turns of an appointment say: the register keeps Italian, the language of the office.

use contatti_model::Instant;
use contatti_model::requests::{DayPart, MeetingAsked, MeetingSet, Mode, Telephone, Workday};
use contatti_words::{Language, dates, words};

/// `Si chiede un appuntamento: in sede, di mattina, lunedì o martedì.` and why.
pub(super) fn asked(asked: &MeetingAsked) -> String {
    let texts = &words(Language::default()).meetings;
    let part = match asked.part {
        DayPart::Any => None,
        DayPart::Morning => Some(texts.part_morning.to_owned()),
        DayPart::Afternoon => Some(texts.part_afternoon.to_owned()),
    };
    let wishes: Vec<String> =
        [Some(mode(asked.mode).to_owned()), part, weekdays(&asked.weekdays)].into_iter().flatten().collect();
    let first = texts.turn_asked(wishes.join(", "));
    let telephone = asked.telephone.as_ref().map(|number| texts.turn_telephone(Telephone::as_str(number)));
    [Some(first), telephone, Some(asked.reason.clone())].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// `Appuntamento: giovedì 3 dicembre 2026, ore 10:30, in sede (Via …).` and what else is to be known.
pub(super) fn set(set: &MeetingSet) -> String {
    let italian = words(Language::default());
    let moment = dates::long_moment(italian, set.begins_at);
    let first = italian.meetings.turn_set(mode(set.mode), moment, &set.place);
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

fn mode(mode: Mode) -> &'static str {
    let texts = &words(Language::default()).meetings;
    match mode {
        Mode::InPerson => texts.mode_in_person,
        Mode::Phone => texts.mode_phone,
    }
}

fn weekdays(days: &[Workday]) -> Option<String> {
    let italian = words(Language::default());
    let names: Vec<_> = days.iter().map(|day| dates::workday(italian, *day)).collect();
    (!names.is_empty()).then(|| names.join(italian.meetings.or))
}
