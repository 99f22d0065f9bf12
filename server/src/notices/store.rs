//! The SQL of notices: claimed by one server at a time, and what each tells of.

use super::enqueue::OUTSIDE;
use super::staff::{self, StaffTold};
use crate::db::{At, Db, alone, on};
use crate::house::House;
use contatti_model::notices::NoticeChannel;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{EventKind, Side};
use sqlx::FromRow;
use uuid::Uuid;

/// A notice to deliver now.
pub(super) struct Due {
    pub id: Uuid,
    /// The address of a letter; of an SMS its reader's id, for the number is read when it leaves.
    pub recipient: String,
    pub language: String,
    pub attempts: i32,
    pub told: Told,
}

impl Due {
    /// Whom an SMS is for; none of a letter.
    pub fn person(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.recipient).ok()
    }
}

/// What a letter tells of.
pub(super) enum Told {
    Event(EventTold),
    Staff(StaffTold),
}

/// A line of a request's timeline.
#[derive(FromRow)]
pub(super) struct EventTold {
    kind: String,
    reader: Option<String>,
    pub request_id: Uuid,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

impl EventTold {
    pub fn kind(&self) -> Option<EventKind> {
        EventKind::from_word(&self.kind)
    }

    /// Whose page it leads to: what the office does is told to the company, what the company does to the office.
    pub fn reader(&self, kind: EventKind) -> Side {
        match (self.reader.as_deref(), kind.side()) {
            (Some("office"), _) | (None, Side::Company) => Side::Office,
            _ => Side::Company,
        }
    }

    /// Whether nobody with an account reads it.
    pub fn is_outside(&self) -> bool {
        self.reader.as_deref() == Some(OUTSIDE)
    }

    pub fn number(&self) -> RegisterNumber {
        RegisterNumber { area: self.register_area.clone(), year: self.register_year, number: self.register_number }
    }
}

/// How long a claimed notice stays hidden from other servers: longer than one delivery may take.
const CLAIM_SECONDS: i64 = 120;

/// Claims up to `count` notices of a channel that are due, so that no other server delivers them meanwhile.
pub(super) async fn claim(house: &House, channel: NoticeChannel, count: i64) -> Result<Vec<Due>, sqlx::Error> {
    let now = house.now();
    // The engines differ in how two claimants pass each other: SQLite has one writer, PostgreSQL skips locked rows.
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "UPDATE notices SET due_at = $2, attempts = attempts + 1 WHERE id IN
             (SELECT id FROM notices WHERE state = 'waiting' AND channel = $4 AND due_at <= $1 ORDER BY due_at LIMIT $3)
             RETURNING id, recipient, language, attempts"
        }
        Db::Postgres(_) => {
            "UPDATE notices SET due_at = $2, attempts = attempts + 1 WHERE id IN
             (SELECT id FROM notices WHERE state = 'waiting' AND channel = $4 AND due_at <= $1 ORDER BY due_at LIMIT $3
              FOR UPDATE SKIP LOCKED) RETURNING id, recipient, language, attempts"
        }
    };
    let hidden_until = At(now.plus_seconds(CLAIM_SECONDS));
    let rows: Vec<ClaimedRow> = alone!(&house.db, pool => sqlx::query_as(sql).bind(At(now)).bind(hidden_until).bind(count)
        .bind(channel.as_str()).fetch_all(pool).await)?;
    let mut claimed = vec![];
    for row in rows {
        claimed.extend(read(house, row).await?);
    }
    Ok(claimed)
}

#[derive(FromRow)]
struct ClaimedRow {
    id: Uuid,
    recipient: String,
    language: String,
    attempts: i32,
}

async fn read(house: &House, row: ClaimedRow) -> Result<Option<Due>, sqlx::Error> {
    let ClaimedRow { id, recipient, language, attempts } = row;
    let told = match event_told(house, id).await? {
        Some(event) => Some(Told::Event(event)),
        None => staff::told_by(house, id).await?.map(Told::Staff),
    };
    Ok(told.map(|told| Due { id, recipient, language, attempts, told }))
}

