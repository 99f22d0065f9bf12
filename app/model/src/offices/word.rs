//! The words of a text as they are compared: small, without accents, without the ending that number and gender change.

/// One word worth comparing.
pub(super) struct Word<'a> {
    /// As it stands in the text.
    pub typed: &'a str,
    pub stem: String,
}

/// The words of `text` that say something, in order; articles, prepositions and courtesies say nothing.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.split(|letter: char| !(letter.is_alphanumeric() || is_mark(letter))).filter_map(|typed| {
        let folded = folded(typed);
        says_something(&folded).then(|| Word { typed, stem: stem(&folded).to_owned() })
    })
}

fn folded(typed: &str) -> String {
    typed.chars().flat_map(char::to_lowercase).filter(|letter| !is_mark(*letter)).map(plain).collect()
}

/// A combining accent, as some keyboards send it after its letter.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The accented letters of the languages people write in here.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// Numbers alone are dates and amounts; two letters alone are prepositions; `f24`, `a1` and `6y` are names.
fn says_something(folded: &str) -> bool {
    let has_digit = folded.chars().any(char::is_numeric);
    let has_letter = folded.chars().any(char::is_alphabetic);
    let long_enough = has_digit || folded.chars().nth(2).is_some();
    has_letter && long_enough && !EMPTY.split(' ').any(|empty| empty == folded)
}

/// `rata`, `rate` → `rat`; `delega`, `deleghe` → `deleg`. Three letters always stay.
fn stem(folded: &str) -> &str {
    let mut stem = folded;
    let ends = |stem: &str, ending: &[char]| stem.ends_with(ending) && stem.chars().nth(3).is_some();
    while ends(stem, &['a', 'e', 'i', 'o', 'u']) {
        stem = &stem[..stem.len() - 1];
    }
    if ends(stem, &['h']) { &stem[..stem.len() - 1] } else { stem }
}

/// Words that stand in every letter, whatever it is about.
const EMPTY: &str = "\
    abbiamo agli alla alle allega allegato allo altri altro anche ancora anno avere azienda buongiorno che chi \
    chiede chiediamo chiedo come con cordiali cosa cui dai dal dalla dalle dallo data degli dei del della delle \
    dello deve ditta dopo dove entro essere euro fare fino fra gentile gia giorni giorno gli grazie guarda hanno \
    indica inps loro matricola mese nei nel nella nelle nello non nostra nostro numero oggi ogni per perche \
    periodo piu posizione possibile prego prima puo qual quale quali quando quella quello questa questo resta \
    richiesta risulta saluti salve sapere scegliere scrivi sede senza serve sia sono spett stata stato sugli sui \
    sul sulla sulle tra ufficio una uno voce vorrei";

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        words(text).map(|word| word.stem).collect()
    }

    #[test]
    fn number_gender_and_accents_make_no_difference() {
        assert_eq!(stems("Rata rate DELEGA deleghe"), ["rat", "rat", "deleg", "deleg"]);
        assert_eq!(stems("Perché l'attività? E l’attivita\u{300}…"), ["attivit", "attivit"]);
    }

    #[test]
    fn names_with_digits_stay_and_numbers_and_courtesies_go() {
        assert_eq!(stems("Buongiorno, l'F24 del 16/10/2026 e il codice 6Y"), ["f24", "codic", "6y"]);
    }

    #[test]
    fn the_list_of_empty_words_is_folded_and_in_order() {
        assert!(EMPTY.split(' ').is_sorted());
        assert!(EMPTY.split(' ').all(|word| !word.is_empty() && folded(word) == word));
    }
}
