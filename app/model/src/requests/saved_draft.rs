//! A request not sent yet, as the server keeps it for its author: whatever was typed, checked only when it is sent.

use super::RequestForm;
use crate::offices::SubjectDocument;
use crate::{Instant, RequestId, SubjectDocumentId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most drafts one person keeps.
pub const MAX_DRAFTS: usize = 20;

/// Letters of a draft's text that tell it from others in a list.
const BEGINNING: usize = 100;

/// What is saved: the form as typed, and which documents were ticked. The ticks stay behind when it is sent (ADR 0015).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftForm {
    #[serde(flatten)]
    pub request: RequestForm,
    /// `attached:<id>` or `not_needed:<id>` for each ticked document of the subject.
    pub documents: Vec<String>,
    /// The version it was written upon, where `If-Match` does not say it; `0` for a draft never saved.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
}

impl DraftForm {
    /// What two versions are compared by: all that was typed.
    pub fn content(&self) -> Self {
        Self { version: String::new(), ..self.clone() }
    }

    /// The first words of the text, on one line.
    pub fn beginning(&self) -> String {
        let words = self.request.text.split(|letter: char| letter.is_whitespace() || letter.is_control());
        let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(BEGINNING) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }
}

/// A draft in its author's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftLine {
    pub id: RequestId,
    pub version: i64,
    pub saved_at: Instant,
    /// The chosen position's id as typed; may be empty or no longer one's own.
    pub position: String,
    /// The position as its author knew it when choosing it; empty when none was chosen.
    pub position_name: String,
    pub subject_title: String,
    pub beginning: String,
    pub files: u32,
}

/// The whole draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedDraft {
    pub id: RequestId,
    /// Grows by one each time it is saved; what `If-Match` compares.
    pub version: i64,
    pub saved_at: Instant,
    pub position_name: String,
    pub subject_title: String,
    pub form: DraftForm,
}

/// What its writer says of a document the subject asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentTick {
    Attached(SubjectDocumentId),
    NotNeeded(SubjectDocumentId),
}

impl DocumentTick {
    pub fn parse(text: &str) -> Option<Self> {
        let (word, id) = text.split_once(':')?;
        let id = id.parse().ok()?;
        match word {
            "attached" => Some(Self::Attached(id)),
            "not_needed" => Some(Self::NotNeeded(id)),
            _ => None,
        }
    }

    pub fn document(self) -> SubjectDocumentId {
        match self {
            Self::Attached(id) | Self::NotNeeded(id) => id,
        }
    }
}

impl fmt::Display for DocumentTick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attached(id) => write!(f, "attached:{id}"),
            Self::NotNeeded(id) => write!(f, "not_needed:{id}"),
        }
    }
}

/// The documents its writer has said nothing of: a caution before sending, never a refusal.
pub fn unsettled<'a>(documents: &'a [SubjectDocument], ticks: &[String]) -> Vec<&'a SubjectDocument> {
    let settled: Vec<_> =
        ticks.iter().filter_map(|tick| DocumentTick::parse(tick)).map(DocumentTick::document).collect();
    documents.iter().filter(|document| !settled.contains(&document.id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn a_draft_reads_back_as_it_was_typed_and_stands_flat_in_json() {
        let request = RequestForm { text: "Perché\n\u{0}?".into(), ..RequestForm::default() };
        let form = DraftForm { request, documents: vec!["attached:x".into()], version: "3".into() };
        let json = serde_json::to_value(&form).unwrap();
        assert_eq!((&json["text"], &json["version"]), (&"Perché\n\u{0}?".into(), &"3".into()));
        assert_eq!(serde_json::from_value::<DraftForm>(json).unwrap(), form);
        assert_eq!(form.content().version, "");
        assert_eq!(serde_json::from_str::<DraftForm>("{}").unwrap(), DraftForm::default());
    }

    #[test]
    fn its_beginning_is_one_short_line() {
        let long = RequestForm { text: format!("Prima\n\n  {}", "è".repeat(200)), ..RequestForm::default() };
        let beginning = DraftForm { request: long, ..DraftForm::default() }.beginning();
        assert!(beginning.starts_with("Prima è") && beginning.ends_with('…') && beginning.chars().count() == 101);
    }

    #[test]
    fn a_document_is_settled_by_either_tick() {
        let document = |id| SubjectDocument {
            id: SubjectDocumentId(Uuid::from_u128(id)),
            title: String::new(),
            when: String::new(),
        };
        let documents = [document(1), document(2), document(3)];
        let ticks = [DocumentTick::Attached(documents[0].id), DocumentTick::NotNeeded(documents[2].id)];
        let ticks = ticks.map(|tick| tick.to_string());
        assert_eq!(unsettled(&documents, &ticks), [&documents[1]]);
    }

    proptest! {
        #[test]
        fn no_draft_panics(text in "\\PC{0,300}", tick in "\\PC{0,60}") {
            let request = RequestForm { text, ..RequestForm::default() };
            let form = DraftForm { request, documents: vec![tick.clone()], version: String::new() };
            prop_assert!(form.beginning().chars().count() <= BEGINNING + 1);
            let _ = DocumentTick::parse(&tick);
        }
    }
}
