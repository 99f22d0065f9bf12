//! How and when an appointment would suit, as one says it.

use crate::{Words, dates};
use contatti_model::requests::{DayPart, Mode, Workday};

/// `in sede, di mattina, lunedì o giovedì`.
pub fn wishes(words: &Words, mode: Mode, part: DayPart, weekdays: &[Workday]) -> String {
    let texts = &words.meetings;
    let part = match part {
        DayPart::Any => None,
        DayPart::Morning => Some(texts.part_morning),
        DayPart::Afternoon => Some(texts.part_afternoon),
    };
    let days: Vec<_> = weekdays.iter().map(|day| dates::workday(words, *day)).collect();
    let days = days.join(texts.or);
    let said = [Some(self::mode(words, mode)), part, Some(days.as_str()).filter(|days| !days.is_empty())];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `in sede`, `al telefono`.
pub fn mode(words: &Words, mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => words.meetings.mode_in_person,
        Mode::Phone => words.meetings.mode_phone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, words};

    #[test]
    fn only_what_was_wished_is_said() {
        let (it, de) = (words(Language::It), words(Language::De));
        let days = [Workday::Monday, Workday::Thursday];
        assert_eq!(wishes(it, Mode::InPerson, DayPart::Morning, &days), "in sede, di mattina, lunedì o giovedì");
        assert_eq!(wishes(it, Mode::Phone, DayPart::Any, &[]), "al telefono");
        assert_eq!(wishes(de, Mode::Phone, DayPart::Afternoon, &days[..1]), "am Telefon, am Nachmittag, Montag");
    }
}
