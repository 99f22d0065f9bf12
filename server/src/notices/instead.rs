//! SMS that cannot be sent any more: their readers are told by letter, unless a letter tells them already.

use super::store::{self, Due};
use crate::house::House;
use contatti_model::notices::NoticeChannel;
use std::time::Duration;

/// How often a house without a gateway looks for SMS that one with a gateway left in line.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// SMS claimed at a time.
const BATCH: i64 = 100;

/// Looks until the server closes.
pub(super) async fn keep(house: &House) {
    let mut closing = house.live.closing();
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
        without_gateway(house).await;
    }
}

/// Empties the line of SMS where there is no gateway any more; what the database does not take now is left to the next look.
pub(super) async fn without_gateway(house: &House) {
    if let Err(error) = empty(house).await {
        tracing::warn!(%error, "SMS without a gateway wait: the database does not answer");
    }
}

async fn empty(house: &House) -> Result<(), sqlx::Error> {
    while store::any_due(house, NoticeChannel::Sms).await? {
        for notice in store::claim(house, NoticeChannel::Sms, BATCH).await? {
            by_letter(house, &notice, "failed").await?;
        }
    }
    Ok(())
}

/// Turns an SMS into a letter to its reader's own address; where there is none, or a letter tells them of the same already, it
/// ends in this state.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn by_letter(house: &House, notice: &Due, state: &str) -> Result<(), sqlx::Error> {
    if let Some(person) = notice.person()
        && store::becomes_letter(house, notice.id, person).await?
    {
        return Ok(());
    }
    store::finish(house, notice.id, state).await
}
