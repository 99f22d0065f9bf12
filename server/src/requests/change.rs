//! What every move of the office shares: the version compared, the turn registered, the timeline and the notices written.

use super::search::write_document;
use super::store::RequestRow;
use crate::db::{At, Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::notices;
use crate::register::{self, Document};
use crate::web::{Answer, Refusal};
use contatti_model::register::{Direction, Registration};
use contatti_model::requests::{EventKind, MessageKind, Outcome, State};
use contatti_model::{EventId, Instant, MessageId, OfficeId, PersonId, ProblemCode, RequestId};

/// One move of a request by an operator.
pub(super) struct Step<'a> {
    pub actor: &'a Actor,
    pub row: &'a RequestRow,
    /// The version the operator read.
    pub version: i64,
    pub to: State,
    pub event: EventKind,
    /// The turn written to the company, if any.
    pub turn: Option<(MessageKind, &'a str)>,
    pub outcome: Option<Outcome>,
}

/// Makes the move in one transaction, unless somebody was faster.
///
/// # Errors
/// 412 when the request changed since it was read; nothing is written then.
pub(super) async fn make(house: &House, step: &Step<'_>) -> Answer<()> {
    let mut tx = house.begin().await?;
    if !compare_and_move(&mut tx, step, house.now()).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let at = match &step.turn {
        Some((kind, text)) => register_turn(house, &mut tx, step, *kind, text).await?.at,
        None => house.now(),
    };
    let (id, office) = (RequestId(step.row.id), step.row.office());
    if step.turn.is_some() {
        write_document(&mut tx, id).await?;
    }
    let by = Some((step.actor.id, step.actor.name.as_str()));
    let version = step.version + 1;
    // The first version wrote two lines of the timeline, each later one writes one.
    let event = insert_event(house, &mut tx, id, version + 1, step.event, at, by, office).await?;
    if !step.row.email.is_empty() {
        notices::enqueue(house, &mut tx, event, &step.row.email, step.row.sender_id()).await?;
    }
    audit::note(house, &mut tx, step.actor, step.event.as_str(), Some(step.row.company()), Some(id), office).await?;
    let (company, scheme) = (step.row.company(), step.row.scheme()?);
    tx.announce(Change { request: id, version, company, office, scheme }).await?;
    Ok(tx.commit().await?)
}

/// Whoever comes second finds another version and moves nothing: the database compares, not a check before.
async fn compare_and_move(tx: &mut Tx, step: &Step<'_>, at: Instant) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE requests SET version = version + 1, state = $3, owner_id = $4, outcome = $5, updated_at = $6
               WHERE id = $1 AND version = $2";
    let outcome = step.outcome.map(Outcome::as_str);
    let moved = within!(tx, conn => sqlx::query(sql).bind(step.row.id).bind(step.version).bind(step.to.as_str())
        .bind(step.actor.id.0).bind(outcome).bind(At(at)).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

async fn register_turn(
    house: &House,
    tx: &mut Tx,
    step: &Step<'_>,
    kind: MessageKind,
    text: &str,
) -> Result<Registration, sqlx::Error> {
    let message = MessageId(house.new_id());
    let company = step.row.company_name();
    let document = Document {
        area: &step.row.register_area,
        direction: Direction::Out,
        message,
        sender: &step.row.office_name().name,
        recipient: &format!("{} ({})", company.name, company.tax_code),
        subject: &step.row.subject,
        documents: register::documents(text, []),
    };
    let registration = register::register(tx, house.now(), document).await?;
    let author = (step.actor.id, step.actor.name.as_str());
    let (id, version) = (RequestId(step.row.id), step.version + 1);
    insert_message(tx, id, message, version, kind, author, text, &registration).await?;
    Ok(registration)
}

#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub(crate) async fn insert_message(
    tx: &mut Tx,
    request: RequestId,
    id: MessageId,
    version: i64,
    kind: MessageKind,
    (author, name): (PersonId, &str),
    text: &str,
    registration: &Registration,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO messages (id, request_id, version, kind, author_id, author_name, text, written_at,
                                     register_area, register_year, register_number)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let number = &registration.number;
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(request.0).bind(version).bind(kind.as_str()).bind(author.0)
        .bind(name).bind(text).bind(At(registration.at)).bind(&number.area).bind(number.year).bind(number.number)
        .execute(conn).await.map(drop))
}

#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub(super) async fn insert_event(
    house: &House,
    tx: &mut Tx,
    request: RequestId,
    place: i64,
    kind: EventKind,
    at: Instant,
    by: Option<(PersonId, &str)>,
    office: OfficeId,
) -> Result<EventId, sqlx::Error> {
    let id = house.new_id();
    let sql = "INSERT INTO events (id, request_id, place, kind, at, person_id, person_name, office_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (person, name) = (by.map(|(person, _)| person.0), by.map(|(_, name)| name));
    within!(tx, conn => sqlx::query(sql).bind(id).bind(request.0).bind(place).bind(kind.as_str()).bind(At(at))
        .bind(person).bind(name).bind(office.0).execute(conn).await.map(drop))?;
    Ok(EventId(id))
}

/// A stale reader is told so before anything else: what they decided was decided on other facts.
pub(super) fn same_version(row: &RequestRow, version: i64) -> Answer<()> {
    if row.version == version { Ok(()) } else { Err(Refusal::new(ProblemCode::Stale)) }
}
