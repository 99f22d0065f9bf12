//! The rounds in which every server looks for what is to be given out.

use super::give::give;
use crate::db::on;
use crate::house::House;
use crate::web::Answer;
use contatti_model::{RequestId, UnitId};
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
        for id in waiting(house, unit).await? {
            given += usize::from(give(house, unit, id).await?);
        }
    }
    Ok(given)
}

async fn units(house: &House) -> Answer<Vec<UnitId>> {
    let sql = "SELECT id FROM units WHERE distributes AND retired_at IS NULL ORDER BY id";
    let ids: Vec<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).fetch_all(pool).await)?;
    Ok(ids.into_iter().map(UnitId).collect())
}

async fn waiting(house: &House, unit: UnitId) -> Answer<Vec<RequestId>> {
    let sql = "SELECT id FROM requests WHERE unit_id = $1 AND unit_id IS NOT NULL AND state = 'routed'
               AND owner_id IS NULL AND distributed_at IS NULL ORDER BY opened_at, id LIMIT $2";
    let ids: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(unit.0).bind(BATCH).fetch_all(pool).await)?;
    Ok(ids.into_iter().map(RequestId).collect())
}
