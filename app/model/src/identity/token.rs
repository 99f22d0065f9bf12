//! Access of programs (*accesso dei programmi*): what a token is bound to, what it may do, and for how long.

use super::CompanyName;
use crate::offices::Scheme;
use crate::problem::{FieldError, Issue};
use crate::{CompanyId, Instant, IntermediaryId, MandateId, TokenId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The longest a token lives, in days: after a year somebody looks again at who still needs it.
pub const MAX_TOKEN_DAYS: u32 = 365;
/// The longest name of a token, in characters.
pub const MAX_TOKEN_NAME_CHARS: usize = 60;
/// What every token begins with, so that one left in a log or a repository is recognised.
pub const TOKEN_PREFIX: &str = "ctt_";

/// What a program may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    /// Read requests, receipts and files, and follow changes.
    Read,
    /// Upload files and send requests.
    Send,
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::Read, Self::Send];

    /// The word in stored rows; the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Send => "send",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }

    /// Words between blanks, as OAuth writes scopes (RFC 6749 section 3.3); each once, in a fixed order.
    ///
    /// # Errors
    /// When there is none, or one that is not known.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, Issue> {
        let read: Option<Vec<Self>> = text.split_whitespace().map(Self::from_word).collect();
        let mut scopes = read.ok_or(Issue::UnknownChoice)?;
        scopes.sort();
        scopes.dedup();
        if scopes.is_empty() { Err(Issue::Required) } else { Ok(scopes) }
    }

    /// The words between blanks.
    pub fn written(scopes: &[Self]) -> String {
        scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// What a token acts for; never more than the person who made it may act for that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Binding {
    /// A company the person belongs to.
    Company(CompanyId),
    /// One mandate of the person's firm.
    Mandate(MandateId),
    /// Every mandate of the person's firm.
    Firm(IntermediaryId),
}

/// As forms write it: `mandate:0190…`.
impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Company(id) => write!(f, "company:{id}"),
            Self::Mandate(id) => write!(f, "mandate:{id}"),
            Self::Firm(id) => write!(f, "firm:{id}"),
        }
    }
}

impl FromStr for Binding {
    type Err = Issue;

    fn from_str(text: &str) -> Result<Self, Issue> {
        let parsed = match text.trim().split_once(':') {
            Some(("company", id)) => id.parse().map(Self::Company),
            Some(("mandate", id)) => id.parse().map(Self::Mandate),
            Some(("firm", id)) => id.parse().map(Self::Firm),
            _ => return Err(if text.trim().is_empty() { Issue::Required } else { Issue::UnknownChoice }),
        };
        parsed.map_err(|_| Issue::UnknownChoice)
    }
}

/// A new token as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenForm {
    /// Made by the client (UUIDv7): sending the same form twice makes one token.
    pub id: String,
    /// The program's name, for people.
    pub name: String,
    /// `company:…`, `mandate:…` or `firm:…` with an id of `GET /api/v1/tokens/bindings`.
    pub bound_to: String,
    /// `read`, `send`, or both with a blank between.
    pub scopes: String,
    /// From 1 to 365.
    pub days: String,
}

/// A new token that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenDraft {
    pub id: TokenId,
    pub name: String,
    pub binding: Binding,
    pub scopes: Vec<Scope>,
    pub days: u32,
}

impl TokenDraft {
    /// # Errors
    /// Every field that does not hold, not the first alone.
    pub fn parse(form: &TokenForm) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let id = keep(&mut errors, "id", id(&form.id));
        let name = keep(&mut errors, "name", name(&form.name));
        let binding = keep(&mut errors, "bound_to", form.bound_to.parse());
        let scopes = keep(&mut errors, "scopes", Scope::parse_all(&form.scopes));
        let days = keep(&mut errors, "days", days(&form.days));
        match (id, name, binding, scopes, days) {
            (Some(id), Some(name), Some(binding), Some(scopes), Some(days)) => {
                Ok(Self { id, name, binding, scopes, days })
            }
            _ => Err(errors),
        }
    }
}

fn id(raw: &str) -> Result<TokenId, Issue> {
    if raw.trim().is_empty() { Err(Issue::Required) } else { raw.parse().map_err(|_| Issue::UnknownChoice) }
}

fn name(raw: &str) -> Result<String, Issue> {
    let name = raw.trim();
    let actual = name.chars().count();
    match actual {
        0 => Err(Issue::Required),
        _ if name.chars().any(char::is_control) => Err(Issue::ControlCharacters),
        1..=MAX_TOKEN_NAME_CHARS => Ok(name.to_owned()),
        _ => Err(Issue::TooLong {
            max: u32::try_from(MAX_TOKEN_NAME_CHARS).unwrap_or(u32::MAX),
            actual: u32::try_from(actual).unwrap_or(u32::MAX),
        }),
    }
}

