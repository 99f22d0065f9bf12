//! Making texts from outside fit to keep: no control characters, no length without end, addresses in one form.

/// The longest text kept; the rest is in the original.
pub(super) const MAX_TEXT_CHARS: usize = 50_000;
/// The longest subject, name or address kept.
pub(super) const MAX_LINE_CHARS: usize = 300;

/// A text of several lines.
pub(super) fn text(raw: &str) -> String {
    let kept = raw.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'));
    let mut text: String = kept.take(MAX_TEXT_CHARS).collect();
    text.truncate(text.trim_end().len());
    text
}

/// A text of one line: whatever breaks it is a blank.
pub(super) fn line(raw: &str) -> String {
    let spaced: String = raw.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").chars().take(MAX_LINE_CHARS).collect()
}

/// The addresses in the raw value of a header, in small letters.
pub(super) fn addresses(raw: &str) -> impl Iterator<Item = String> + '_ {
    let parts = raw.split([',', ';', '<', '>', '"', ' ', '\t', '\r', '\n', '(', ')']);
    parts.filter(|part| part.contains('@') && part.len() <= 254).map(|part| line(&part.to_lowercase()))
}

/// The digits of a telephone number, without Italy's prefix, so that one number is one however it is written.
pub(super) fn number(raw: &str) -> String {
    let digits: String = raw.chars().filter(char::is_ascii_digit).take(20).collect();
    let international = raw.trim_start().starts_with('+');
    let local = if international { digits.strip_prefix("39") } else { digits.strip_prefix("0039") };
    local.map_or_else(|| digits.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_is_one_however_it_is_written() {
        for written in ["+39 081 555.12.34", "0039 0815551234", "081/5551234", "(081) 5551234"] {
            assert_eq!(number(written), "0815551234");
        }
        assert_eq!(number("ANONIMO"), "");
    }

    #[test]
    fn addresses_are_found_whatever_stands_around_them() {
        let raw = "Anna <Anna.ROSSI@vesuvio.example>, \"Sede, la\" <napoli@sede.example>;\r\n\tx@y.example";
        let found: Vec<_> = addresses(raw).collect();
        assert_eq!(found, ["anna.rossi@vesuvio.example", "napoli@sede.example", "x@y.example"]);
    }

    proptest! {
        #[test]
        fn nothing_kept_can_break_a_line_or_a_database(raw in any::<String>()) {
            prop_assert!(!line(&raw).chars().any(char::is_control));
            prop_assert!(!text(&raw).chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')));
        }
    }
}
