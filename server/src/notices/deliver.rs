//! Delivering what is due: claims, sends, and tries again with growing patience; no personal content leaves (promise 8).

use super::instead;
use super::mail::{Mailer, Undelivered};
use super::quiet::by_day;
use super::sms::Gateway;
use super::store::{self, Due, Told};
use super::{event_letter, sms_text, staff_letter};
use crate::house::House;
use contatti_model::notices::NoticeChannel;
use contatti_words::{Language, Words, words};
use futures::future::join_all;
use std::time::Duration;

/// What changes so soon after something else changed is looked at with it: a busy office would else be asked at each change.
const TOGETHER: Duration = Duration::from_millis(300);
/// How often it is looked without a change; and how long a way out that took nothing is left alone.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// Notices of a channel claimed at a time.
const BATCH: i64 = 20;
/// After this many attempts, some three days on, a notice has failed.
const MAX_ATTEMPTS: i32 = 12;
/// How many SMS are on their way at once: a gateway that is slow to answer is no reason to be slow to ask.
const SMS_AT_ONCE: usize = 5;

/// A way out; each has a line of its own, so that one that is away keeps nothing of the other back.
enum Way {
    Email(Mailer),
    Sms(Gateway),
}

/// What a round left.
enum Round {
    /// Nothing that is due now.
    Nothing,
    More,
    /// The way out took nothing, or the database did not answer.
    Away,
}

impl Way {
    fn channel(&self) -> NoticeChannel {
        match self {
            Self::Email(_) => NoticeChannel::Email,
            Self::Sms(_) => NoticeChannel::Sms,
        }
    }

    fn at_once(&self) -> usize {
        match self {
            Self::Email(_) => 1,
            Self::Sms(_) => SMS_AT_ONCE,
        }
    }

    /// Whether nothing goes by it now: no mobile rings in the night, whatever waited since the day.
    fn rests(&self, house: &House) -> bool {
        let now = house.now();
        matches!(self, Self::Sms(_)) && by_day(now) != now
    }
}

/// Delivers until the server closes.
pub async fn run(house: House, mailer: Mailer) {
    let letters = Way::Email(mailer);
    if let Some(gateway) = Gateway::open(&house.config) {
        let texts = Way::Sms(gateway);
        tokio::join!(keep(&house, &letters), keep(&house, &texts));
    } else {
        instead::without_gateway(&house).await;
        tokio::join!(keep(&house, &letters), instead::keep(&house));
    }
}

async fn keep(house: &House, way: &Way) {
    let mut closing = house.live.closing();
    let mut changes = house.live.watch();
    loop {
        let left = round(house, way).await.unwrap_or_else(|error| {
            tracing::warn!(%error, channel = way.channel().as_str(), "notices wait: the database does not answer");
            Round::Away
        });
        match left {
            Round::More => continue,
            Round::Away => tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => continue,
                _ = closing.wait_for(|closing| *closing) => return,
            },
            Round::Nothing => {}
        }
        tokio::select! {
            // A change often brings a notice; a lagging receiver only wakes us earlier.
            _ = changes.recv() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
        tokio::select! {
            () = tokio::time::sleep(TOGETHER) => while changes.try_recv().is_ok() {},
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

async fn round(house: &House, way: &Way) -> Result<Round, sqlx::Error> {
    let channel = way.channel();
    if way.rests(house) || !store::any_due(house, channel).await? {
        return Ok(Round::Nothing);
    }
    let due = store::claim(house, channel, BATCH).await?;
    let (mut ended, count) = (0, i64::try_from(due.len()).unwrap_or(BATCH));
    for some in due.chunks(way.at_once()) {
        // Each to its end, also where another met trouble: what is on its way is noted down when it arrived.
        for done in join_all(some.iter().map(|notice| deliver(house, way, notice))).await {
            ended += usize::from(done?);
        }
    }
    Ok(match count {
        1.. if ended == 0 => Round::Away,
        BATCH => Round::More,
        _ => Round::Nothing,
    })
}

/// Whether it came to an end; else it is tried again.
async fn deliver(house: &House, way: &Way, notice: &Due) -> Result<bool, sqlx::Error> {
    let sent = match way {
        Way::Email(mailer) => send_letter(house, mailer, notice).await,
        Way::Sms(gateway) => match number_of(house, notice).await? {
            Some(number) => send_text(house, gateway, notice, &number).await,
            // Its reader took the number back meanwhile.
            None => return instead::by_letter(house, notice, "withdrawn").await.map(|()| true),
        },
    };
    match sent {
        Ok(()) => {
            metrics::counter!("contatti_notices_sent_total").increment(1);
            store::finish(house, notice.id, "sent").await.map(|()| true)
        }
        Err(undelivered) if undelivered.for_good || notice.attempts >= MAX_ATTEMPTS => {
            metrics::counter!("contatti_notices_failed_total").increment(1);
            tracing::warn!(notice = %notice.id, why = undelivered.why, "a notice failed for good");
            store::finish(house, notice.id, "failed").await.map(|()| true)
        }
        Err(undelivered) => {
            tracing::info!(notice = %notice.id, why = undelivered.why, "a notice is tried again later");
            // 1, 2, 4 … minutes, at most twelve hours.
            let minutes = 1_i64 << notice.attempts.clamp(0, 10);
            store::postpone(house, notice.id, (minutes * 60).min(12 * 3600)).await.map(|()| false)
        }
    }
}

async fn number_of(house: &House, notice: &Due) -> Result<Option<String>, sqlx::Error> {
    match notice.person() {
        Some(person) => store::mobile_of(house, person).await,
        None => Ok(None),
    }
}

async fn send_letter(house: &House, mailer: &Mailer, notice: &Due) -> Result<(), Undelivered> {
    let (subject, body) = letter(house, words_of(notice), &notice.told).ok_or_else(untold)?;
    mailer.send(&house.config.mail_from, &notice.recipient, &subject, body).await
}

async fn send_text(house: &House, gateway: &Gateway, notice: &Due, number: &str) -> Result<(), Undelivered> {
    let text = sms_text::text(house, words_of(notice), &notice.told).ok_or_else(untold)?;
    gateway.send(number, &text).await
}

fn words_of(notice: &Due) -> &'static Words {
    words(Language::parse(&notice.language).unwrap_or_default())
}

fn untold() -> Undelivered {
    Undelivered { for_good: true, why: "nothing is told by this row".into() }
}

fn letter(house: &House, all: &Words, told: &Told) -> Option<(String, String)> {
    match told {
        Told::Event(told) => event_letter::letter(house, all, told),
        Told::Staff(told) => staff_letter::letter(house, all, told),
    }
}
