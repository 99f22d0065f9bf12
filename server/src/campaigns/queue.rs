//! Campaigns that run: claimed by one server at a time for as long as their pace says, and gone on with after a stop where they were left.

use super::send::{Sending, Target, next_targets, note_failure, send};
use crate::db::{At, Db, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::{CampaignId, ProblemCode};
use sqlx::FromRow;
use std::time::Duration;
use uuid::Uuid;

/// How often a server looks for letters that are due.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Sends at each campaign's pace until the server closes.
pub async fn run(house: House) {
    let mut closing = house.live.closing();
    loop {
        match send_due(&house).await {
            Ok(0) => {}
            Ok(sent) => tracing::info!(sent, "letters of campaigns sent"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "campaigns wait for the next round"),
        }
        tokio::select! {
            () = house.to_campaign.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Sends everything that is due now; how many letters left.
///
/// # Errors
/// When the database does not answer; what was sent before stays, and the rest is sent in a later round.
pub async fn send_due(house: &House) -> Answer<usize> {
    let mut sent = 0;
    while let Some(due) = claim(house).await? {
        let Some(sending) = Sending::read(house, due.id()).await? else { continue };
        for target in next_targets(house, due.id(), due.batch()).await? {
            match send(house, &sending, &target).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                // It goes to the end of the line: the others need not wait for it.
                Err(refusal) => wait(house, due.id(), &target, &refusal).await?,
            }
            if *house.live.closing().borrow() {
                return Ok(sent);
            }
        }
        sending.finish_when_empty(house).await?;
    }
    Ok(sent)
}

/// A database that does not answer is no fault of the target.
async fn wait(house: &House, id: CampaignId, target: &Target, refusal: &Refusal) -> Answer<()> {
    tracing::warn!(problem = %refusal.problem, "a letter of a campaign waits");
    if refusal.problem.code == ProblemCode::Unavailable {
        return Ok(());
    }
    note_failure(house, id, target).await
}

/// A campaign whose turn it is.
#[derive(FromRow)]
struct Due {
    id: Uuid,
    pace: i32,
}

impl Due {
    fn id(&self) -> CampaignId {
        CampaignId(self.id)
    }

    /// Letters that leave together: about a minute's.
    fn batch(&self) -> i64 {
        (i64::from(self.pace) / 60).max(1)
    }
}

/// Takes the campaign that has been due longest, and puts off its next letters by what the pace wants: whoever stops in
/// the middle of a batch leaves the rest to the next.
async fn claim(house: &House) -> Answer<Option<Due>> {
    let now = house.now();
    // Asked before the writer is taken: most looks find nothing.
    let Some(due) = peek(house).await? else { return Ok(None) };
    // The engines differ in how two claimants pass each other: SQLite has one writer, PostgreSQL skips locked rows.
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "UPDATE campaigns SET due_at = $3 WHERE id IN
             (SELECT id FROM campaigns WHERE id = $1 AND state = 'running' AND due_at <= $2) RETURNING id, pace"
        }
        Db::Postgres(_) => {
            "UPDATE campaigns SET due_at = $3 WHERE id IN
             (SELECT id FROM campaigns WHERE id = $1 AND state = 'running' AND due_at <= $2
              FOR UPDATE SKIP LOCKED) RETURNING id, pace"
        }
    };
    let pace = i64::from(due.pace).max(1);
    let next = At(now.plus_seconds((due.batch() * 3_600 + pace - 1) / pace));
    let mut tx = house.begin().await?;
    let claimed = within!(&mut tx, conn => sqlx::query_as(sql).bind(due.id).bind(At(now)).bind(next)
        .fetch_optional(conn).await)?;
    tx.commit().await?;
    Ok(claimed)
}

async fn peek(house: &House) -> Answer<Option<Due>> {
    let sql = "SELECT id, pace FROM campaigns WHERE state = 'running' AND due_at <= $1 ORDER BY due_at, id LIMIT 1";
    let now = At(house.now());
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(now).fetch_optional(pool).await)?)
}
