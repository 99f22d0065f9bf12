//! One late request and its ladder: every rung that is due is told, each in a transaction of its own.

use super::ladder::{self, Reached};
use super::recipients;
use crate::house::House;
use crate::offices;
use crate::requests::{Watched, write_rung};
use crate::web::{Answer, Refusal};
use contatti_model::escalation::{Facts, Ladder, Rung, due_step};
use contatti_model::offices::WorkingCalendar;
use contatti_model::{OfficeId, ProblemCode, RequestId};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// People and other servers may move the request at any moment, and a server that stood still has every rung to tell.
const TRIES: usize = 10;

/// Ladders and calendars of the offices met in one round.
#[derive(Default)]
pub(super) struct Offices(HashMap<OfficeId, (Ladder, WorkingCalendar)>);

impl Offices {
    async fn of(&mut self, house: &House, office: OfficeId) -> Answer<&(Ladder, WorkingCalendar)> {
        match self.0.entry(office) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => {
                let ((steps, _), calendar) =
                    tokio::try_join!(ladder::of(house, office), offices::calendar_of(house, office))?;
                Ok(unknown.insert((steps, calendar)))
            }
        }
    }
}

/// Tells what is due today; how many rungs.
///
/// # Errors
/// When the database does not answer, or somebody else was faster each time.
pub(super) async fn climb(house: &House, met: &mut Offices, id: RequestId) -> Answer<usize> {
    let mut reached = 0;
    for _ in 0..TRIES {
        let Some(late) = Watched::read(house, id).await? else { return Ok(reached) };
        let Some(rung) = due(house, met, &late).await? else { return Ok(reached) };
        match tell(house, &late, rung).await {
            Ok(()) => reached += 1,
            Err(refusal) if refusal.problem.code == ProblemCode::Stale => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Err(Refusal::new(ProblemCode::Unavailable))
}

async fn due(house: &House, met: &mut Offices, late: &Watched) -> Answer<Option<Rung>> {
    if late.waits_for_company() {
        return Ok(None);
    }
    let (pauses, fired) = tokio::try_join!(late.pauses(house), ladder::fired(house, late.id(), late.from()))?;
    let (ladder, calendar) = met.of(house, late.office()).await?;
    let facts = Facts {
        state: late.state,
        from: late.from(),
        promised: late.promised(),
        pauses: &pauses,
        reminded_at: late.reminded_at(),
        fired: &fired,
    };
    Ok(due_step(ladder, calendar, &facts, house.now().day()))
}

async fn tell(house: &House, late: &Watched, rung: Rung) -> Answer<()> {
    let recipients = recipients::of(house, late, rung).await?;
    let mut tx = house.begin().await?;
    let event = write_rung(house, &mut tx, late, rung).await?;
    let (request, from, at, office) = (late.id(), late.from(), house.now(), late.office());
    ladder::insert(&mut tx, &Reached { request, from, rung, at, office, event }).await?;
    recipients::tell(house, &mut tx, event, &recipients).await?;
    Ok(tx.commit().await?)
}
