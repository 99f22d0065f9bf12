//! What befalls a late request by itself: a rung of its ladder is told, or it goes back to the office whose operator is gone.

use super::change::{self, By, EventRow, Step};
use super::standing;
use super::store::{self, RequestRow};
use crate::db::Tx;
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::escalation::Rung;
use contatti_model::requests::{EventKind, Pause, State};
use contatti_model::{EventId, Instant, OfficeId, PersonId, ProblemCode, RequestId};
use jiff::civil::Date;

/// A request as the ladder and the nightly check see it.
pub(crate) struct Watched {
    row: RequestRow,
    pub state: State,
}

impl Watched {
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn read(house: &House, id: RequestId) -> Answer<Option<Self>> {
        let Some(row) = store::request(house, id).await? else { return Ok(None) };
        let state = row.state()?;
        Ok(Some(Self { row, state }))
    }

    pub(crate) fn id(&self) -> RequestId {
        self.row.id()
    }

    pub(crate) fn office(&self) -> OfficeId {
        self.row.office()
    }

    /// The office wrote first and nobody wrote back: nobody is late.
    pub(crate) fn waits_for_company(&self) -> bool {
        self.row.waits_for_company
    }

    /// The day the clock started.
    pub(crate) fn from(&self) -> Date {
        self.row.clock_from()
    }

    pub(crate) fn promised(&self) -> Date {
        self.row.promised_on.0
    }

    pub(crate) fn reminded_at(&self) -> Option<Instant> {
        self.row.reminded_at.map(|at| at.0)
    }

    pub(crate) fn owner(&self) -> Option<PersonId> {
        self.row.owner_id()
    }

    /// The operator in charge, with their address.
    pub(crate) fn owner_contact(&self) -> Option<(PersonId, &str)> {
        self.row.owner_contact()
    }

    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn pauses(&self, house: &House) -> Answer<Vec<Pause>> {
        store::pauses(house, self.id()).await
    }
}

/// Writes in the timeline that a rung was told, and announces it; the clocks and everything else stay as they are.
///
/// # Errors
/// 412 when somebody moved the request since it was read; the transaction is to be dropped then.
pub(crate) async fn write_rung(house: &House, tx: &mut Tx, late: &Watched, rung: Rung) -> Answer<EventId> {
    let row = &late.row;
    if !standing::compare_and_write(tx, row, row.version, &row.standing()?, house.now()).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let (kind, at, office) = (EventKind::Escalated, house.now(), row.office());
    let (day, named) = (Some(late.promised()), Some(rung.as_str()));
    let line = EventRow { kind, at, by: None, office, day, moment: None, named };
    // The place after the version this made: the first version wrote two lines of the timeline.
    let event = change::insert_event(house, tx, row.id(), row.version + 2, line).await?;
    tx.announce(change::changed(row, row.version + 1)?).await?;
    Ok(event)
}

/// Gives a request back to its office without anybody's hand: the company hears of it as of every giving back.
///
/// # Errors
/// 412 when somebody moved the request since it was read, 409 where the state does not allow it.
pub(crate) async fn give_back_by_itself(house: &House, tx: &mut Tx, gone: &Watched) -> Answer<EventId> {
    let row = &gone.row;
    let Some((owner, name)) = row.owner_named() else { return Err(Refusal::new(ProblemCode::IllegalMove)) };
    let (by, version, to) = (By::Time(owner, name), row.version, row.standing()?.given_back()?);
    let event = EventKind::GivenBack;
    let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named: None };
    change::write(house, tx, &step).await
}
