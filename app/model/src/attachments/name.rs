//! A file's name made safe to keep, to zip and to offer for download on any system.

/// At most this many characters are kept; the ending survives.
pub const MAX_NAME_CHARS: usize = 120;

/// A name without folders, control characters or characters some system refuses. Emoji and accents stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// `None` when nothing usable is left (an empty name, only dots, only folders).
    pub fn parse(raw: &str) -> Option<Self> {
        let last = raw.rsplit(['/', '\\']).next().unwrap_or(raw);
        let clean: String = last.chars().map(|c| if refused(c) { '_' } else { c }).collect();
        let trimmed = clean.trim_matches([' ', '.', '_']);
        if trimmed.is_empty() {
            return None;
        }
        Some(Self(shorten(trimmed)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, what Windows refuses, and the marks that turn a name's reading direction (`txt.exe` shown as `exe.txt`).
fn refused(c: char) -> bool {
    c.is_control()
        || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= MAX_NAME_CHARS {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let kept = MAX_NAME_CHARS - ending.chars().count();
    stem.chars().take(kept).chain(ending.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(raw: &str, expected: Option<&str>) {
        assert_eq!(FileName::parse(raw).as_ref().map(FileName::as_str), expected);
    }

    #[test]
    fn folders_controls_and_direction_marks_are_dropped_words_stay() {
        check("../../etc/passwd.pdf", Some("passwd.pdf"));
        check("C:\\Users\\anna\\busta paga.pdf", Some("busta paga.pdf"));
        check("perché 🧾 ricevuta.jpeg", Some("perché 🧾 ricevuta.jpeg"));
        check("fattura\u{202e}fdp.exe", Some("fattura_fdp.exe"));
        check("a\0b\n.pdf", Some("a_b_.pdf"));
        check("..", None);
        check("///", None);
        check("", None);
    }

    #[test]
    fn a_name_of_300_characters_is_shortened_and_keeps_its_ending() {
        let long = format!("{}.pdf", "a".repeat(300));
        let kept = FileName::parse(&long).map(|name| name.as_str().to_owned()).unwrap_or_default();
        assert_eq!(kept.chars().count(), MAX_NAME_CHARS);
        assert!(kept.ends_with(".pdf"));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_short_has_no_folder_and_is_stable(raw in "\\PC{0,400}") {
            if let Some(name) = FileName::parse(&raw) {
                prop_assert!(name.as_str().chars().count() <= MAX_NAME_CHARS);
                prop_assert!(!name.as_str().contains(['/', '\\', '\0']));
                prop_assert!(!name.as_str().starts_with('.'));
            }
        }
    }
}
