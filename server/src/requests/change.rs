//! What every move of a request shares: the version compared, the turn registered, the timeline and the notices written.

use super::contacting;
use super::meetings;
use super::promise;
use super::search::{Adding, write_document, write_document_with};
use super::standing::{self, Standing};
use super::store::RequestRow;
use super::turn::{self, Turn};
use crate::db::{At, Day, Tx, within};
use crate::figures::note_movement;
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::notices;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, Pause, Side};
use contatti_model::{EventId, Instant, OfficeId, PersonId, ProblemCode, RequestId};
use jiff::civil::Date;
use uuid::Uuid;

/// One move of a request.
pub(super) struct Step<'a> {
    pub by: By<'a>,
    pub row: &'a RequestRow,
    /// The version the mover read.
    pub version: i64,
    pub to: Standing,
    pub event: EventKind,
    /// The day the event is about, if any.
    pub day: Option<Date>,
    /// What is written to the other side, if anything.
    pub turn: Option<Turn<'a>>,
    /// A rest of the clock that ends with this move.
    pub pause: Option<Pause>,
    /// Into whose hands it goes, in the timeline's words.
    pub named: Option<&'a str>,
}

/// Who moves it.
#[derive(Clone, Copy)]
pub(super) enum By<'a> {
    Person(&'a Actor),
    /// A day that passed; what is written then was announced by the operator named.
    Time(PersonId, &'a str),
    /// Whoever wrote by another way than the drawer.
    Post(PersonId, &'a str),
}

impl By<'_> {
    pub fn author(&self) -> (PersonId, &str) {
        match self {
            Self::Person(actor) => (actor.id, actor.name.as_str()),
            Self::Time(id, name) | Self::Post(id, name) => (*id, name),
        }
    }

    /// Whose waiting files may come along.
    pub fn hand(&self) -> Uuid {
        match self {
            Self::Person(actor) => actor.hand(),
            Self::Time(id, _) | Self::Post(id, _) => id.0,
        }
    }
}

/// Makes the move in one transaction, unless somebody was faster.
///
/// # Errors
/// 412 when the request changed since it was read; nothing is written then.
pub(super) async fn make(house: &House, step: &Step<'_>) -> Answer<()> {
    make_with(house, step, None).await
}

/// As [`make`], with the appointment the move leaves behind.
///
/// # Errors
/// As [`make`].
pub(super) async fn make_with(house: &House, step: &Step<'_>, meeting: Option<&meetings::Kept>) -> Answer<()> {
    let mut tx = house.begin_at(&step.row.office_area).await?;
    write_with(house, &mut tx, step, meeting).await?;
    Ok(tx.commit().await?)
}

/// The move as part of a larger transaction; its line of the timeline, for who else is to be told.
///
/// # Errors
/// As [`make`]; the transaction is to be dropped then.
pub(super) async fn write(house: &House, tx: &mut Tx, step: &Step<'_>) -> Answer<EventId> {
    write_with(house, tx, step, None).await
}

async fn write_with(house: &House, tx: &mut Tx, step: &Step<'_>, meeting: Option<&meetings::Kept>) -> Answer<EventId> {
    if !standing::compare_and_write(tx, step.row, step.version, &step.to, house.now()).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let (id, office, version) = (RequestId(step.row.id), step.row.office(), step.version + 1);
    if let By::Person(actor) = step.by {
        audit::note(house, tx, actor, step.event.as_str(), Some(step.row.company()), Some(id), office).await?;
    }
    tx.announce(changed(step.row, version)?).await?;
    if let Some(pause) = &step.pause {
        insert_pause(tx, id, version, pause).await?;
    }
    if step.to.counts_anew {
        let promised = promise::count(tx, step.row, step.to.clock_from).await?;
        promise::write(tx, step.row, promised).await?;
    }
    if let Some(kept) = meeting {
        kept.write(tx, id, office).await?;
    }
    let moment = meeting.and_then(|kept| kept.meeting.begins_at);
    let (kind, at) = (step.event, house.now());
    let line = EventRow { kind, at, by: author(step), office, day: step.day, moment, named: step.named };
    // The first version wrote two lines of the timeline, each later one writes one.
    let event = insert_event(house, tx, id, version + 1, line).await?;
    tell(house, tx, step, event).await?;
    // Last: once it is registered, everybody else who registers at the office waits for the commit.
    if let Some(turn) = &step.turn {
        write_turn(house, tx, step, turn, version).await?;
    }
    Ok(event)
}

async fn write_turn(house: &House, tx: &mut Tx, step: &Step<'_>, turn: &Turn<'_>, version: i64) -> Answer<()> {
    let id = RequestId(step.row.id);
    if turn.arrived.is_some() {
        // Its files come along with it, and it was registered when it arrived.
        turn::write(house, tx, step.row, version, &step.by, turn).await?;
        return Ok(write_document(tx, id).await?);
    }
    let names = turn.files.iter().map(|file| file.name.as_str()).collect();
    write_document_with(tx, id, &Adding { text: Some(turn.text), names }).await?;
    turn::write(house, tx, step.row, version, &step.by, turn).await
}

/// What whoever watches the request is told.
pub(super) fn changed(row: &RequestRow, version: i64) -> Answer<Change> {
    let (company, office, scheme) = (row.company(), row.office(), row.scheme()?);
    Ok(Change { request: row.id(), version, company, office, scheme, office_only: false })
}

fn author<'a>(step: &'a Step<'_>) -> Option<(PersonId, &'a str)> {
    (!matches!(step.by, By::Time(..))).then(|| step.by.author())
}

