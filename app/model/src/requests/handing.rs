//! Into other hands: a request given to a colleague, back to the office, or over to another office; and notes among colleagues.

use super::answer::{Comment, MAX_COMMENT_CHARS};
use super::draft::{choice, choices, keep, text_within};
use crate::identity::OfficeName;
use crate::offices::UnitName;
use crate::problem::{FieldError, Issue};
use crate::{Instant, NoteId, OfficeId, PersonId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Into whose hands a request can be given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hands {
    /// The office's operators of today, the reader among them.
    pub colleagues: Vec<Colleague>,
    /// The other offices.
    pub offices: Vec<OfficeName>,
    /// The other units of the office.
    #[serde(default)]
    pub units: Vec<UnitName>,
}

/// An operator of the same office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    /// The last day they are away, when they are away today.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub absent_until: Option<Date>,
}

/// To whom a request is assigned (*assegnazione*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignForm {
    /// An operator of the office.
    pub to: String,
    /// A word to the company, if any.
    pub text: String,
    pub version: String,
}

/// An assignment that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub to: PersonId,
    pub comment: Option<Comment>,
}

impl Assignment {
    /// # Errors
    /// When nobody is named, or the word is too long.
    pub fn parse(form: &AssignForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let to = keep(errors, "to", choice(&form.to));
        let comment = keep(errors, "text", Comment::optional(&form.text));
        match (to, comment) {
            (Some(to), Some(comment)) => Ok(Self { to, comment }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// Given back to the office: nobody's until somebody takes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GiveBackForm {
    /// A word to the company, if any.
    pub text: String,
    pub version: String,
}

impl GiveBackForm {
    /// # Errors
    /// When the word is too long.
    pub fn parse(&self) -> Result<Option<Comment>, Vec<FieldError>> {
        Comment::optional(&self.text).map_err(|issue| vec![FieldError::new("text", issue)])
    }
}

/// To which office a request goes, and why (*passaggio ad altra sede*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOverForm {
    /// Another office's id.
    pub office: String,
    /// The reason, as the company reads it.
    pub text: String,
    pub version: String,
}

/// A handing over that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    pub office: OfficeId,
    pub reason: String,
}

impl HandOver {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &HandOverForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let office = keep(errors, "office", choice(&form.office));
        let reason = keep(errors, "text", text_within(&form.text, MAX_COMMENT_CHARS));
        match (office, reason) {
            (Some(office), Some(reason)) => Ok(Self { office, reason }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// To which unit of the same office a request goes, and why (*passaggio a un'unità*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PassForm {
    /// Another unit's id.
    pub unit: String,
    /// The reason, as the company reads it.
    pub text: String,
    pub version: String,
}

/// A passing that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    pub unit: UnitId,
    pub reason: String,
}

impl Pass {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &PassForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let unit = keep(errors, "unit", choice(&form.unit));
        let reason = keep(errors, "text", text_within(&form.text, MAX_COMMENT_CHARS));
        match (unit, reason) {
            (Some(unit), Some(reason)) => Ok(Self { unit, reason }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// A note among colleagues (*nota interna*): no company ever reads it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteForm {
    pub text: String,
    /// Ids of colleagues who are to read it, if any.
    pub mentions: Vec<String>,
}

/// Whom one note may name; more is a matter for everybody, and everybody reads the notes.
pub const MAX_MENTIONS: u32 = 20;

/// A note that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    pub text: String,
    /// Each once.
    pub mentions: Vec<PersonId>,
}

impl NoteDraft {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &NoteForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let text = keep(errors, "text", text_within(&form.text, MAX_COMMENT_CHARS));
        let named = choices(&form.mentions).and_then(|named| match u32::try_from(named.len()) {
            Ok(0..=MAX_MENTIONS) => Ok(named),
            _ => Err(Issue::TooMany { max: MAX_MENTIONS }),
        });
        let mentions = keep(errors, "mentions", named).unwrap_or_default();
        match text {
            Some(text) if errors.is_empty() => Ok(Self { text, mentions }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// A note as colleagues read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    pub id: NoteId,
    pub author: String,
    pub text: String,
    pub written_at: Instant,
    /// The colleagues who are to read it, by name.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// A colleague a note names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mention {
    pub name: String,
    /// When they read it.
    #[serde(default)]
    pub seen_at: Option<Instant>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_office_gets_it_only_with_a_reason() {
        let errors = HandOver::parse(&HandOverForm { text: " ".into(), ..HandOverForm::default() }).unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| (error.field.as_str(), &error.issue)).collect();
        assert_eq!(said, [("office", &Issue::Required), ("text", &Issue::Required)]);
    }

    #[test]
    fn a_colleague_gets_it_with_or_without_a_word_to_the_company() {
        let parse =
            |to: String, text: &str| Assignment::parse(&AssignForm { to, text: text.into(), ..AssignForm::default() });
        let to = PersonId(uuid::Uuid::max());
        assert_eq!(parse(to.to_string(), " "), Ok(Assignment { to, comment: None }));
        let said = parse(to.to_string(), "Se ne occupa Sara.").unwrap().comment;
        assert_eq!(said.as_ref().map(Comment::as_str), Some("Se ne occupa Sara."));
        let errors = parse(String::new(), &"a".repeat(MAX_COMMENT_CHARS + 1)).unwrap_err();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["to", "text"]);
    }

    #[test]
    fn a_note_wants_a_text_and_names_nobody_or_some_colleagues_each_once() {
        let parse = |text: &str, mentions: Vec<String>| NoteDraft::parse(&NoteForm { text: text.into(), mentions });
        assert_eq!(parse("Sentita l'azienda.", vec![" ".into()]).map(|note| note.mentions), Ok(vec![]));
        let (one, other) = (PersonId(uuid::Uuid::max()), PersonId(uuid::Uuid::nil()));
        let named = [one, other, one].map(|id| id.to_string()).to_vec();
        assert_eq!(parse("Vedete voi.", named).map(|note| note.mentions), Ok(vec![one, other]));
        assert_eq!(parse("", vec!["7".into()]).unwrap_err().len(), 2);
        let all = (0..=20).map(|id| uuid::Uuid::from_u128(id).to_string()).collect();
        assert_eq!(parse("A tutti.", all).unwrap_err()[0].issue, Issue::TooMany { max: 20 });
    }
}
