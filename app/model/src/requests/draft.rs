//! A request before it is sent: one parsing function runs in the browser as one types and on the server at the door.

use super::{Email, Telephone};
use crate::attachments::{self, Attachment, FileFacts};
use crate::offices::{Scheme, Subject};
use crate::problem::{FieldError, Issue};
use crate::{AttachmentId, PositionId, RequestId, SubjectId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest text of a request, in characters.
pub const MAX_TEXT_CHARS: usize = 10_000;

/// The form as it was filled in: nothing is trusted yet, and nothing typed is thrown away.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestForm {
    /// Made by the client (UUIDv7); sending the same id again gives the same receipt.
    pub id: String,
    pub position: String,
    pub subject: String,
    pub text: String,
    pub email: String,
    pub telephone: String,
    /// The request this one goes on from, if any.
    pub after: String,
    /// Ids of files already uploaded to `/api/v1/attachments`, in order.
    pub attachments: Vec<String>,
}

/// What the rules are read from: the chosen subject and position, the uploaded files and today.
#[derive(Clone, Debug)]
pub struct DraftRules<'a> {
    pub today: Date,
    /// The scheme of the chosen position, when it is one the sender may act for.
    pub scheme: Option<Scheme>,
    pub subject: Option<&'a Subject>,
    /// The sender's uploaded files that are still free to send.
    pub uploaded: &'a [Attachment],
}

/// A request that holds: in hand, it can be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub id: RequestId,
    pub position: PositionId,
    pub subject: SubjectId,
    pub text: String,
    pub email: Option<Email>,
    pub telephone: Option<Telephone>,
    pub after: Option<RequestId>,
    pub attachments: Vec<AttachmentId>,
}

impl Draft {
    /// Reads the form against the rules and reports every error, not the first alone.
    pub fn parse(form: &RequestForm, rules: &DraftRules<'_>) -> Result<Self, Vec<FieldError>> {
        let mut errors = vec![];
        let id = keep(&mut errors, "id", choice::<RequestId>(&form.id));
        let position = keep(&mut errors, "position", position(form, rules));
        let subject = keep(&mut errors, "subject", subject(form, rules));
        let text = keep(&mut errors, "text", text(&form.text));
        let email = keep(&mut errors, "email", optional(&form.email, Email::parse));
        let telephone = keep(&mut errors, "telephone", optional(&form.telephone, Telephone::parse));
        let after = keep(&mut errors, "after", optional(&form.after, choice::<RequestId>));
        if email == Some(None) && telephone == Some(None) {
            errors.push(FieldError::new("email", Issue::NoContact));
        }
        let attachments = files(form, rules, &mut errors);
        match (id, position, subject, text, email, telephone, after) {
            (Some(id), Some(position), Some(subject), Some(text), Some(email), Some(telephone), Some(after))
                if errors.is_empty() =>
            {
                Ok(Self { id, position, subject, text, email, telephone, after, attachments })
            }
            _ => Err(errors),
        }
    }
}

/// A text that may travel: not blank, not too long, no control characters but tab and line breaks.
pub(crate) fn text_within(raw: &str, max: usize) -> Result<String, Issue> {
    let actual = raw.chars().count();
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    if actual > max {
        let (max, actual) = (saturate(max), saturate(actual));
        return Err(Issue::TooLong { max, actual });
    }
    if raw.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Issue::ControlCharacters);
    }
    Ok(raw.to_owned())
}

fn text(raw: &str) -> Result<String, Issue> {
    text_within(raw, MAX_TEXT_CHARS)
}

fn position(form: &RequestForm, rules: &DraftRules<'_>) -> Result<PositionId, Issue> {
    let id = choice(&form.position)?;
    if rules.scheme.is_some() { Ok(id) } else { Err(Issue::UnknownChoice) }
}

fn subject(form: &RequestForm, rules: &DraftRules<'_>) -> Result<SubjectId, Issue> {
    let id: SubjectId = choice(&form.subject)?;
    let subject = rules.subject.filter(|subject| subject.id == id).ok_or(Issue::UnknownChoice)?;
    if !subject.is_valid_on(rules.today) {
        return Err(Issue::SubjectExpired);
    }
    match rules.scheme {
        Some(scheme) if scheme != subject.scheme => Err(Issue::SubjectOfAnotherScheme),
        _ => Ok(id),
    }
}

fn files(form: &RequestForm, rules: &DraftRules<'_>, errors: &mut Vec<FieldError>) -> Vec<AttachmentId> {
    let mut chosen: Vec<&Attachment> = vec![];
    for raw in form.attachments.iter().filter(|raw| !raw.trim().is_empty()) {
        let found = raw.parse().ok().and_then(|id: AttachmentId| rules.uploaded.iter().find(|file| file.id == id));
        match found {
            Some(file) if chosen.iter().any(|other| other.id == file.id) => {}
            Some(file) => {
                errors.extend(file.held_back().map(|issue| FieldError::new(attachments::FIELD, issue)));
                chosen.push(file);
            }
            None => errors.push(FieldError::new(attachments::FIELD, Issue::FileMissing)),
        }
    }
    if let Some(subject) = rules.subject {
        let facts: Vec<_> =
            chosen.iter().map(|file| FileFacts { name: &file.name, size: file.size, kind: file.kind }).collect();
        errors.extend(subject.profile.check_all(&facts));
    }
    chosen.into_iter().map(|file| file.id).collect()
}

pub(crate) fn choice<T: std::str::FromStr>(raw: &str) -> Result<T, Issue> {
    if raw.trim().is_empty() {
        return Err(Issue::Required);
    }
    raw.trim().parse().map_err(|_| Issue::UnknownChoice)
}

/// Every id once, in the order named.
pub(crate) fn choices<T: std::str::FromStr + PartialEq>(raw: &[String]) -> Result<Vec<T>, Issue> {
    let mut found = vec![];
    for one in raw.iter().filter(|one| !one.trim().is_empty()) {
        let id = choice(one)?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

/// Whether a box is ticked that sends `yes`, or nothing.
pub(crate) fn yes_or_nothing(raw: &str) -> Result<bool, Issue> {
    match raw.trim() {
        "" => Ok(false),
        "yes" => Ok(true),
        _ => Err(Issue::UnknownChoice),
    }
}

pub(crate) fn optional<'a, T>(raw: &'a str, parse: impl Fn(&'a str) -> Result<T, Issue>) -> Result<Option<T>, Issue> {
    if raw.trim().is_empty() { Ok(None) } else { parse(raw).map(Some) }
}

pub(crate) fn keep<T>(errors: &mut Vec<FieldError>, field: &str, result: Result<T, Issue>) -> Option<T> {
    result.map_err(|issue| errors.push(FieldError::new(field, issue))).ok()
}

pub(super) fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