/// The company hears of what the office does, at the address it gave and on its sender's mobile, or those the office wrote to first; the operator in charge of what the company does.
async fn tell(house: &House, tx: &mut Tx, step: &Step<'_>, event: EventId) -> Result<(), sqlx::Error> {
    let row = step.row;
    match step.event.side() {
        Side::Office if row.opened_by_office() => contacting::tell(house, tx, row, event, None).await,
        Side::Office => notices::enqueue(house, tx, event, &row.email, row.sender_id()).await,
        Side::Company => match row.owner_contact() {
            Some((owner, email)) => notices::enqueue(house, tx, event, email, owner).await,
            None => Ok(()),
        },
    }
}

/// One line of the timeline.
pub(super) struct EventRow<'a> {
    pub kind: EventKind,
    pub at: Instant,
    /// None for what happens by itself.
    pub by: Option<(PersonId, &'a str)>,
    pub office: OfficeId,
    pub day: Option<Date>,
    pub moment: Option<Instant>,
    pub named: Option<&'a str>,
}

pub(super) async fn insert_event(
    house: &House,
    tx: &mut Tx,
    request: RequestId,
    place: i64,
    line: EventRow<'_>,
) -> Result<EventId, sqlx::Error> {
    let id = house.new_id();
    let sql =
        "INSERT INTO events (id, request_id, place, kind, at, person_id, person_name, office_id, day, moment, named)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (person, name) = (line.by.map(|(person, _)| person.0), line.by.map(|(_, name)| name));
    within!(tx, conn => sqlx::query(sql).bind(id).bind(request.0).bind(place).bind(line.kind.as_str()).bind(At(line.at))
        .bind(person).bind(name).bind(line.office.0).bind(line.day.map(Day))
        .bind(line.moment.map(At)).bind(line.named).execute(conn).await.map(drop))?;
    let event = EventId(id);
    note_movement(tx, event, request, line.kind.as_str(), line.at, line.office).await?;
    Ok(event)
}

/// Both first lines of the timeline; gives back the second, the one people are told of.
pub(super) async fn insert_beginning(
    house: &House,
    tx: &mut Tx,
    request: RequestId,
    by: (PersonId, &str),
    office: OfficeId,
    at: Instant,
) -> Result<EventId, sqlx::Error> {
    let registered =
        EventRow { kind: EventKind::Registered, at, by: Some(by), office, day: None, moment: None, named: None };
    insert_event(house, tx, request, 1, registered).await?;
    let routed = EventRow { kind: EventKind::Routed, at, by: None, office, day: None, moment: None, named: None };
    insert_event(house, tx, request, 2, routed).await
}

async fn insert_pause(tx: &mut Tx, request: RequestId, version: i64, pause: &Pause) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO pauses (request_id, place, cause, since, until) VALUES ($1, $2, $3, $4, $5)";
    let place = i32::try_from(version).unwrap_or(i32::MAX);
    let until = pause.until.unwrap_or(pause.since);
    within!(tx, conn => sqlx::query(sql).bind(request.0).bind(place).bind(pause.cause.as_str()).bind(Day(pause.since))
        .bind(Day(until)).execute(conn).await.map(drop))
}

/// A stale reader is told so before anything else: what they decided was decided on other facts.
pub(super) fn same_version(row: &RequestRow, version: i64) -> Answer<()> {
    if row.version == version { Ok(()) } else { Err(Refusal::new(ProblemCode::Stale)) }
}
