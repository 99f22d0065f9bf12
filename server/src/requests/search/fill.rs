//! Documents for requests that were there before documents were, or before the rules of words changed: newest first,
//! a few at a time, while the house is open.

use super::document::write_document;
use super::stems::RULES;
use crate::db::{on, within};
use crate::house::House;
use crate::requests::store;
use contatti_model::RequestId;
use std::time::Duration;
use uuid::Uuid;

/// Requests written in one transaction: others wait for it, on SQLite, no longer than for a large sending.
const AT_ONCE: i64 = 50;
/// Between two transactions, for everybody else.
const PAUSE: Duration = Duration::from_millis(20);

/// Writes what is missing and returns how many; goes on where an earlier, interrupted run stopped.
///
/// # Errors
/// When the database does not answer; what was written stays.
pub async fn fill(house: &House) -> Result<u64, sqlx::Error> {
    let mut closing = house.live.closing();
    let mut written = 0;
    while let Some(below) = begun(house).await? {
        written += fill_some(house, below).await?;
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = closing.wait_for(|closing| *closing) => break,
        }
    }
    Ok(written)
}

/// Below which request work waits; none when everything follows today's rules.
async fn begun(house: &House) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "SELECT rules, below FROM request_documents_progress";
    let (rules, below): (i32, Option<Uuid>) = on!(&house.db, pool => sqlx::query_as(sql).fetch_one(pool).await)?;
    if rules >= RULES {
        return Ok(below);
    }
    let mut tx = house.begin().await?;
    let sql = "UPDATE request_documents_progress SET rules = $1, below = $2 WHERE rules < $1";
    within!(tx, conn => sqlx::query(sql).bind(RULES).bind(Uuid::max()).execute(conn).await.map(drop))?;
    tx.commit().await?;
    Ok(Some(Uuid::max()))
}

/// Two servers that fill at once do some work twice and nothing wrongly: each writes a document as it is.
async fn fill_some(house: &House, below: Uuid) -> Result<u64, sqlx::Error> {
    let sql = "SELECT r.id, (SELECT d.rules FROM request_documents d WHERE d.request_id = r.id) AS rules
               FROM requests r WHERE r.id < $1 ORDER BY r.id DESC LIMIT $2";
    let mut tx = house.begin().await?;
    let found: Vec<(Uuid, Option<i32>)> =
        within!(tx, conn => sqlx::query_as(sql).bind(below).bind(AT_ONCE).fetch_all(conn).await)?;
    let mut written = 0;
    for (id, rules) in &found {
        if rules.is_none_or(|rules| rules < RULES) {
            // Whoever works the request now has its row; waiting for it, their turn is seen and not written over.
            store::hold(&mut tx, RequestId(*id)).await?;
            write_document(&mut tx, RequestId(*id)).await?;
            written += 1;
        }
    }
    let last = found.last().map(|(id, _)| *id);
    let sql = "UPDATE request_documents_progress SET below = $1 WHERE below = $2";
    within!(tx, conn => sqlx::query(sql).bind(last).bind(below).execute(conn).await.map(drop))?;
    tx.commit().await?;
    Ok(written)
}
