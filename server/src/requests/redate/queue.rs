//! What changes of the calendar still have to do: claimed by one server at a time, a batch after another, and gone on with
//! after a stop where it was left.

use super::move_one::redate;
use crate::db::{At, Db, on, within};
use crate::house::House;
use crate::web::Answer;
use contatti_model::RequestId;
use sqlx::FromRow;
use std::time::Duration;
use uuid::Uuid;

/// Requests looked at between two notes of how far one came.
const BATCH: i64 = 50;
/// How long a claim keeps other servers away: longer than a batch takes, and as long as a stopped server is waited for.
const CLAIM_SECONDS: i64 = 30;
/// How often a server looks for changes made elsewhere.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Re-dates until the server closes.
pub async fn run_redatings(house: House) {
    let mut closing = house.live.closing();
    loop {
        match next_batch(&house).await {
            Ok(Some(moved)) => {
                if moved > 0 {
                    tracing::info!(moved, "promises moved with the calendar");
                }
                if *closing.borrow() {
                    return;
                }
                continue;
            }
            Ok(None) => {}
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "re-dating waits for the next round"),
        }
        tokio::select! {
            () = house.to_redate.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Does everything that is due now; how many promises moved.
///
/// # Errors
/// When the database does not answer; what was moved before stays, and the rest is done by the next round.
pub async fn redate_due(house: &House) -> Answer<usize> {
    let mut all = 0;
    while let Some(moved) = next_batch(house).await? {
        all += moved;
    }
    Ok(all)
}

/// One change at one office, and how far it came.
#[derive(FromRow)]
struct Redating {
    change_id: Uuid,
    office_id: Uuid,
    edition: i64,
    reached: Option<Uuid>,
}

/// One batch of what has been due longest; how many promises moved, none when nothing is due.
async fn next_batch(house: &House) -> Answer<Option<usize>> {
    let Some(redating) = claim(house).await? else { return Ok(None) };
    let ids = batch(house, &redating).await?;
    let mut moved = 0;
    for id in &ids {
        moved += usize::from(redate(house, RequestId(*id)).await?);
    }
    let whole = i64::try_from(ids.len()).is_ok_and(|count| count == BATCH);
    note(house, &redating, ids.last().copied(), whole).await?;
    Ok(Some(moved))
}

async fn claim(house: &House) -> Answer<Option<Redating>> {
    let now = house.now();
    // Asked before the writer is taken: most looks find nothing.
    if !any_due(house).await? {
        return Ok(None);
    }
    // The engines differ in how two claimants pass each other: SQLite has one writer, PostgreSQL skips locked rows.
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "UPDATE redatings SET due_at = $2 WHERE (change_id, office_id) IN
             (SELECT change_id, office_id FROM redatings WHERE due_at <= $1 ORDER BY due_at LIMIT 1)
             RETURNING change_id, office_id, edition, reached"
        }
        Db::Postgres(_) => {
            "UPDATE redatings SET due_at = $2 WHERE (change_id, office_id) IN
             (SELECT change_id, office_id FROM redatings WHERE due_at <= $1 ORDER BY due_at LIMIT 1
              FOR UPDATE SKIP LOCKED) RETURNING change_id, office_id, edition, reached"
        }
    };
    let hidden_until = At(now.plus_seconds(CLAIM_SECONDS));
    let mut tx = house.begin().await?;
    let claimed =
        within!(&mut tx, conn => sqlx::query_as(sql).bind(At(now)).bind(hidden_until).fetch_optional(conn).await)?;
    tx.commit().await?;
    Ok(claimed)
}

async fn any_due(house: &House) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM redatings WHERE due_at <= $1 LIMIT 1) due";
    let now = At(house.now());
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(now).fetch_one(pool).await)?;
    Ok(count > 0)
}

/// The next open requests the change can move: those promised for its day or later.
async fn batch(house: &House, redating: &Redating) -> Answer<Vec<Uuid>> {
    let sql = "SELECT id FROM requests WHERE office_id = $1 AND state <> 'closed'
                 AND promised_on >= (SELECT day FROM calendar_changes WHERE id = $2) AND ($3 IS NULL OR id > $3)
               ORDER BY id LIMIT $4";
    Ok(on!(&house.db, pool => sqlx::query_scalar(sql).bind(redating.office_id).bind(redating.change_id)
        .bind(redating.reached).bind(BATCH).fetch_all(pool).await)?)
}

/// Notes how far it came, or that it is done, unless the change was taken back meanwhile and begins anew.
async fn note(house: &House, redating: &Redating, last: Option<Uuid>, more: bool) -> Answer<()> {
    let sql = "UPDATE redatings SET reached = $4, due_at = $5 WHERE change_id = $1 AND office_id = $2 AND edition = $3";
    let due = more.then(|| At(house.now()));
    let mut tx = house.begin().await?;
    within!(&mut tx, conn => sqlx::query(sql).bind(redating.change_id).bind(redating.office_id).bind(redating.edition)
        .bind(last.or(redating.reached)).bind(due).execute(conn).await.map(drop))?;
    Ok(tx.commit().await?)
}
