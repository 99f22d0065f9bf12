//! Putting notices in line, in the transaction of what they tell of: one for each channel its reader accepts (ADR 0039).

use super::quiet::by_day;
use crate::db::{At, Tx, within};
use crate::house::House;
use contatti_model::requests::Side;
use contatti_model::{EventId, Instant, PersonId};
use uuid::Uuid;

/// $1 an id, $2 the event, $3 the address, $4 the person, $5 now, $6 the reader. Where no SMS is sent, e-mail is the one way
/// to be told, whatever was chosen while there was another.
const BY_EMAIL: &str = "
    INSERT INTO notices (id, event_id, recipient, channel, language, state, due_at, reader)
    SELECT $1, $2, $3, 'email', p.language, 'waiting', $5, $6 FROM people p WHERE p.id = $4 AND $3 <> ''
    ON CONFLICT (event_id, recipient, channel) DO NOTHING";

/// The same, and $7 another id, $8 the person's id as text, $9 when an SMS may ring. An SMS keeps no number: its recipient is who
/// it is for, and the number is read when it leaves. An address that is not the account's own was given for this request, and is told in any case.
const BY_EACH_CHANNEL: &str = "
    INSERT INTO notices (id, event_id, recipient, channel, language, state, due_at, reader)
    SELECT $1, $2, $3, 'email', p.language, 'waiting', $5, $6 FROM people p
    WHERE p.id = $4 AND $3 <> '' AND (p.by_email OR lower(p.email) <> lower($3))
    UNION ALL
    SELECT $7, $2, $8, 'sms', p.language, 'waiting', $9, $6 FROM people p
    WHERE p.id = $4 AND p.mobile <> '' AND p.disabled_at IS NULL
    ON CONFLICT (event_id, recipient, channel) DO NOTHING";

/// Writes what somebody is told of an event by the channels they accept: by e-mail at `address`, where that is not empty, by
/// SMS at the account's mobile, in the night from seven in the morning on. A second notice for the same event, recipient and
/// channel changes nothing (promise 8).
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue(
    house: &House,
    tx: &mut Tx,
    event: EventId,
    address: &str,
    person: PersonId,
) -> Result<(), sqlx::Error> {
    enqueue_for(house, tx, event, address, person, None).await
}

/// The same for an event both sides are told of: `reader` says whose page the letter leads to.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_for(
    house: &House,
    tx: &mut Tx,
    event: EventId,
    address: &str,
    person: PersonId,
    reader: Option<Side>,
) -> Result<(), sqlx::Error> {
    let (id, now, reader) = (house.new_id(), At(house.now()), reader.map(word));
    if house.config.sends_sms() {
        let (sms, whose, rings) = (house.new_id(), recipient(person), At(by_day(now.0)));
        return within!(tx, conn => sqlx::query(BY_EACH_CHANNEL).bind(id).bind(event.0).bind(address).bind(person.0)
            .bind(now).bind(reader).bind(sms).bind(whose).bind(rings).execute(conn).await.map(drop));
    }
    if address.is_empty() {
        return Ok(());
    }
    within!(tx, conn => sqlx::query(BY_EMAIL).bind(id).bind(event.0).bind(address).bind(person.0).bind(now).bind(reader)
        .execute(conn).await.map(drop))
}

/// The same for a mailbox outside the office, of nobody with an account: its letter leads to no page.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_outside(house: &House, tx: &mut Tx, event: EventId, address: &str) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO notices (id, event_id, recipient, channel, language, state, due_at, reader)
               VALUES ($1, $2, $3, 'email', 'it', 'waiting', $4, $5)
               ON CONFLICT (event_id, recipient, channel) DO NOTHING";
    let (id, now) = (house.new_id(), At(house.now()));
    within!(tx, conn => sqlx::query(sql).bind(id).bind(event.0).bind(address).bind(now).bind(OUTSIDE)
        .execute(conn).await.map(drop))
}

/// $1 an id, $2 the notice to staff, $3 its reader, $4 now, $5 another id, $6 the reader's id as text, $7 when an SMS may ring.
const TO_STAFF: &str = "
    INSERT INTO notices (id, staff_notice_id, recipient, channel, language, state, due_at)
    SELECT $1, $2, p.email, 'email', p.language, 'waiting', $4 FROM people p
    WHERE p.id = $3 AND p.email <> '' AND p.by_email AND p.disabled_at IS NULL
    UNION ALL
    SELECT $5, $2, $6, 'sms', p.language, 'waiting', $7 FROM people p
    WHERE p.id = $3 AND p.mobile <> '' AND p.disabled_at IS NULL";

/// As [`BY_EMAIL`] stands to the other.
const TO_STAFF_BY_EMAIL: &str = "
    INSERT INTO notices (id, staff_notice_id, recipient, channel, language, state, due_at)
    SELECT $1, $2, p.email, 'email', p.language, 'waiting', $4 FROM people p
    WHERE p.id = $3 AND p.email <> '' AND p.disabled_at IS NULL";

/// What goes with a notice to staff.
///
/// # Errors
/// As [`enqueue`].
pub(super) async fn enqueue_to_staff(
    house: &House,
    tx: &mut Tx,
    notice: Uuid,
    person: PersonId,
) -> Result<(), sqlx::Error> {
    let (id, now) = (house.new_id(), At(house.now()));
    if house.config.sends_sms() {
        let (sms, whose, rings) = (house.new_id(), recipient(person), At(by_day(now.0)));
        return within!(tx, conn => sqlx::query(TO_STAFF).bind(id).bind(notice).bind(person.0).bind(now).bind(sms)
            .bind(whose).bind(rings).execute(conn).await.map(drop));
    }
    within!(tx, conn => sqlx::query(TO_STAFF_BY_EMAIL).bind(id).bind(notice).bind(person.0).bind(now).execute(conn).await
        .map(drop))
}

/// Whom an SMS is for, as its row says it on both engines.
fn recipient(person: PersonId) -> String {
    person.0.simple().to_string()
}

/// Keeps back until `at` what is told of an event.
///
/// # Errors
/// When the database does not answer.
pub async fn hold_until(tx: &mut Tx, event: EventId, at: Instant) -> Result<(), sqlx::Error> {
    let sql = "UPDATE notices SET due_at = $2 WHERE event_id = $1 AND state = 'waiting' AND due_at < $2";
    within!(tx, conn => sqlx::query(sql).bind(event.0).bind(At(at)).execute(conn).await.map(drop))
}

/// The reader of a letter that leads to no page.
pub(super) const OUTSIDE: &str = "outside";

fn word(reader: Side) -> &'static str {
    match reader {
        Side::Company => "company",
        Side::Office => "office",
    }
}
