//! Words brought to their Italian stem, the same way when a document is written and when it is searched.

use contatti_model::requests::search::SearchText;
use frostem::{Algorithm, Stemmer};
use jiff::civil::Date;
use uuid::Uuid;

/// Grows whenever the same text gives other stems than before: every document is then written anew.
pub(super) const RULES: i32 = 1;

/// Begins every mark, and no word: marks say whose a document is, never what is in it.
const MARK: char = '·';

/// Stands where two texts meet, so that no phrase reaches from one into the other.
pub(super) const SEAM: &str = "·";

/// The stem of a folded word.
///
/// Snowball wants accents (*regolarità*) that folding took away and many people never type: where the accented ending
/// of abstract nouns is one in this word, it is taken off as such.
pub(super) fn stem(word: &str) -> String {
    let stemmer = Stemmer::new(Algorithm::Italian);
    if let Some(trunk) = word.strip_suffix("ita") {
        let noun = stemmer.stem(&format!("{trunk}ità")).into_owned();
        if noun.len() <= trunk.len() {
            return noun;
        }
    }
    stemmer.stem(word).into_owned()
}

/// The mark of a position's requests.
pub(super) fn position_mark(position: Uuid) -> String {
    format!("{MARK}p{}", position.simple())
}

/// The mark of the requests opened in a month.
pub(super) fn month_mark(day: Date) -> String {
    format!("{MARK}m{:04}{:02}", day.year(), day.month())
}

/// The search as SQLite's FTS5 reads it; of each group of marks one must be there.
pub(super) fn for_fts5(text: &SearchText, marks: &[Vec<String>]) -> String {
    let clause = |clause: &Vec<String>| format!("\"{}\"", stems(clause).join(" "));
    let group = |marks: &Vec<String>| {
        let marks: Vec<_> = marks.iter().map(|mark| format!("\"{mark}\"")).collect();
        format!("({})", marks.join(" OR "))
    };
    text.clauses().iter().map(clause).chain(marks.iter().map(group)).collect::<Vec<_>>().join(" AND ")
}

/// The same as PostgreSQL's `tsquery`.
pub(super) fn for_tsquery(text: &SearchText, marks: &[Vec<String>]) -> String {
    let joined = |words: &[String], by: &str| {
        let words: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
        format!("({})", words.join(by))
    };
    let clauses = text.clauses().iter().map(|clause| joined(&stems(clause), " <-> "));
    clauses.chain(marks.iter().map(|group| joined(group, " | "))).collect::<Vec<_>>().join(" & ")
}

fn stems(clause: &[String]) -> Vec<String> {
    clause.iter().map(|word| stem(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::requests::search::folded;
    use proptest::prelude::*;

    fn same(one: &str, other: &str) -> bool {
        stem(&folded(one)) == stem(&folded(other))
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("contributi", "contributo"),
            ("regolarita", "regolarità"),
            ("regolarità", "regolari"),
            ("richieste", "RICHIESTA"),
            ("rateazione", "rateazioni"),
            ("uscita", "uscite"),
            ("versamento", "versamenti"),
            ("perche", "perché"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [("contributo", "rateazione"), ("sede", "sera"), ("f24", "f25")] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn both_engines_are_asked_the_same() {
        let text = SearchText::parse("contributi \"regolarità contributiva\"");
        let marks = [vec!["·p1".to_owned(), "·p2".to_owned()]];
        assert_eq!(for_fts5(&text, &marks), "\"contrib\" AND \"regolar contribut\" AND (\"·p1\" OR \"·p2\")");
        assert_eq!(for_tsquery(&text, &marks), "('contrib') & ('regolar' <-> 'contribut') & ('·p1' | '·p2')");
    }

    proptest! {
        #[test]
        fn nothing_typed_can_end_a_quote_or_name_a_mark(raw in any::<String>()) {
            let text = SearchText::parse(&raw);
            let stems: Vec<String> = text.clauses().iter().flat_map(|clause| stems(clause)).collect();
            for stem in stems {
                prop_assert!(!stem.is_empty());
                prop_assert!(!stem.contains(['"', '\'', '\\', MARK, ' ']));
            }
        }
    }
}
