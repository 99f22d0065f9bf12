//! On from a closed request of any age: a new one in its chain, in the other direction than a company's (*comunicazione concatenata*, seed 004).

use super::find;
use super::open::Contacting;
use super::send::{draft_hash, is_written, write};
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::requests::store::RequestRow;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{ChainedContact, ChainedContactForm, State};
use contatti_model::{PositionId, ProblemCode, RequestId};

/// Its subject holds however long it has not been offered, and so does a position closed since.
///
/// # Errors
/// 409 while the request is not closed: there one comments; 422 with every field to mend.
pub(super) async fn send(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    form: &ChainedContactForm,
) -> Answer<RequestId> {
    let contact = ChainedContact::parse(form).map_err(Refusal::invalid)?;
    let hash = draft_hash(&(row.id(), form));
    if is_written(house, actor, contact.id, &hash).await? {
        return Ok(contact.id);
    }
    if row.state()? != State::Closed {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let position = find::known(house, PositionId(row.position_id)).await?;
    let subject = offices::subject(house, row.subject_id()).await?;
    let subject = subject.ok_or_else(|| Refusal::internal("a request without its subject"))?;
    let competent = offices::as_competent(house, row.office()).await?;
    let new = Contacting {
        id: contact.id,
        position: &position,
        subject: &subject,
        office: &competent,
        author: (actor.id, &actor.name),
        letter: &contact.letter,
        draft_hash: &hash,
        after: Some((row.id(), row.thread())),
    };
    write(house, actor, &new).await
}
