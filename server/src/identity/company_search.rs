//! Finding a company by a few words of its name, its tax code or a position's number, however they are typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words a search looks for; further ones are not needed to tell companies apart.
pub(crate) const MAX_WORDS: usize = 4;

/// Small letters, without accents; dots and apostrophes leave no trace, so that "S.R.L." is "srl"; the rest parts words.
pub fn folded(text: &str) -> String {
    let small = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let plain = small.filter(|letter| !matches!(letter, '.' | '\'' | '’'));
    let parted: String = plain.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    parted.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One `LIKE` pattern a word; what is not asked for matches everything. Folding leaves no wildcard in a word.
pub(crate) fn patterns(search: &str) -> [String; MAX_WORDS] {
    let folded = folded(search);
    let mut words = folded.split(' ').filter(|word| !word.is_empty());
    std::array::from_fn(|_| words.next().map_or_else(|| "%".to_owned(), |word| format!("%{word}%")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        assert_eq!(folded("Caffè «Perché No» S.r.l."), "caffe perche no srl");
        assert_eq!(folded("L'Aquila  COSTRUZIONI"), "laquila costruzioni");
        assert_eq!(patterns("perche SRL"), ["%perche%", "%srl%", "%", "%"]);
    }

    proptest! {
        #[test]
        fn no_search_brings_wildcards_of_its_own(search in ".{0,60}") {
            for pattern in patterns(&search) {
                let inner = pattern.trim_matches('%');
                prop_assert!(!inner.contains(['%', '_', '\\', '\'', '"']), "{pattern}");
            }
        }
    }
}
