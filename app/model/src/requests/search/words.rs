//! The words of an Italian text as a search compares them: small letters, accents folded, elided and function words left out.

use std::iter::Peekable;
use std::str::CharIndices;

/// The longest word that is compared whole; what follows is a number's or a program's, not a language's.
const MAX_CHARS: usize = 40;

/// One word, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// Letters and digits only, small and without accents.
    pub folded: String,
}

/// Every word worth comparing, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    Words { text, letters: text.char_indices().peekable() }
        .filter(|word| !is_elided(text, word) && !FUNCTION_WORDS.contains(&word.folded.as_str()))
}

struct Words<'a> {
    text: &'a str,
    letters: Peekable<CharIndices<'a>>,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let start = loop {
            let (at, letter) = self.letters.next()?;
            if letter.is_alphanumeric() {
                break at;
            }
        };
        let mut end = self.text.len();
        while let Some((at, letter)) = self.letters.peek().copied() {
            if !letter.is_alphanumeric() && !is_accent(letter) {
                end = at;
                break;
            }
            self.letters.next();
        }
        Some(Word { start, end, folded: folded(&self.text[start..end]).chars().take(MAX_CHARS).collect() })
    }
}

/// Small letters without their accents.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase).filter(|letter| !is_accent(*letter)) {
        match plain(letter) {
            Some(plain) => out.push_str(plain),
            None => out.push(letter),
        }
    }
    out
}

/// An accent written after its letter, as some systems do.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The accented small letters of Latin alphabets, without the accent.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'º' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// The article or preposition before an apostrophe: *dell'azienda* is a word, *azienda*.
fn is_elided(text: &str, word: &Word) -> bool {
    let mut after = text[word.end..].chars();
    let apostrophe = matches!(after.next(), Some('\'' | '’'));
    apostrophe && after.next().is_some_and(char::is_alphanumeric) && ELIDED.contains(&word.folded.as_str())
}

const ELIDED: [&str; 20] = [
    "l", "d", "un", "c", "s", "m", "t", "v", "n", "all", "dall", "dell", "nell", "sull", "coll", "quell", "quest",
    "anch", "sant", "com",
];

/// Words nearly every text holds: they tell no text from another.
const FUNCTION_WORDS: [&str; 66] = [
    "a", "ad", "ai", "agli", "al", "alla", "alle", "allo", "che", "chi", "ci", "col", "con", "cui", "da", "dagli",
    "dai", "dal", "dalla", "dalle", "dallo", "degli", "dei", "del", "della", "delle", "dello", "di", "e", "ed", "gli",
    "i", "il", "in", "io", "la", "le", "lei", "li", "lo", "ma", "mi", "ne", "negli", "nei", "nel", "nella", "nelle",
    "nello", "o", "per", "si", "su", "sugli", "sui", "sul", "sulla", "sulle", "sullo", "tra", "un", "una", "uno", "vi",
    "ha", "ho",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn accents_capitals_and_elisions_do_not_tell_words_apart() {
        assert_eq!(of("La REGOLARITÀ dell'Azienda è perché?"), of("regolarita azienda e\u{300} perche\u{301}"));
        assert_eq!(of("l’F24 del 16/10"), ["f24", "16", "10"]);
        assert_eq!(of("INPS.5100.2026.0000001"), ["inps", "5100", "2026", "0000001"]);
        assert_eq!(of("🙏 שלום Straße"), ["שלום", "strasse"]);
    }

    #[test]
    fn a_name_that_begins_like_an_article_stays() {
        assert_eq!(of("D'Angelo, Dell Italia"), ["angelo", "dell", "italia"]);
    }

    proptest! {
        #[test]
        fn words_are_letters_and_digits_and_stand_where_they_say(text in "\\PC{0,80}") {
            for word in words(&text) {
                prop_assert!(!word.folded.is_empty() && word.folded.chars().count() <= MAX_CHARS);
                prop_assert!(!word.folded.chars().any(|letter| letter.is_ascii() && !letter.is_ascii_alphanumeric()));
                prop_assert!(text[word.start..word.end].starts_with(char::is_alphanumeric));
            }
        }
    }
}
