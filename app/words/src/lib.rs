//! Every visible word in Italian, English and German, as typed Rust made from `app/locales` when this package is built.
//!
//! A text is a field: `words(language).shell.sign_out`. A text with placeholders is a method of the same name that takes
//! one argument per placeholder, **in alphabetical order of the placeholders' names** whatever their order in the
//! sentence: `notices.registered_body(number, url)`. A key that is missing, extra or differently filled in one language
//! stops the build.

pub mod dates;
mod language;
pub mod requests;
pub mod wishes;

pub use language::{Language, words};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Puts the values where the text names them.
fn fill(text: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            filled.push_str(&value.to_string());
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_the_text_names_them() {
        assert_eq!(fill("{b}, {a}!", &[("a", &1), ("b", &"x")]), "x, 1!");
        assert_eq!(fill("nothing", &[]), "nothing");
    }

    #[test]
    fn notices_carry_the_number_and_the_address_in_every_language() {
        for language in Language::all() {
            let notices = &words(language).notices;
            assert!(notices.registered_subject("A.2026.1").contains("A.2026.1"));
            let body = notices.closed_body("A.2026.1", "https://example.org/x");
            assert!(body.contains("A.2026.1") && body.contains("https://example.org/x"));
        }
    }
}
