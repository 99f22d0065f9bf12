//! The day's work: the check in the night, the ladder and what ends soon in the morning; what a stop left undone, the next start does.

use super::climb::{Offices, climb};
use super::ladder::{Round, is_done, note_done};
use super::night::check_night;
use crate::db::{Day, on};
use crate::house::House;
use crate::identity::enablement;
use crate::web::Answer;
use contatti_model::RequestId;
use contatti_model::time::{MORNING, morning};
use jiff::civil::{Date, date};
use std::time::Duration;
use uuid::Uuid;

/// Requests read at a time.
const BATCH: i64 = 200;
/// How often a server looks whether a day's work is still to do.
const LOOK_EVERY: Duration = Duration::from_secs(180);

/// Looks until the server closes.
pub async fn run(house: House) {
    let mut closing = house.live.closing();
    loop {
        match both(&house).await {
            Ok((0, 0)) => {}
            Ok((found, reached)) => tracing::info!(found, reached, "looked after late requests"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "late requests wait for the next round"),
        }
        match remind_enablements(&house).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "told whose enablement ends"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "enablements that end wait for the next round"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// The night first: what it gives back has nobody when the ladder looks.
async fn both(house: &House) -> Answer<(usize, usize)> {
    let found = check_night(house).await?;
    Ok((found, climb_due(house).await?))
}

/// Tells every rung that is due today, once, from the morning on; how many. Run twice, or by two servers at once, it tells
/// nothing twice.
///
/// # Errors
/// When the database does not answer; what was told before stays, and the rest is done by the next round.
pub async fn climb_due(house: &House) -> Answer<usize> {
    let now = house.now();
    let today = now.day();
    if now < morning(today) || is_done(house, Round::Ladder, today).await? {
        return Ok(0);
    }
    let (mut reached, mut met, mut last) = (0, Offices::default(), Some((date(1970, 1, 1), Uuid::nil())));
    let mut trouble = None;
    while let Some(after) = last {
        let late = late(house, today, after).await?;
        last = late.last().copied();
        for (_, id) in late {
            match climb(house, &mut met, RequestId(id)).await {
                Ok(rungs) => reached += rungs,
                // One that cannot be told now holds up no other.
                Err(refusal) => trouble = Some(refusal),
            }
        }
    }
    match trouble {
        Some(refusal) => Err(refusal),
        None => note_done(house, Round::Ladder, today).await.map(|()| reached),
    }
}

/// Tells, once a day from the morning on, whose enablement ends within a month or a week; how many people hear of it now.
///
/// # Errors
/// When the database does not answer; what was told before stays, and the rest is told by the next round.
pub async fn remind_enablements(house: &House) -> Answer<usize> {
    let now = house.now();
    let today = now.day();
    if now.in_rome().hour() < MORNING || is_done(house, Round::Enablements, today).await? {
        return Ok(0);
    }
    let told = enablement::remind(house, today).await?;
    note_done(house, Round::Enablements, today).await.map(|()| told)
}

/// The next late requests that have not reached the top of the ladder.
async fn late(house: &House, today: Date, (promised, id): (Date, Uuid)) -> Answer<Vec<(Date, Uuid)>> {
    let sql = "SELECT r.promised_on, r.id FROM requests r
               WHERE r.state IN ('routed', 'in_charge', 'reopened') AND r.promised_on < $1
                 AND (r.promised_on, r.id) > ($2, $3) AND NOT EXISTS (
                     SELECT 1 FROM escalations e WHERE e.request_id = r.id AND e.rung = 'region'
                       AND (r.clock_from IS NULL OR e.clock_from = r.clock_from))
               ORDER BY r.promised_on, r.id LIMIT $4";
    let rows: Vec<(Day, Uuid)> = on!(&house.db, pool => sqlx::query_as(sql).bind(Day(today)).bind(Day(promised)).bind(id)
        .bind(BATCH).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(promised, id)| (promised.0, id)).collect())
}
