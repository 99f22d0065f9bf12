//! Counting what happened since: batch by batch, one server at a time, each move once.

use super::{apply, morning, store};
use crate::db::At;
use crate::house::House;
use crate::web::Answer;
use std::time::Duration;

/// Moves counted in one transaction.
const BATCH: i64 = 500;
/// How often it is looked for moves.
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// Counts until the server closes; each morning also foretells the coming days.
pub async fn run(house: House) {
    let mut closing = house.live.closing();
    loop {
        match count_due(&house).await {
            Ok(counted) if counted > 10_000 => tracing::info!(counted, "moves counted into the figures"),
            Ok(_) => {}
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "counting waits for the next round"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Counts everything that waits, then notes what the morning knows; how many moves were counted.
///
/// # Errors
/// When the database does not answer; what was counted before stays, and the rest waits.
pub async fn count_due(house: &House) -> Answer<usize> {
    let mut counted = 0;
    while store::any_waiting(house).await? && !*house.live.closing().borrow() {
        counted += batch(house).await?;
    }
    morning::note(house).await?;
    Ok(counted)
}

async fn batch(house: &House) -> Answer<usize> {
    let mut tx = house.begin().await?;
    store::hold(&mut tx).await?;
    let moves = store::waiting(&mut tx, BATCH).await?;
    let counting = apply::counting_of(&mut tx, &moves).await?;
    store::add(&mut tx, &counting.sums).await?;
    counting.write_lines(&mut tx).await?;
    let counted: Vec<_> = moves.iter().map(|row| row.event_id).collect();
    store::done(&mut tx, &counted).await?;
    store::note_progress(&mut tx, At(house.now())).await?;
    tx.commit().await?;
    Ok(moves.len())
}
