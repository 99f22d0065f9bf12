//! Moving the promise of one request, where the changed calendar gives another day.

use super::causes;
use crate::db::Tx;
use crate::house::House;
use crate::notices;
use crate::offices;
use crate::requests::change::{self, EventRow};
use crate::requests::store::{self, RequestRow};
use crate::requests::{contacting, promise, standing};
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, Side, State};
use contatti_model::{EventId, ProblemCode, RequestId};
use jiff::civil::Date;

/// A person may move the request at any moment: it is tried again on the newer row, so often.
const TRIES: usize = 5;

/// Moves it, unless its date is right already; whether it moved.
///
/// # Errors
/// When the database does not answer, or somebody else was faster each time.
pub(super) async fn redate(house: &House, id: RequestId) -> Answer<bool> {
    for _ in 0..TRIES {
        let Some(row) = store::request(house, id).await? else { return Ok(false) };
        match attempt(house, &row).await {
            Err(refusal) if refusal.problem.code == ProblemCode::Stale => {}
            other => return other,
        }
    }
    Err(Refusal::new(ProblemCode::Unavailable))
}

async fn attempt(house: &House, row: &RequestRow) -> Answer<bool> {
    if !counts(row)? || is_right(house, row).await? {
        return Ok(false);
    }
    let mut tx = house.begin().await?;
    if !standing::compare_and_write(&mut tx, row, row.version, &row.standing()?, house.now()).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let promised = promise::count(&mut tx, row, row.clock_from()).await?;
    if promised == row.promised_on.0 {
        return Ok(false);
    }
    promise::write(&mut tx, row, promised).await?;
    let event = write_event(house, &mut tx, row, promised).await?;
    causes::write(&mut tx, row, event, promised).await?;
    tell(house, &mut tx, row, event).await?;
    tx.announce(change::changed(row, row.version + 1)?).await?;
    tx.commit().await?;
    Ok(true)
}

/// A request that is over keeps the date it had; one whose clock rests is counted anew when it goes on.
fn counts(row: &RequestRow) -> Answer<bool> {
    Ok(!matches!(row.state()?, State::Closed | State::AwaitingDocuments))
}

/// Looked at without the register's lock: mostly there is nothing to do.
async fn is_right(house: &House, row: &RequestRow) -> Answer<bool> {
    let (calendar, pauses) =
        tokio::try_join!(offices::calendar_of(house, row.office()), store::pauses(house, row.id()))?;
    Ok(row.promised(&calendar, &pauses) == row.promised_on.0)
}

async fn write_event(house: &House, tx: &mut Tx, row: &RequestRow, promised: Date) -> Result<EventId, sqlx::Error> {
    let (kind, at, office) = (EventKind::Redated, house.now(), row.office());
    let line = EventRow { kind, at, by: None, office, day: Some(promised), moment: None, named: None };
    let event = change::insert_event(house, tx, row.id(), row.version + 2, line).await?;
    causes::write_previous_day(tx, event, row.promised_on.0).await?;
    Ok(event)
}

/// Both sides hear of it: the company as of every event, and the operator in charge.
async fn tell(house: &House, tx: &mut Tx, row: &RequestRow, event: EventId) -> Result<(), sqlx::Error> {
    if row.opened_by_office() {
        contacting::tell(house, tx, row, event, Some(Side::Company)).await?;
    } else {
        notices::enqueue_for(house, tx, event, &row.email, row.sender_id(), Some(Side::Company)).await?;
    }
    match row.owner_contact() {
        Some((owner, email)) => notices::enqueue_for(house, tx, event, email, owner, Some(Side::Office)).await,
        None => Ok(()),
    }
}
