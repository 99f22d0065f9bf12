//! What an SMS says: a number and where to read on, nothing else (promise 8), in one message wherever it fits.

use super::event_letter;
use super::staff::StaffTold;
use super::store::{EventTold, Told};
use crate::house::House;
use contatti_model::notices::StaffNoticeKind;
use contatti_model::requests::EventKind;
use contatti_words::Words;

/// The letters one message holds.
const ONE_MESSAGE: usize = 160;

/// GSM 03.38, a letter each.
const LETTERS: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension, two letters each.
const DOUBLE: &str = "^{}\\[~]|€";

/// None for a row without what its kind tells, and for who has no page to read it on.
pub(super) fn text(house: &House, all: &Words, told: &Told) -> Option<String> {
    match told {
        Told::Event(told) => of_event(house, all, told),
        Told::Staff(told) => of_staff(house, all, told),
    }
}

fn of_event(house: &House, all: &Words, told: &EventTold) -> Option<String> {
    if told.is_outside() {
        return None;
    }
    let (words, number) = (&all.notices.sms, told.number().to_string());
    let text = |url: &str| match told.kind() {
        Some(EventKind::Contacted) => words.contacted(&number, url),
        Some(EventKind::Registered | EventKind::Routed) => words.registered(&number, url),
        _ => words.news(&number, url),
    };
    Some(shortest(house, event_letter::page(house, told)?, text))
}

fn of_staff(house: &House, all: &Words, told: &StaffTold) -> Option<String> {
    let words = &all.notices.sms;
    let base = format!("{}/console", house.config.public_url);
    Some(match told.kind()? {
        StaffNoticeKind::Mentioned => {
            let number = told.number()?.to_string();
            shortest(house, format!("{base}/richieste/{}", told.request_id?), |url| words.note(&number, url))
        }
        _ => shortest(house, base, |url| words.staff(url)),
    })
}

/// With the address of the page itself; where that takes more than one message, with the house's alone.
fn shortest(house: &House, page: String, text: impl Fn(&str) -> String) -> String {
    let whole = text(&page);
    if letters(&whole).is_some_and(|count| count <= ONE_MESSAGE) { whole } else { text(&house.config.public_url) }
}

/// How many letters of a message it takes; none where GSM's alphabet lacks one.
fn letters(text: &str) -> Option<usize> {
    let length = |letter: char| match letter {
        letter if LETTERS.contains(letter) => Some(1),
        letter if DOUBLE.contains(letter) => Some(2),
        _ => None,
    };
    text.chars().map(length).sum()
}

/// Whether GSM's alphabet has every letter.
pub(super) fn is_plain(text: &str) -> bool {
    letters(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_words::{Language, words};

    #[test]
    fn every_sentence_fits_one_message_in_each_language_with_the_address_of_a_page() {
        let number = "INPS.5100.2026.0000123";
        let page = format!("https://contatti.inps.example/contatti/richieste/{}", "x".repeat(36));
        for language in [Language::It, Language::En, Language::De] {
            let words = &words(language).notices.sms;
            let all = [
                words.contacted(number, &page),
                words.registered(number, &page),
                words.news(number, &page),
                words.note(number, &page),
                words.staff(&page),
            ];
            for text in all {
                assert!(letters(&text).is_some_and(|count| count <= ONE_MESSAGE), "{text}");
            }
        }
    }

    #[test]
    fn accents_are_letters_of_gsm_and_some_signs_count_twice() {
        assert_eq!(letters("novità è qui"), Some(12));
        assert_eq!(letters("[€]"), Some(6));
        assert_eq!(letters("«novità»"), None);
        assert!(is_plain("https://x.example/~a_b") && !is_plain("ciao 🙏"));
    }
}
