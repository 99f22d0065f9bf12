//! How much two answers say the same: what was written for another case is rarely an answer to this one.

use super::search::folded;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// From how much in common on an answer is flagged: the share of three-word runs both texts hold.
pub const TOO_SIMILAR: f64 = 0.8;
/// Of how many of the office's last answers a new one is held against.
pub const ANSWERS_COMPARED: usize = 100;
/// Shorter texts say nothing that could be said otherwise.
const FEWEST_WORDS: usize = 12;
const RUN: usize = 3;

/// A text as it is compared: its runs of three words, small and without accents.
#[derive(Clone, Debug)]
pub struct Likeness(HashSet<u64>);

impl Likeness {
    /// None for a text too short to be compared.
    pub fn of(text: &str) -> Option<Self> {
        let folded = folded(text);
        let words: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        (words.len() >= FEWEST_WORDS).then(|| Self(words.windows(RUN).map(run).collect()))
    }

    /// From 0, nothing in common, to 1, the same words in the same order (Jaccard's coefficient).
    pub fn with(&self, other: &Self) -> f64 {
        let common = self.0.intersection(&other.0).count();
        let all = self.0.len() + other.0.len() - common;
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }
}

fn run(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Which of `others` says most nearly the same as `text`, if any is too similar.
pub fn too_similar<'a, T>(text: &str, others: impl IntoIterator<Item = (T, &'a str)>) -> Option<T> {
    let own = Likeness::of(text)?;
    let compared = others.into_iter().filter_map(|(which, other)| Some((which, own.with(&Likeness::of(other)?))));
    let close = compared.filter(|(_, share)| *share >= TOO_SIMILAR);
    close.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(which, _)| which)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANSWER: &str = "La rettifica della denuncia di settembre è stata acquisita: il DURC risulterà regolare dalla \
                          prossima elaborazione, senza che l'azienda debba inviare altro.";

    #[test]
    fn the_same_words_are_too_similar_whatever_their_letters_and_signs() {
        let shouted = ANSWER.to_uppercase().replace(':', " –");
        assert_eq!(too_similar(ANSWER, [(1, "Un'altra cosa."), (2, shouted.as_str())]), Some(2));
    }

    #[test]
    fn one_word_changed_in_a_long_text_is_still_the_same_and_another_case_is_not() {
        let long =
            format!("{ANSWER} {ANSWER} Per gli altri mesi nulla è cambiato e resta valida la comunicazione di agosto.");
        let changed = long.replace("agosto", "luglio");
        assert_eq!(too_similar(&long, [((), changed.as_str())]), Some(()));
        let other = "La sospensione del conguaglio dipende dal codice di autorizzazione mancante: va chiesto con il \
                     modulo telematico prima della prossima denuncia mensile.";
        assert_eq!(too_similar(ANSWER, [((), other)]), None);
    }

    #[test]
    fn short_texts_are_not_compared() {
        assert_eq!(too_similar("Ricevuto, grazie.", [((), "Ricevuto, grazie.")]), None);
        assert!(Likeness::of("uno due tre quattro cinque sei sette otto nove dieci undici").is_none());
        assert!(Likeness::of("uno due tre quattro cinque sei sette otto nove dieci undici dodici").is_some());
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_whole_with_itself(one in "([a-zà]{1,6} ){12,40}", other in "([a-zà]{1,6} ){12,40}") {
            let (one, other) = (Likeness::of(&one).unwrap(), Likeness::of(&other).unwrap());
            prop_assert!((one.with(&other) - other.with(&one)).abs() < f64::EPSILON);
            prop_assert!((one.with(&one) - 1.0).abs() < f64::EPSILON);
            prop_assert!((0.0..=1.0).contains(&one.with(&other)));
        }
    }
}
