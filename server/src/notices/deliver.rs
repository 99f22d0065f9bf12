//! Delivering what is due: claims, sends, and tries again with growing patience; no personal content leaves (promise 8).

use super::mail::Mailer;
use super::staff_letter;
use super::store::{self, Due, EventTold, Told};
use crate::house::House;
use contatti_model::requests::{EventKind, Side};
use contatti_words::{Language, Words, words};
use std::time::Duration;

/// What changes so soon after something else changed is looked at with it: a busy office would else be asked at each change.
const TOGETHER: Duration = Duration::from_millis(300);
/// Notices claimed at a time.
const BATCH: i64 = 20;
/// After this many attempts, some three days on, a notice has failed.
const MAX_ATTEMPTS: i32 = 12;

/// Delivers until the server closes.
pub async fn run(house: House, mailer: Mailer) {
    let mut closing = house.live.closing();
    let mut changes = house.live.watch();
    loop {
        let more = match round(&house, &mailer).await {
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

async fn round(house: &House, mailer: &Mailer) -> Result<i64, sqlx::Error> {
    if !store::any_due(house).await? {
        return Ok(0);
    }
    let due = store::claim(house, BATCH).await?;
    let count = i64::try_from(due.len()).unwrap_or(BATCH);
    for notice in due {
        deliver(house, mailer, &notice).await?;
    }
    Ok(count)
}

async fn deliver(house: &House, mailer: &Mailer, notice: &Due) -> Result<(), sqlx::Error> {
    let Some((subject, body)) = letter(house, notice) else {
        return store::finish(house, notice.id, "failed").await;
    };
    match mailer.send(&house.config.mail_from, &notice.recipient, &subject, body).await {
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

fn letter(house: &House, notice: &Due) -> Option<(String, String)> {
    let all = words(Language::parse(&notice.language).unwrap_or_default());
    match &notice.told {
        Told::Event(told) => of_event(house, all, told),
        Told::Staff(told) => staff_letter::letter(house, all, told),
    }
}

/// Subject and body: the number of the request and where to read it, nothing else.
fn of_event(house: &House, all: &Words, notice: &EventTold) -> Option<(String, String)> {
    let (words, contacting) = (&all.notices, &all.contacting);
    let number = notice.number().to_string();
    let kind = notice.kind()?;
    let area = match notice.reader(kind) {
        Side::Company => "contatti",
        Side::Office => "console",
    };
    let url = format!("{}/{area}/richieste/{}", house.config.public_url, notice.request_id);
    Some(match kind {
        EventKind::Registered | EventKind::Routed => {
            (words.registered_subject(&number), words.registered_body(&number, &url))
        }
        EventKind::Contacted => (contacting.notice_subject(&number), contacting.notice_body(&number, &url)),
        EventKind::TakenInCharge => (words.taken_in_charge_subject(&number), words.taken_in_charge_body(&number, &url)),
        EventKind::Assigned => (words.assigned_subject(&number), words.assigned_body(&number, &url)),
        EventKind::GivenBack => (words.given_back_subject(&number), words.given_back_body(&number, &url)),
        EventKind::HandedOver => (words.handed_over_subject(&number), words.handed_over_body(&number, &url)),
        EventKind::Passed => (words.passed_subject(&number), words.passed_body(&number, &url)),
        EventKind::Commented => (words.commented_subject(&number), words.commented_body(&number, &url)),
        EventKind::DocumentsAsked => {
            (words.documents_asked_subject(&number), words.documents_asked_body(&number, &url))
        }
        EventKind::Expired => (words.expired_subject(&number), words.expired_body(&number, &url)),
        EventKind::Replied => (words.replied_subject(&number), words.replied_body(&number, &url)),
        EventKind::Reminded => (words.reminded_subject(&number), words.reminded_body(&number, &url)),
        EventKind::Solved => (words.solved_subject(&number), words.solved_body(&number, &url)),
        EventKind::Reopened => (words.reopened_subject(&number), words.reopened_body(&number, &url)),
        EventKind::Redated => (words.redated_subject(&number), words.redated_body(&number, &url)),
        EventKind::MeetingAsked => (words.meeting_asked_subject(&number), words.meeting_asked_body(&number, &url)),
        EventKind::MeetingSet => (words.meeting_set_subject(&number), words.meeting_set_body(&number, &url)),
        EventKind::MeetingWithdrawn => {
            (words.meeting_withdrawn_subject(&number), words.meeting_withdrawn_body(&number, &url))
        }
        EventKind::MeetingCancelled => {
            (words.meeting_cancelled_subject(&number), words.meeting_cancelled_body(&number, &url))
        }
        EventKind::Escalated if notice.is_outside() => {
            (words.escalated_outside_subject(&number), words.escalated_outside_body(&number))
        }
        EventKind::Escalated => (words.escalated_subject(&number), words.escalated_body(&number, &url)),
        EventKind::SubjectCorrected => {
            (words.subject_corrected_subject(&number), words.subject_corrected_body(&number, &url))
        }
        EventKind::ArchivesFailed => {
            (words.archives_failed_subject(&number), words.archives_failed_body(&number, &url))
        }
        EventKind::TakenUpAgain => (words.taken_up_again_subject(&number), words.taken_up_again_body(&number, &url)),
        EventKind::Closed => (words.closed_subject(&number), words.closed_body(&number, &url)),
    })
}
