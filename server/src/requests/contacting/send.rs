//! One company contacted: checked at the door, written in one transaction, the same id a second time nothing more.

use super::find;
use super::open::{Contacting, open};
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::requests::store;
use crate::web::{Answer, Refusal};
use contatti_model::identity::OfficeName;
use contatti_model::offices::{Scheme, Subject};
use contatti_model::requests::{Contact, ContactForm};
use contatti_model::{FieldError, Issue, ProblemCode, RequestId, SubjectId};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// # Errors
/// 422 with every field to mend; 404 for a position the office may not write to; 409 when the id was used for something
/// else.
pub(super) async fn send(house: &House, actor: &Actor, office: &OfficeName, form: &ContactForm) -> Answer<RequestId> {
    let contact = Contact::parse(form).map_err(Refusal::invalid)?;
    let hash = draft_hash(form);
    if is_written(house, actor, contact.id, &hash).await? {
        return Ok(contact.id);
    }
    let position = find::reached(house, office.id, contact.position).await?;
    let subject = offered_subject(house, contact.subject, position.scheme()?).await?;
    let competent = offices::as_competent(house, office.id).await?;
    let new = Contacting {
        id: contact.id,
        position: &position,
        subject: &subject,
        office: &competent,
        author: (actor.id, &actor.name),
        letter: &contact.letter,
        draft_hash: &hash,
        after: None,
    };
    write(house, actor, &new).await
}

/// Writes it in a transaction of its own; of two at once one is written.
pub(super) async fn write(house: &House, actor: &Actor, new: &Contacting<'_>) -> Answer<RequestId> {
    let mut tx = house.begin_at(&new.office.register_area).await?;
    match open(house, &mut tx, new).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(new.id)
        }
        // Two tabs or a double click: the other one has committed, or nothing would have been broken.
        Err(refusal) => {
            drop(tx);
            let there = refusal.problem.code == ProblemCode::Internal
                && is_written(house, actor, new.id, new.draft_hash).await?;
            if there { Ok(new.id) } else { Err(refusal) }
        }
    }
}

/// Whether this very contact is there already.
///
/// # Errors
/// 409 when the id was used for something else.
pub(super) async fn is_written(house: &House, actor: &Actor, id: RequestId, hash: &[u8]) -> Answer<bool> {
    let Some(row) = store::request(house, id).await? else { return Ok(false) };
    let same = row.sender_id() == actor.id && row.draft_hash == hash && row.opened_by_office();
    if same { Ok(true) } else { Err(Refusal::new(ProblemCode::IdTaken)) }
}

/// The digest by which a second send of the same id is known to be the same.
pub(super) fn draft_hash(form: &impl Serialize) -> Vec<u8> {
    Sha256::digest(serde_json::to_vec(form).unwrap_or_default()).to_vec()
}

/// # Errors
/// 422 when it is not offered today, or belongs to another scheme.
async fn offered_subject(house: &House, id: SubjectId, scheme: Scheme) -> Answer<Subject> {
    let wrong = |issue| Refusal::invalid(vec![FieldError::new("subject", issue)]);
    let subject = offices::subject(house, id).await?.ok_or_else(|| wrong(Issue::UnknownChoice))?;
    if subject.scheme != scheme {
        return Err(wrong(Issue::SubjectOfAnotherScheme));
    }
    if subject.is_valid_on(house.now().day()) { Ok(subject) } else { Err(wrong(Issue::SubjectExpired)) }
}
