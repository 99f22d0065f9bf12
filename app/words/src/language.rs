//! The languages spoken here, and how one is chosen for a visitor.

use crate::{DE, EN, IT, Words};

/// A language of the pages; Italian when nothing says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    It,
    En,
    De,
}

impl Language {
    pub fn all() -> [Self; 3] {
        [Self::It, Self::En, Self::De]
    }

    /// The tag in `lang` attributes and in the cookie.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language's name for itself, as the language switch shows it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::It => "Italiano",
            Self::En => "English",
            Self::De => "Deutsch",
        }
    }

    /// Reads a tag such as `de` or `de-AT`.
    pub fn parse(tag: &str) -> Option<Self> {
        let main = tag.trim().split(['-', '_']).next()?;
        Self::all().into_iter().find(|language| language.as_str().eq_ignore_ascii_case(main))
    }

    /// The best of an `Accept-Language` header; among equals the first named wins.
    pub fn from_accept(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            let better = weight > 0.0 && best.is_none_or(|(known, _)| weight > known);
            if let (Some(language), true) = (Self::parse(tag), better) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::It => &IT,
        Language::En => &EN,
        Language::De => &DE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_spoken_language_wins() {
        for (header, expected) in [
            ("de-AT,de;q=0.9,en;q=0.8", Some(Language::De)),
            ("fr-FR, en;q=0.3, it;q=0.7", Some(Language::It)),
            ("en, it", Some(Language::En)),
            ("de;q=0", None),
            ("fr", None),
            ("", None),
            (";;q=,=", None),
        ] {
            assert_eq!(Language::from_accept(header), expected, "{header}");
        }
    }

    #[test]
    fn tags_lead_back_to_their_language() {
        for language in Language::all() {
            assert_eq!(Language::parse(language.as_str()), Some(language));
        }
        assert_eq!(Language::parse("EN-us"), Some(Language::En));
        assert_eq!(Language::parse("klingon"), None);
    }
}
