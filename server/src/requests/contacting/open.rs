//! Opening a request in the office's own name: registered going out, in the author's charge or closed at once, told to its audience.

use super::find::Reached;
use super::tell::{people_of, tell_people};
use crate::db::Tx;
use crate::house::House;
use crate::live::Change;
use crate::monitoring::audit;
use crate::offices::{self, Competent};
use crate::register::{self, Document};
use crate::requests::change::{EventRow, insert_event};
use crate::requests::new_row::{NewRow, Opened};
use crate::requests::turn::{self, Written};
use crate::requests::write_document;
use crate::web::{Answer, Refusal};
use contatti_model::offices::Subject;
use contatti_model::register::{Direction, Registration};
use contatti_model::requests::{Channel, EventKind, Letter, MessageKind};
use contatti_model::{EventId, FieldError, Issue, MessageId, PersonId, RequestId};
use jiff::civil::Date;

/// Everything a contact needs, read before the transaction so that it is short.
pub(crate) struct Contacting<'a> {
    pub id: RequestId,
    pub position: &'a Reached,
    pub subject: &'a Subject,
    /// The office that writes, which works the request.
    pub office: &'a Competent,
    pub author: (PersonId, &'a str),
    pub letter: &'a Letter,
    pub draft_hash: &'a [u8],
    /// The request it goes on from, and the first of that one's chain.
    pub after: Option<(RequestId, RequestId)>,
}

/// # Errors
/// 422 when nobody of the audience has an account; the transaction is to be dropped then.
pub(crate) async fn open(house: &House, tx: &mut Tx, new: &Contacting<'_>) -> Answer<()> {
    let (company, scheme) = (new.position.company(), new.position.scheme()?);
    let people = people_of(house, tx, company, scheme, new.letter.audience).await?;
    if people.is_empty() {
        return Err(Refusal::invalid(vec![FieldError::new("audience", Issue::NobodyReached)]));
    }
    let message = MessageId(house.new_id());
    let registration = register(house, tx, new, message).await?;
    // The register is held since: no change of the calendar comes between its reading and the promise.
    let calendar = offices::calendar_within(tx, new.office.office.id).await?;
    let promised = calendar.working_days_after(registration.at.day(), new.subject.working_days);
    row(new, &registration, promised).insert(tx).await?;
    let written = Written { id: message, version: 1, kind: MessageKind::Contact, channel: Channel::Web };
    turn::insert_message(tx, new.id, written, new.author, &new.letter.text, &registration).await?;
    write_document(tx, new.id).await?;
    let contacted = beginning(house, tx, new, &registration).await?;
    tell_people(house, tx, &people, contacted, None).await?;
    note(house, tx, new).await?;
    let (request, office) = (new.id, new.office.office.id);
    Ok(tx.announce(Change { request, version: 1, company, office, scheme, office_only: false }).await?)
}

async fn register(
    house: &House,
    tx: &mut Tx,
    new: &Contacting<'_>,
    message: MessageId,
) -> Result<Registration, sqlx::Error> {
    let document = Document {
        area: &new.office.register_area,
        direction: Direction::Out,
        message,
        sender: &new.office.office.name,
        recipient: &new.position.named(),
        subject: &new.subject.title,
        documents: register::documents(&new.letter.text, []),
    };
    register::register(tx, house.now(), document).await
}

fn row<'a>(new: &'a Contacting<'_>, registration: &'a Registration, promised_on: Date) -> NewRow<'a> {
    let Letter { audience, answer_expected, .. } = *new.letter;
    NewRow {
        id: new.id,
        company: new.position.company(),
        position: new.position.id(),
        subject: new.subject,
        competent: new.office,
        sender: new.author.0,
        intermediary: None,
        // Whom it is told to is read at each event (`tell.rs`).
        email: "",
        telephone: "",
        registration,
        promised_on,
        files: 0,
        draft_hash: new.draft_hash,
        thread: new.after.map(|(_, thread)| thread),
        parent: new.after.map(|(parent, _)| parent),
        known_by: None,
        channel: Channel::Web,
        contact: Some(Opened { audience, answer_expected }),
    }
}

/// Both first lines of the timeline; gives back the first, the one people are told of.
async fn beginning(
    house: &House,
    tx: &mut Tx,
    new: &Contacting<'_>,
    registration: &Registration,
) -> Result<EventId, sqlx::Error> {
    let line = |kind| EventRow {
        kind,
        at: registration.at,
        by: Some(new.author),
        office: new.office.office.id,
        day: None,
        moment: None,
        named: None,
    };
    let then = if new.letter.answer_expected { EventKind::TakenInCharge } else { EventKind::Closed };
    let contacted = insert_event(house, tx, new.id, 1, line(EventKind::Contacted)).await?;
    insert_event(house, tx, new.id, 2, line(then)).await?;
    Ok(contacted)
}

/// The deed, for the company to see (promise 7): a campaign's are its author's.
async fn note(house: &House, tx: &mut Tx, new: &Contacting<'_>) -> Result<(), sqlx::Error> {
    audit::note_by(
        house,
        tx,
        (new.author.0, None),
        "company_contacted",
        Some(new.position.company()),
        Some(new.id),
        new.office.office.id,
    )
    .await
}
