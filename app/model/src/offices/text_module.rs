//! Text modules (*moduli di testo*): an office's own wording, with blanks that each request fills in.

use crate::problem::{FieldError, Issue};
use crate::requests::search::SubjectName;
use crate::requests::{MAX_COMMENT_CHARS, choice, keep, line, optional, text_within};
use crate::{Instant, SubjectId, TextModuleId};
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const MAX_MODULE_TITLE_CHARS: usize = 100;
/// An office keeps no more of them.
pub const MAX_TEXT_MODULES: u32 = 200;

/// What a request puts in the place of a word in braces, such as `{azienda}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    Company,
    Position,
    Number,
    Subject,
    /// The promised day.
    Promised,
    /// Who writes.
    Operator,
}

impl Blank {
    pub const ALL: [Self; 6] =
        [Self::Company, Self::Position, Self::Number, Self::Subject, Self::Promised, Self::Operator];

    /// The word between the braces: of the language the offices write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "azienda",
            Self::Position => "matricola",
            Self::Number => "protocollo",
            Self::Subject => "oggetto",
            Self::Promised => "data",
            Self::Operator => "operatore",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|blank| blank.as_str() == word.trim())
    }
}

/// The text in pieces: what stands as it is, and what was between braces.
fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = vec![];
    let (mut plain, mut from) = (0, 0);
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let after = &text[open + 1..];
        match after.split_once('}').filter(|(word, _)| !word.contains(['{', '\n'])) {
            Some((word, _)) => {
                found.push((&text[plain..open], Some(word)));
                from = open + word.len() + 2;
                plain = from;
            }
            // A brace that opens nothing stands as it is.
            None => from = open + 1,
        }
    }
    found.push((&text[plain..], None));
    found
}

/// The text with every blank filled in; a word that is no blank stays as it was typed.
pub fn filled_in(text: &str, value: impl Fn(Blank) -> String) -> String {
    let mut filled = String::with_capacity(text.len());
    for (before, word) in pieces(text) {
        filled.push_str(before);
        match (word, word.and_then(Blank::from_word)) {
            (_, Some(blank)) => filled.push_str(&value(blank)),
            (Some(word), None) => filled.extend(["{", word, "}"]),
            (None, None) => {}
        }
    }
    filled
}

/// A module as the office sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextModule {
    pub id: TextModuleId,
    pub title: String,
    pub text: String,
    /// Offered first where a request is about this; without it, everywhere alike.
    #[serde(default)]
    pub subject: Option<SubjectName>,
    /// Grows by one at each change.
    pub version: i64,
    pub written_by: String,
    pub written_at: Instant,
    /// How it read before, newest first; the last five.
    pub earlier: Vec<EarlierText>,
}

/// How a module read before it was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierText {
    pub version: i64,
    pub title: String,
    pub text: String,
    pub written_by: String,
    pub written_at: Instant,
}

/// A module as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextModuleForm {
    pub title: String,
    /// May hold `{azienda}`, `{matricola}`, `{protocollo}`, `{oggetto}`, `{data}` and `{operatore}`.
    pub text: String,
    /// A subject's id, or nothing.
    pub subject: String,
    /// The version that was read, to change one; a new one needs none.
    pub version: String,
}

/// A module that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextModuleDraft {
    pub title: String,
    pub text: String,
    pub subject: Option<SubjectId>,
}

impl TextModuleDraft {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &TextModuleForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let title = match line(&form.title, MAX_MODULE_TITLE_CHARS) {
            Ok("") => Err(Issue::Required),
            other => other.map(str::to_owned),
        };
        let title = keep(errors, "title", title);
        let text = keep(errors, "text", text_within(&form.text, MAX_COMMENT_CHARS).and_then(known_blanks));
        let subject = keep(errors, "subject", optional(&form.subject, choice)).flatten();
        match (title, text) {
            (Some(title), Some(text)) if errors.is_empty() => Ok(Self { title, text, subject }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// A slip in a blank would reach a company as it stands.
fn known_blanks(text: String) -> Result<String, Issue> {
    let unknown = pieces(&text).into_iter().filter_map(|(_, word)| word).find(|word| Blank::from_word(word).is_none());
    match unknown {
        Some(word) => Err(Issue::UnknownBlank { word: word.trim().to_owned() }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blanks_are_filled_in_and_other_braces_stay() {
        let value = |blank: Blank| format!("<{}>", blank.as_str());
        let read = |text: &str| filled_in(text, value);
        assert_eq!(read("Per {azienda}, matricola { matricola }."), "Per <azienda>, matricola <matricola>.");
        assert_eq!(read("Vedi { e {azienda}"), "Vedi { e <azienda>");
        for plain in ["{", "}", "{{}}", "{a\nb}", "nessuno", "", "{boh}"] {
            assert_eq!(read(plain), plain);
        }
    }

    #[test]
    fn a_brace_left_open_hides_no_slip_behind_it() {
        let form =
            TextModuleForm { text: "Vedi {nota\nGentile {azienda}, {matricolla}".into(), ..TextModuleForm::default() };
        let errors = TextModuleDraft::parse(&form).unwrap_err();
        assert!(
            errors.iter().any(|error| error.issue == Issue::UnknownBlank { word: "matricolla".into() }),
            "{errors:?}"
        );
    }

    #[test]
    fn a_slip_in_a_blank_is_told_with_the_word() {
        let form = TextModuleForm { text: "Per {azzienda}".into(), ..TextModuleForm::default() };
        let errors = TextModuleDraft::parse(&form).unwrap_err();
        let said: Vec<_> = errors.into_iter().map(|error| (error.field, error.issue)).collect();
        let slip = Issue::UnknownBlank { word: "azzienda".into() };
        assert_eq!(said, [("title".to_owned(), Issue::Required), ("text".to_owned(), slip)]);
    }

    proptest! {
        #[test]
        fn what_holds_no_brace_is_never_changed(text in "[^{}]{0,80}") {
            prop_assert_eq!(filled_in(&text, |_| "x".into()), text);
        }

        #[test]
        fn values_are_never_filled_in_again(name in ".{0,20}") {
            let text = filled_in("{azienda}", |_| name.clone());
            prop_assert_eq!(text, name);
        }
    }
}
