//! Delivering what is due: claims, sends, and tries again with growing patience; no personal content leaves (promise 8).

use super::mail::{Mailer, Undelivered};
use super::sms::Gateway;
use super::store::{self, Due, Told};
use super::{event_letter, sms_text, staff_letter};
use crate::house::House;
use contatti_model::notices::NoticeChannel;
use contatti_words::{Language, Words, words};
use std::time::Duration;

/// What changes so soon after something else changed is looked at with it: a busy office would else be asked at each change.
const TOGETHER: Duration = Duration::from_millis(300);
/// Notices claimed at a time.
const BATCH: i64 = 20;
/// After this many attempts, some three days on, a notice has failed.
const MAX_ATTEMPTS: i32 = 12;

/// The ways out.
struct Ways {
    mailer: Mailer,
    /// None where no SMS is sent.
    gateway: Option<Gateway>,
}

/// Delivers until the server closes.
pub async fn run(house: House, mailer: Mailer) {
    let ways = Ways { mailer, gateway: Gateway::open(&house.config) };
    let mut closing = house.live.closing();
    let mut changes = house.live.watch();
    loop {
        let more = match round(&house, &ways).await {
            Ok(count) => count == BATCH,
            Err(error) => {
                tracing::warn!(%error, "notices wait: the database does not answer");
                false
            }
        };
        if more {
            continue;
        }
        tokio::select! {
            // A change often brings a notice; a lagging receiver only wakes us earlier.
            _ = changes.recv() => {}
            () = tokio::time::sleep(Duration::from_secs(15)) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
        tokio::select! {
            () = tokio::time::sleep(TOGETHER) => while changes.try_recv().is_ok() {},
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

async fn round(house: &House, ways: &Ways) -> Result<i64, sqlx::Error> {
    if !store::any_due(house).await? {
        return Ok(0);
    }
    let due = store::claim(house, BATCH).await?;
    let count = i64::try_from(due.len()).unwrap_or(BATCH);
    // Beside each other, so that a gateway that is away keeps no letter back.
    let is_sms = |notice: &Due| notice.channel == NoticeChannel::Sms.as_str();
    let (texts, letters): (Vec<Due>, Vec<Due>) = due.into_iter().partition(is_sms);
    let (sent, texted) = tokio::join!(deliver_all(house, ways, &letters), deliver_all(house, ways, &texts));
    sent.and(texted).map(|()| count)
}

async fn deliver_all(house: &House, ways: &Ways, due: &[Due]) -> Result<(), sqlx::Error> {
    for notice in due {
        deliver(house, ways, notice).await?;
    }
    Ok(())
}

async fn deliver(house: &House, ways: &Ways, notice: &Due) -> Result<(), sqlx::Error> {
    match send(house, ways, notice).await {
        Ok(()) => {
            metrics::counter!("contatti_notices_sent_total").increment(1);
            store::finish(house, notice.id, "sent").await
        }
        Err(undelivered) if undelivered.for_good || notice.attempts >= MAX_ATTEMPTS => {
            metrics::counter!("contatti_notices_failed_total").increment(1);
            tracing::warn!(notice = %notice.id, why = undelivered.why, "a notice failed for good");
            store::finish(house, notice.id, "failed").await
        }
        Err(undelivered) => {
            tracing::info!(notice = %notice.id, why = undelivered.why, "a notice is tried again later");
            // 1, 2, 4 … minutes, at most twelve hours.
            let minutes = 1_i64 << notice.attempts.clamp(0, 10);
            store::postpone(house, notice.id, (minutes * 60).min(12 * 3600)).await
        }
    }
}

async fn send(house: &House, ways: &Ways, notice: &Due) -> Result<(), Undelivered> {
    let all = words(Language::parse(&notice.language).unwrap_or_default());
    let untold = || Undelivered { for_good: true, why: "nothing is told by this row".into() };
    match NoticeChannel::from_word(&notice.channel).ok_or_else(untold)? {
        NoticeChannel::Email => {
            let (subject, body) = letter(house, all, &notice.told).ok_or_else(untold)?;
            ways.mailer.send(&house.config.mail_from, &notice.recipient, &subject, body).await
        }
        NoticeChannel::Sms => {
            let text = sms_text::text(house, all, &notice.told).ok_or_else(untold)?;
            let gone = || Undelivered { for_good: false, why: "no SMS gateway is set any more".into() };
            ways.gateway.as_ref().ok_or_else(gone)?.send(&notice.recipient, &text).await
        }
    }
}

fn letter(house: &House, all: &Words, told: &Told) -> Option<(String, String)> {
    match told {
        Told::Event(told) => event_letter::letter(house, all, told),
        Told::Staff(told) => staff_letter::letter(house, all, told),
    }
}
