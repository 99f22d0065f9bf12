//! Contact first (*comunicazione proattiva*, seed 004): an office writes to a company before the company wrote, by itself or on from a closed request.

use super::answer::MAX_COMMENT_CHARS;
use super::draft::{choice, keep, text_within, yes_or_nothing};
use crate::identity::Position;
use crate::offices::SubjectArea;
use crate::problem::{FieldError, Issue};
use crate::{PositionId, RequestId, SubjectId};
use serde::{Deserialize, Serialize};

/// The shortest text an office opens a contact with, in characters: nobody is contacted about nothing.
pub const MIN_CONTACT_CHARS: u32 = 10;

/// Whom an office tells of what it writes: everybody who may act for the company reads it all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Audience {
    /// The company's own people.
    Company,
    /// The people of firms whose mandate for the scheme holds.
    Consultants,
    Both,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Both, Self::Company, Self::Consultants];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Consultants => "consultants",
            Self::Both => "both",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word)
    }

    /// Reads a form's choice.
    ///
    /// # Errors
    /// When nothing, or nothing known, was chosen.
    pub(crate) fn chosen(raw: &str) -> Result<Self, Issue> {
        match raw.trim() {
            "" => Err(Issue::Required),
            word => Self::from_word(word).ok_or(Issue::UnknownChoice),
        }
    }
}

/// What the page that contacts a company shows once a position is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactOptions {
    pub position: Position,
    /// Subjects of the position's scheme offered today.
    pub areas: Vec<SubjectArea>,
    /// How many of the company's people have an account.
    pub people: u32,
    /// How many people of firms under a mandate that holds have one.
    pub consultants: u32,
    /// Of the company's people, how many would be told by which channel; somebody may be told by both, or by none.
    pub people_by: TellingBy,
    /// Of the consultants.
    pub consultants_by: TellingBy,
}

/// How many would be told by each channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TellingBy {
    pub email: u32,
    pub sms: u32,
}

/// A contact as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactForm {
    /// Made by the client (UUIDv7); sending the same id again writes nothing more.
    pub id: String,
    pub position: String,
    pub subject: String,
    pub text: String,
    /// `company`, `consultants` or `both`.
    pub audience: String,
    /// `yes`: the office waits for an answer and stays in charge. Otherwise it is informed and closed at once.
    pub answer: String,
}

/// The same on from a closed request: its position, its subject, its chain.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChainedContactForm {
    /// Made by the client (UUIDv7); sending the same id again writes nothing more.
    pub id: String,
    pub text: String,
    /// `company`, `consultants` or `both`.
    pub audience: String,
    /// `yes`: the office waits for an answer.
    pub answer: String,
}

/// What an office writes, whoever gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub text: String,
    pub audience: Audience,
    pub answer_expected: bool,
}

impl Letter {
    /// Reads the fields every contact shares; what fails is added to `errors`.
    pub(crate) fn read(errors: &mut Vec<FieldError>, text: &str, audience: &str, answer: &str) -> Option<Self> {
        let text = keep(errors, "text", long_enough(text));
        let audience = keep(errors, "audience", Audience::chosen(audience));
        let answer = keep(errors, "answer", yes_or_nothing(answer));
        Some(Self { text: text?, audience: audience?, answer_expected: answer? })
    }
}

/// A contact that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub id: RequestId,
    pub position: PositionId,
    pub subject: SubjectId,
    pub letter: Letter,
}

impl Contact {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &ContactForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let id = keep(errors, "id", choice(&form.id));
        let position = keep(errors, "position", choice(&form.position));
        let subject = keep(errors, "subject", choice(&form.subject));
        let letter = Letter::read(errors, &form.text, &form.audience, &form.answer);
        match (id, position, subject, letter) {
            (Some(id), Some(position), Some(subject), Some(letter)) => Ok(Self { id, position, subject, letter }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// A contact on from a closed request that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainedContact {
    pub id: RequestId,
    pub letter: Letter,
}

impl ChainedContact {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &ChainedContactForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let id = keep(errors, "id", choice(&form.id));
        let letter = Letter::read(errors, &form.text, &form.audience, &form.answer);
        match (id, letter) {
            (Some(id), Some(letter)) => Ok(Self { id, letter }),
            _ => Err(std::mem::take(errors)),
        }
    }
}

fn long_enough(raw: &str) -> Result<String, Issue> {
    let text = text_within(raw, MAX_COMMENT_CHARS)?;
    match u32::try_from(text.trim().chars().count()) {
        Ok(count) if count < MIN_CONTACT_CHARS => Err(Issue::TooShort { min: MIN_CONTACT_CHARS }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn form() -> ContactForm {
        let id = Uuid::from_u128(7).to_string();
        ContactForm {
            id: id.clone(),
            position: id.clone(),
            subject: id,
            text: "Manca la denuncia di ottobre.".into(),
            audience: "both".into(),
            answer: "yes".into(),
        }
    }

    #[test]
    fn a_contact_that_holds_says_whom_it_tells_and_whether_it_waits() {
        let contact = Contact::parse(&form()).unwrap();
        assert_eq!((contact.letter.audience, contact.letter.answer_expected), (Audience::Both, true));
        let informed = Contact::parse(&ContactForm { answer: String::new(), ..form() }).unwrap();
        assert!(!informed.letter.answer_expected);
    }

    #[test]
    fn every_field_that_does_not_hold_is_told() {
        let errors = Contact::parse(&ContactForm { text: "Ciao. ".into(), ..ContactForm::default() }).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["id", "position", "subject", "text", "audience"]);
        assert_eq!(errors[3].issue, Issue::TooShort { min: 10 });
        let odd = ContactForm { audience: "everybody".into(), answer: "maybe".into(), ..form() };
        let errors = Contact::parse(&odd).unwrap_err();
        assert!(errors.iter().all(|error| error.issue == Issue::UnknownChoice) && errors.len() == 2, "{errors:?}");
    }
}
