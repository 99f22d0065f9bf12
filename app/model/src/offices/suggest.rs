//! Which subject a text is about, by plain matching on the subjects' own words, so that the page can say why.

use super::subject::Subject;
use super::word::words;
use crate::SubjectId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many subjects are suggested at once.
const FEW: usize = 3;
/// How many words explain a suggestion.
const REASONS: usize = 3;
/// What a word counts, by where the subject has it.
const KEYWORD: u32 = 3;
const TITLE: u32 = 2;
const HINT: u32 = 1;
/// A word's count is shared among the subjects that have it: what all of them say tells none apart.
const SHARED: u32 = 60;
/// What another subject must reach before somebody's own choice is put in question.
const CLEAR: u32 = 240;

/// A subject that fits a text, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub subject: SubjectId,
    /// The words of the text that speak for it, as typed, the strongest first.
    pub words: Vec<String>,
    weight: u32,
}

/// Subjects ready to be compared with texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubjectFinder {
    subjects: Vec<(SubjectId, BTreeMap<String, u32>)>,
    /// In how many subjects a word stands.
    spread: BTreeMap<String, u32>,
}

impl SubjectFinder {
    pub fn new<'a>(subjects: impl IntoIterator<Item = &'a Subject>) -> Self {
        let subjects: Vec<_> = subjects.into_iter().map(|subject| (subject.id, own_words(subject))).collect();
        let mut spread = BTreeMap::new();
        for stem in subjects.iter().flat_map(|(_, own)| own.keys()) {
            *spread.entry(stem.clone()).or_insert(0) += 1;
        }
        Self { subjects, spread }
    }

    /// Up to three subjects, the likeliest first; the same whatever the order of the subjects.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        let mut found = self.ranked(text);
        found.truncate(FEW);
        found
    }

    /// A subject that fits the text clearly better than the chosen one, by two words at least.
    pub fn better_than(&self, chosen: SubjectId, text: &str) -> Option<Suggestion> {
        let ranked = self.ranked(text);
        let own = ranked.iter().find(|other| other.subject == chosen).map_or(0, |own| own.weight);
        let best = ranked.into_iter().next()?;
        let clearly = best.weight >= CLEAR && best.weight >= own.saturating_mul(2) && best.words.len() > 1;
        (clearly && best.subject != chosen).then_some(best)
    }

    fn ranked(&self, text: &str) -> Vec<Suggestion> {
        let mut typed: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for (place, word) in words(text).enumerate() {
            typed.entry(word.stem).or_insert((place, word.typed));
        }
        let fits = |(id, own)| self.compare(id, own, &typed);
        let mut found: Vec<_> = self.subjects.iter().map(|(id, own)| (*id, own)).filter_map(fits).collect();
        found.sort_by_key(|suggestion| (Reverse(suggestion.weight), suggestion.subject));
        found
    }

    fn compare(
        &self,
        subject: SubjectId,
        own: &BTreeMap<String, u32>,
        typed: &BTreeMap<String, (usize, &str)>,
    ) -> Option<Suggestion> {
        let mut reasons: Vec<(Reverse<u32>, usize, &str)> = vec![];
        let mut named = false;
        for (stem, (place, word)) in typed {
            let Some(count) = own.get(stem) else { continue };
            named |= *count >= TITLE;
            let spread = self.spread.get(stem).copied().unwrap_or(1).max(1);
            reasons.push((Reverse(count.saturating_mul(SHARED) / spread), *place, word));
        }
        // A word of the hint alone says too little.
        if !named {
            return None;
        }
        reasons.sort_unstable();
        let weight = reasons.iter().fold(0_u32, |sum, (Reverse(count), ..)| sum.saturating_add(*count));
        let words = reasons.iter().take(REASONS).map(|(.., word)| (*word).to_owned()).collect();
        Some(Suggestion { subject, words, weight })
    }
}

/// The subject's words with the most each counts.
fn own_words(subject: &Subject) -> BTreeMap<String, u32> {
    let mut own = BTreeMap::new();
    for (text, count) in [(&subject.hint, HINT), (&subject.title, TITLE), (&subject.keywords, KEYWORD)] {
        for word in words(text) {
            own.insert(word.stem, count);
        }
    }
    own
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
