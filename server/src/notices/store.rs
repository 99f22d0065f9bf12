//! The SQL of notices: claimed by one server at a time, and what each tells of.

use super::enqueue::OUTSIDE;
use super::staff::{self, StaffTold};
use crate::db::{At, Db, alone, on};
use crate::house::House;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{EventKind, Side};
use sqlx::FromRow;
use uuid::Uuid;

/// A notice to deliver now.
pub(super) struct Due {
    pub id: Uuid,
    pub recipient: String,
    pub channel: String,
    pub language: String,
    pub attempts: i32,
    pub told: Told,
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

/// Claims up to `count` notices that are due, so that no other server delivers them meanwhile.
pub(super) async fn claim(house: &House, count: i64) -> Result<Vec<Due>, sqlx::Error> {
    let now = house.now();
    // The engines differ in how two claimants pass each other: SQLite has one writer, PostgreSQL skips locked rows.
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "UPDATE notices SET due_at = $2, attempts = attempts + 1 WHERE id IN
             (SELECT id FROM notices WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT $3)
             RETURNING id, recipient, channel, language, attempts"
        }
        Db::Postgres(_) => {
            "UPDATE notices SET due_at = $2, attempts = attempts + 1 WHERE id IN
             (SELECT id FROM notices WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT $3
              FOR UPDATE SKIP LOCKED) RETURNING id, recipient, channel, language, attempts"
        }
    };
    let hidden_until = At(now.plus_seconds(CLAIM_SECONDS));
    let rows: Vec<ClaimedRow> = alone!(&house.db, pool => sqlx::query_as(sql).bind(At(now)).bind(hidden_until).bind(count)
        .fetch_all(pool).await)?;
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
    channel: String,
    language: String,
    attempts: i32,
}

async fn read(house: &House, row: ClaimedRow) -> Result<Option<Due>, sqlx::Error> {
    let ClaimedRow { id, recipient, channel, language, attempts } = row;
    let told = match event_told(house, id).await? {
        Some(event) => Some(Told::Event(event)),
        None => staff::told_by(house, id).await?.map(Told::Staff),
    };
    Ok(told.map(|told| Due { id, recipient, channel, language, attempts, told }))
}

async fn event_told(house: &House, letter: Uuid) -> Result<Option<EventTold>, sqlx::Error> {
    let sql = "SELECT n.reader, e.kind, e.request_id, r.register_area, r.register_year, r.register_number
               FROM notices n JOIN events e ON e.id = n.event_id JOIN requests r ON r.id = e.request_id WHERE n.id = $1";
    on!(&house.db, pool => sqlx::query_as(sql).bind(letter).fetch_optional(pool).await)
}

/// Whether any notice is due, asked before the writer is taken.
pub(super) async fn any_due(house: &House) -> Result<bool, sqlx::Error> {
    let sql =
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM notices WHERE state = 'waiting' AND due_at <= $1 LIMIT 1) due";
    let now = At(house.now());
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(now).fetch_one(pool).await)?;
    Ok(count > 0)
}

/// Ends a notice as `sent` or `failed`. PostgreSQL does not wait for its disk: what a power cut takes back is claimed and
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