async fn event_told(house: &House, letter: Uuid) -> Result<Option<EventTold>, sqlx::Error> {
    let sql = "SELECT n.reader, e.kind, e.request_id, r.register_area, r.register_year, r.register_number
               FROM notices n JOIN events e ON e.id = n.event_id JOIN requests r ON r.id = e.request_id WHERE n.id = $1";
    on!(&house.db, pool => sqlx::query_as(sql).bind(letter).fetch_optional(pool).await)
}

/// Whether any notice of a channel is due, asked before the writer is taken.
pub(super) async fn any_due(house: &House, channel: NoticeChannel) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM (
                   SELECT 1 AS one FROM notices WHERE state = 'waiting' AND channel = $1 AND due_at <= $2 LIMIT 1) due";
    let now = At(house.now());
    let count: i64 =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(channel.as_str()).bind(now).fetch_one(pool).await)?;
    Ok(count > 0)
}

/// The number somebody takes SMS at now; none who takes none any more.
pub(super) async fn mobile_of(house: &House, person: Uuid) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT mobile FROM people WHERE id = $1 AND mobile <> '' AND disabled_at IS NULL";
    on!(&house.db, pool => sqlx::query_scalar(sql).bind(person).fetch_optional(pool).await)
}

/// $1 the notice, $2 its reader, $3 now. The address a sender gave for a request tells them as their own does.
const BECOMES_LETTER: &str = "
    UPDATE notices SET channel = 'email', recipient = (SELECT p.email FROM people p WHERE p.id = $2), attempts = 0, due_at = $3
    WHERE id = $1 AND EXISTS (SELECT 1 FROM people p WHERE p.id = $2 AND p.email <> '' AND p.disabled_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM notices o WHERE o.staff_notice_id = notices.staff_notice_id AND o.channel = 'email')
      AND NOT EXISTS (
          SELECT 1 FROM notices o WHERE o.event_id = notices.event_id AND o.channel = 'email' AND (
              EXISTS (SELECT 1 FROM people p WHERE p.id = $2 AND lower(p.email) = lower(o.recipient))
              OR EXISTS (SELECT 1 FROM events e JOIN requests r ON r.id = e.request_id
                         WHERE e.id = o.event_id AND r.sender_id = $2 AND lower(r.email) = lower(o.recipient))))";

/// Turns an SMS into a letter to its reader; false where they have no address, or a letter tells them of the same.
pub(super) async fn becomes_letter(house: &House, id: Uuid, person: Uuid) -> Result<bool, sqlx::Error> {
    let now = At(house.now());
    alone!(&house.db, pool => sqlx::query(BECOMES_LETTER).bind(id).bind(person).bind(now).execute(pool).await
        .map(|done| done.rows_affected() > 0))
}

/// Ends a notice as `sent`, `failed`, or `withdrawn` where its reader takes SMS no more. PostgreSQL does not wait for its disk: what a power cut takes back is claimed and
/// sent again, as is what was sent when the power went.
pub(super) async fn finish(house: &House, id: Uuid, state: &str) -> Result<(), sqlx::Error> {
    let now = At(house.now());
    let sql = match &house.db {
        Db::Sqlite { .. } => "UPDATE notices SET state = $2, done_at = $3 WHERE id = $1",
        Db::Postgres(_) => {
            "UPDATE notices SET state = $2, done_at = $3
             WHERE id = $1 AND set_config('synchronous_commit', 'off', true) = 'off'"
        }
    };
    alone!(&house.db, pool => sqlx::query(sql).bind(id).bind(state).bind(now).execute(pool).await.map(drop))
}

/// Tries a notice again after `seconds`.
pub(super) async fn postpone(house: &House, id: Uuid, seconds: i64) -> Result<(), sqlx::Error> {
    let due = At(house.now().plus_seconds(seconds));
    let sql = "UPDATE notices SET due_at = $2 WHERE id = $1";
    alone!(&house.db, pool => sqlx::query(sql).bind(id).bind(due).execute(pool).await.map(drop))
}