fn days(raw: &str) -> Result<u32, Issue> {
    let within = |days: &u32| (1..=MAX_TOKEN_DAYS).contains(days);
    match raw.trim() {
        "" => Err(Issue::Required),
        text => text.parse().ok().filter(within).ok_or(Issue::OutOfRange { min: 1, max: MAX_TOKEN_DAYS }),
    }
}

fn keep<T>(errors: &mut Vec<FieldError>, field: &str, result: Result<T, Issue>) -> Option<T> {
    result.map_err(|issue| errors.push(FieldError::new(field, issue))).ok()
}

/// Whether a token opens anything today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TokenState {
    Active,
    /// What it is bound to no longer holds: the mandate was revoked or ended, or the person left.
    Withheld,
    Expired,
    Revoked,
}

/// A token in its owner's list; the secret is not among it, because nobody knows it but its holder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenLine {
    pub id: TokenId,
    pub name: String,
    pub bound_to: Binding,
    /// The company or the firm it acts for.
    pub acts_for: String,
    /// The one scheme of the mandate; none where it covers all.
    #[serde(default)]
    pub scheme: Option<Scheme>,
    pub scopes: Vec<Scope>,
    pub state: TokenState,
    pub created_at: Instant,
    #[serde(default)]
    pub last_used_at: Option<Instant>,
    pub ends_at: Instant,
}

/// A token just made, with its secret: shown now and never again.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewToken {
    pub token: TokenLine,
    /// Goes into `Authorization: Bearer …`.
    pub secret: String,
}

/// What a new token may be bound to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenBindings {
    pub companies: Vec<CompanyName>,
    #[serde(default)]
    pub firm: Option<FirmName>,
    pub mandates: Vec<MandateChoice>,
    /// Whether more mandates fit the search than are here.
    pub more: bool,
}

impl TokenBindings {
    pub fn is_empty(&self) -> bool {
        self.companies.is_empty() && self.firm.is_none()
    }
}

/// A firm of labour consultants in a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirmName {
    pub id: IntermediaryId,
    pub name: String,
}

/// A mandate that holds today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MandateChoice {
    pub id: MandateId,
    pub company: CompanyName,
    /// None: every scheme of the company.
    #[serde(default)]
    pub scheme: Option<Scheme>,
}

/// A program that may act for a company, as the company sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActingToken {
    pub id: TokenId,
    pub company: String,
    /// The intermediary's firm, or the company's own person, who holds it.
    pub holder: String,
    pub name: String,
    pub scopes: Vec<Scope>,
    #[serde(default)]
    pub last_used_at: Option<Instant>,
    pub ends_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> TokenForm {
        TokenForm {
            id: "0190a000-0000-7000-8000-000000000001".into(),
            name: " Paghe ".into(),
            bound_to: "mandate:0190a000-0000-7000-8000-000000000002".into(),
            scopes: "send read send".into(),
            days: "365".into(),
        }
    }

    #[test]
    fn a_form_that_holds_is_read_and_tidied() {
        let draft = TokenDraft::parse(&filled()).unwrap();
        assert_eq!((draft.name.as_str(), draft.scopes, draft.days), ("Paghe", vec![Scope::Read, Scope::Send], 365));
        assert_eq!(draft.binding.to_string(), filled().bound_to);
    }

    #[test]
    fn every_field_that_does_not_hold_is_named() {
        let errors = TokenDraft::parse(&TokenForm::default()).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["id", "name", "bound_to", "scopes", "days"]);
        for days in ["0", "366", "-1", "1.5", "molti"] {
            let errors = TokenDraft::parse(&TokenForm { days: days.into(), ..filled() }).unwrap_err();
            assert_eq!(errors, [FieldError::new("days", Issue::OutOfRange { min: 1, max: 365 })], "{days}");
        }
        for (bound_to, issue) in
            [("", Issue::Required), ("mandate:1", Issue::UnknownChoice), ("x", Issue::UnknownChoice)]
        {
            let errors = TokenDraft::parse(&TokenForm { bound_to: bound_to.into(), ..filled() }).unwrap_err();
            assert_eq!(errors, [FieldError::new("bound_to", issue)]);
        }
    }

    #[test]
    fn unknown_scopes_are_refused_not_dropped() {
        assert_eq!(Scope::parse_all("read admin"), Err(Issue::UnknownChoice));
        assert_eq!(Scope::written(&[Scope::Read, Scope::Send]), "read send");
    }
}
