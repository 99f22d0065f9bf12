//! Subjects (*oggetti*): a two-level tree held as data per contribution scheme; the routing key of every request.

use crate::attachments::AttachmentProfile;
use crate::{SubjectDocumentId, SubjectId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A contribution scheme (*gestione*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scheme {
    /// *Aziende con dipendenti*.
    Employers,
    /// *Committenti della Gestione Separata*.
    SeparateManagement,
    /// *Artigiani e commercianti*.
    SelfEmployed,
}

impl Scheme {
    pub const ALL: [Self; 3] = [Self::Employers, Self::SeparateManagement, Self::SelfEmployed];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Employers => "employers",
            Self::SeparateManagement => "separate_management",
            Self::SelfEmployed => "self_employed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == word)
    }
}

/// Whether a subject is general or tied to an area of the drawer (seed 004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubjectKind {
    /// Opens an informative back-office question.
    Generic,
    Specific,
}

/// The first level of the tree (*ambito*): Regolarità contributiva, DM trasmessi, F24…
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectArea {
    pub scheme: Scheme,
    pub kind: SubjectKind,
    pub title: String,
    pub subjects: Vec<Subject>,
}

/// The second level (*oggetto*): what the request is about, and the rules that follow from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subject {
    pub id: SubjectId,
    pub scheme: Scheme,
    pub title: String,
    /// One plain sentence that helps to choose.
    pub hint: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub valid_from: Date,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<Date>,
    /// Working days within which the office promises an answer.
    pub working_days: u16,
    /// The act that sets `working_days`, shown to whoever asks "why this date".
    pub rule_source: String,
    /// The fixed sentence some subjects want (DOMAIN 3.3); empty when none.
    #[serde(default)]
    pub fixed_sentence: String,
    pub profile: AttachmentProfile,
    /// Other words people use for it, separated by blanks; what they write is matched with them.
    #[serde(default)]
    pub keywords: String,
    /// What the office needs to see to answer, in the order it is asked for (DOMAIN 3.3).
    #[serde(default)]
    pub documents: Vec<SubjectDocument>,
}

/// A document a subject asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectDocument {
    pub id: SubjectDocumentId,
    pub title: String,
    /// The case in which it is needed; empty when it always is.
    #[serde(default)]
    pub when: String,
}

impl Subject {
    /// Whether the subject is offered on `day`; `valid_to` is the last day it is.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}
