//! What people type to search: words that must all be there, and phrases in quotes whose words must stand together.

use super::words::words;

/// A search that can never be misread by a database: there is nothing in it but words.
///
/// Operators are not defined: `AND`, `*` or a minus are text like any other, and what holds no word asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchText {
    /// Each clause is one word, or several that must follow each other.
    clauses: Vec<Vec<String>>,
}

impl SearchText {
    /// Never fails: every text is a search, some for nothing.
    pub fn parse(raw: &str) -> Self {
        let mut clauses: Vec<Vec<String>> = vec![];
        for (index, part) in raw.split(['"', '“', '”', '«', '»']).enumerate() {
            // Between two quotes stands a phrase; a quote that is never closed opens none.
            let quoted = index % 2 == 1 && is_closed(raw, index);
            let runs: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
            for run in runs {
                // What is written together, a register number or a date, is meant together.
                let clause: Vec<String> = words(run).map(|word| word.folded).collect();
                if !clause.is_empty() && !clauses.contains(&clause) {
                    clauses.push(clause);
                }
            }
        }
        Self { clauses }
    }

    /// Whether there is no word to look for, and so nothing to find.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// What must be found, all of it.
    pub fn clauses(&self) -> &[Vec<String>] {
        &self.clauses
    }
}

fn is_closed(raw: &str, index: usize) -> bool {
    raw.matches(['"', '“', '”', '«', '»']).count() > index
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clauses(raw: &str) -> Vec<Vec<String>> {
        SearchText::parse(raw).clauses
    }

    fn of(words: &[&[&str]]) -> Vec<Vec<String>> {
        words.iter().map(|clause| clause.iter().map(|word| (*word).to_owned()).collect()).collect()
    }

    #[test]
    fn words_are_wanted_all_and_phrases_together() {
        assert_eq!(clauses("DURC \"regolarità contributiva\""), of(&[&["durc"], &["regolarita", "contributiva"]]));
        assert_eq!(
            clauses("«regolarità della contribuzione» 2026"),
            of(&[&["regolarita", "contribuzione"], &["2026"]])
        );
        assert_eq!(clauses("INPS.5100.2026.0000001"), of(&[&["inps", "5100", "2026", "0000001"]]));
    }

    #[test]
    fn a_quote_left_open_is_no_phrase() {
        assert_eq!(clauses("durc \"regolarità contributiva"), of(&[&["durc"], &["regolarita"], &["contributiva"]]));
    }

    #[test]
    fn operators_are_words_or_nothing() {
        assert_eq!(
            clauses("AND OR NOT NEAR(durc*, -f24)"),
            of(&[&["and"], &["or"], &["not"], &["near", "durc"], &["f24"]])
        );
        for nothing in ["", "\"", "\"\"", "*", "'; --", "🙏", "( ) ^ :", "il di", "-", "\u{301}"] {
            assert!(SearchText::parse(nothing).is_empty(), "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_becomes_words_alone(raw in any::<String>()) {
            for clause in SearchText::parse(&raw).clauses() {
                prop_assert!(!clause.is_empty());
                for word in clause {
                    prop_assert!(!word.is_empty());
                    prop_assert!(!word.chars().any(|c| c.is_whitespace() || c.is_control() || (c.is_ascii() && !c.is_ascii_alphanumeric())));
                }
            }
        }

        #[test]
        fn quotes_around_a_search_only_narrow_it(raw in "[a-zà-ú0-9 ]{0,40}") {
            let loose: Vec<String> = clauses(&raw).concat();
            for word in clauses(&format!("\"{raw}\"")).concat() {
                prop_assert!(loose.contains(&word));
            }
        }
    }
}
