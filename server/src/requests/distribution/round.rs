//! The rounds in which every server looks for what is to be given out.

use super::candidates::free;
use super::give::give;
use crate::db::on;
use crate::house::House;
use crate::web::Answer;
use contatti_model::{OfficeId, RequestId, UnitId};
use std::time::Duration;
use uuid::Uuid;

/// Of one unit in one round; the rest follows in the next.
const BATCH: i64 = 100;
/// How soon what arrived is somebody's.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Gives out until the server closes.
pub async fn run_distribution(house: House) {
    let mut closing = house.live.closing();
    loop {
        match distribute(&house).await {
            Ok(0) => {}
            Ok(given) => tracing::info!(given, "requests given out"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "giving out waits for the next round"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// One round; how many requests somebody got.
///
/// # Errors
/// When the database does not answer; what was given before stays given.
pub async fn distribute(house: &House) -> Answer<usize> {
    let mut given = 0;
    for unit in units(house).await? {
        given += give_out(house, &unit).await?;
    }
    Ok(given)
}

/// A unit that gives out.
struct Giving {
    id: UnitId,
    office: OfficeId,
    /// With so many in charge nobody gets more.
    most: Option<u32>,
}

/// Ends as soon as nobody of the unit is there and below its bound: what waits then is not even tried.
async fn give_out(house: &House, unit: &Giving) -> Answer<usize> {
    let waiting = waiting(house, unit.id).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let (mut given, mut members) = (0, free(house, unit.id, unit.office, unit.most).await?);
    for id in waiting {
        if members.is_empty() {
            break;
        }
        given += usize::from(give(house, unit.id, id, &members).await?);
        if unit.most.is_some() {
            members = free(house, unit.id, unit.office, unit.most).await?;
        }
    }
    Ok(given)
}

async fn units(house: &House) -> Answer<Vec<Giving>> {
    let sql = "SELECT id, office_id, most_each FROM units WHERE distributes AND retired_at IS NULL ORDER BY id";
    let rows: Vec<(Uuid, Uuid, Option<i32>)> = on!(&house.db, pool => sqlx::query_as(sql).fetch_all(pool).await)?;
    let giving = |(id, office, most): (Uuid, Uuid, Option<i32>)| Giving {
        id: UnitId(id),
        office: OfficeId(office),
        most: most.and_then(|most| u32::try_from(most).ok()),
    };
    Ok(rows.into_iter().map(giving).collect())
}

async fn waiting(house: &House, unit: UnitId) -> Answer<Vec<RequestId>> {
    let sql = "SELECT id FROM requests WHERE unit_id = $1 AND unit_id IS NOT NULL AND state = 'routed'
               AND owner_id IS NULL AND distributed_at IS NULL ORDER BY opened_at, id LIMIT $2";
    let ids: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(unit.0).bind(BATCH).fetch_all(pool).await)?;
    Ok(ids.into_iter().map(RequestId).collect())
}
