//! Giving one request to the member who is to have it, unless somebody was faster.

use super::candidates::{Named, candidates, had_it};
use crate::db::{At, Tx, within};
use crate::house::House;
use crate::notices;
use crate::requests::change::{self, By, Step};
use crate::requests::store::{self, RequestRow};
use crate::web::Answer;
use contatti_model::requests::{Candidate, EventKind, Side, choose};
use contatti_model::{PersonId, ProblemCode, RequestId, UnitId};

/// Whether somebody got it; `free` are those who could be given anything a moment ago.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn give(house: &House, unit: UnitId, id: RequestId, free: &[PersonId]) -> Answer<bool> {
    let Some(row) = store::request(house, id).await? else { return Ok(false) };
    // Nobody would get it, so that nobody else waits for the writer.
    if free.iter().all(|one| Some(*one) == had_it(&row)) {
        return Ok(false);
    }
    match attempt(house, unit, &row).await {
        // A person, or another server, was faster.
        Err(refusal) if matches!(refusal.problem.code, ProblemCode::Stale | ProblemCode::IllegalMove) => Ok(false),
        other => other,
    }
}

async fn attempt(house: &House, unit: UnitId, row: &RequestRow) -> Answer<bool> {
    let mut tx = house.begin().await?;
    // The unit is held while loads are read: two servers never give by the same load.
    let Some(most) = hold(&mut tx, unit).await? else { return Ok(false) };
    // The list was read a moment ago: meanwhile a colleague may have sent it elsewhere, or taken it.
    if row.unit_id() != Some(unit) || row.owner_id().is_some() {
        return Ok(false);
    }
    let members = candidates(house, &mut tx, row, unit).await?;
    let all: Vec<Candidate> = members.iter().map(|one| one.candidate).collect();
    let chosen = choose(&all, most.and_then(|most| u32::try_from(most).ok()));
    let Some(member) = members.iter().find(|one| Some(one.candidate.person) == chosen) else { return Ok(false) };
    write(house, &mut tx, row, member).await?;
    // Given out once: another server's older list gives nothing again.
    if !note(house, &mut tx, unit, row, member).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// The unit's bound; none when it gives out nothing any more.
async fn hold(tx: &mut Tx, unit: UnitId) -> Result<Option<Option<i32>>, sqlx::Error> {
    let sql =
        "UPDATE units SET version = version WHERE id = $1 AND distributes AND retired_at IS NULL RETURNING most_each";
    within!(tx, conn => sqlx::query_scalar(sql).bind(unit.0).fetch_optional(conn).await)
}

/// Nobody's hand: the timeline says that it happened by itself.
async fn write(house: &House, tx: &mut Tx, row: &RequestRow, member: &Named) -> Answer<()> {
    let (person, name) = (member.candidate.person, member.name.as_str());
    let mut to = row.standing()?;
    to.state = to.state.take_charge()?;
    to.owner = Some(person);
    let (by, version, event) = (By::Time(person, name), row.version, EventKind::Assigned);
    let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named: Some(name) };
    let event = change::write(house, tx, &step).await?;
    Ok(notices::enqueue_for(house, tx, event, &member.email, person, Some(Side::Office)).await?)
}

/// Whether it was still to be given out.
async fn note(house: &House, tx: &mut Tx, unit: UnitId, row: &RequestRow, member: &Named) -> Result<bool, sqlx::Error> {
    let now = At(house.now());
    let sql = "UPDATE requests SET distributed_at = $2 WHERE id = $1 AND distributed_at IS NULL";
    let given = within!(tx, conn => sqlx::query(sql).bind(row.id().0).bind(now).execute(conn).await
        .map(|done| done.rows_affected()))?;
    let sql = "UPDATE unit_members SET given_at = $3 WHERE unit_id = $1 AND person_id = $2";
    within!(tx, conn => sqlx::query(sql).bind(unit.0).bind(member.candidate.person.0).bind(now).execute(conn).await.map(drop))?;
    Ok(given > 0)
}
