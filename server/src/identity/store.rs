//! The SQL of people and their sessions.

use super::actor::{Actor, Entry, Seat};
use crate::db::{At, Day, alone, on, within};
use crate::house::House;
use crate::web::Answer;
use contatti_model::identity::{Contacts, OfficeName, Role, SessionLine};
use contatti_model::{CompanyId, Instant, IntermediaryId, OfficeId, PersonId, SessionId};
use sqlx::FromRow;
use uuid::Uuid;

pub(super) struct Account {
    pub(super) id: PersonId,
    pub(super) password_hash: String,
}

pub(super) async fn account(house: &House, username: &str) -> Answer<Option<Account>> {
    let sql = "SELECT id, password_hash FROM people WHERE username = $1 AND disabled_at IS NULL";
    let row: Option<(Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(username).fetch_optional(pool).await)?;
    Ok(row.map(|(id, password_hash)| Account { id: PersonId(id), password_hash }))
}

pub(super) async fn note_failure(house: &House, username: &str) -> Answer<()> {
    let mut tx = house.begin().await?;
    let old = At(house.now().plus_seconds(-24 * 3600));
    within!(tx, conn => sqlx::query("DELETE FROM sign_in_failures WHERE at < $1").bind(old).execute(conn).await.map(drop))?;
    let now = At(house.now());
    let sql = "INSERT INTO sign_in_failures (username, at) VALUES ($1, $2)";
    within!(tx, conn => sqlx::query(sql).bind(username).bind(now).execute(conn).await.map(drop))?;
    Ok(tx.commit().await?)
}

/// How many wrong attempts since `since`, and when the oldest of the last five was.
pub(super) async fn failures_since(house: &House, username: &str, since: Instant) -> Answer<(i64, Instant)> {
    let sql = "SELECT at FROM sign_in_failures WHERE username = $1 AND at > $2 ORDER BY at DESC LIMIT 5";
    let rows: Vec<(At,)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(username).bind(At(since)).fetch_all(pool).await)?;
    let oldest = rows.last().map_or(since, |(at,)| at.0);
    Ok((i64::try_from(rows.len()).unwrap_or(i64::MAX), oldest))
}

pub(super) async fn open_session(house: &House, person: PersonId, token_hash: &[u8], device: &str) -> Answer<()> {
    let now = house.now();
    let ends = now.plus_seconds(i64::from(house.config.session_hours) * 3600);
    let sql = "INSERT INTO sessions (id, token_hash, person_id, device, started_at, last_seen_at, ends_at)
               VALUES ($1, $2, $3, $4, $5, $5, $6)";
    let id = house.new_id();
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(id).bind(token_hash).bind(person.0).bind(device)
        .bind(At(now)).bind(At(ends)).execute(conn).await.map(drop))?;
    Ok(tx.commit().await?)
}

/// The session, or one of the ties of its person.
#[derive(FromRow)]
struct ActorRow {
    /// Empty for the session, `company`, or a role.
    tie: String,
    /// Of the session, the company or the office; `name` is the person's, or theirs.
    id: Uuid,
    name: String,
    #[sqlx(flatten)]
    session: SessionRow,
}

#[derive(FromRow)]
struct SessionRow {
    ends_at: Option<At>,
    last_seen_at: Option<At>,
    person: Option<Uuid>,
    email: Option<String>,
    telephone: Option<String>,
    intermediary: Option<Uuid>,
    firm: Option<String>,
}

/// The session of a token, then the companies its person belongs to and the roles held today: one question, because every other begins with it.
const ACTOR: &str = "
    WITH who AS (
        SELECT s.id, p.name, s.ends_at, s.last_seen_at, p.id AS person, p.email, p.telephone, i.id AS intermediary, i.name AS firm
        FROM sessions s JOIN people p ON p.id = s.person_id
        LEFT JOIN intermediary_members m ON m.person_id = p.id LEFT JOIN intermediaries i ON i.id = m.intermediary_id
        WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.ended_at IS NULL AND p.disabled_at IS NULL)
    SELECT '' AS tie, w.id, w.name, w.ends_at, w.last_seen_at, w.person, w.email, w.telephone, w.intermediary, w.firm FROM who w
    UNION ALL
    SELECT 'company', c.id, c.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM who w JOIN memberships m ON m.person_id = w.person JOIN companies c ON c.id = m.company_id
    UNION ALL
    SELECT g.role, o.id, o.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM who w JOIN grants g ON g.person_id = w.person JOIN offices o ON o.id = g.office_id
    WHERE g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to >= $3)
    ORDER BY 1, 3";

/// How stale `last_seen_at` may be before it is written again: a write at each read would cost a commit a page.
const SEEN_EVERY_SECONDS: i64 = 300;

pub(super) async fn actor_by_token(house: &House, token_hash: &[u8]) -> Answer<Option<Actor>> {
    let now = house.now();
    let rows: Vec<ActorRow> = on!(&house.db, pool => sqlx::query_as(ACTOR).bind(token_hash).bind(At(now)).bind(Day(now.day()))
        .fetch_all(pool).await)?;
    let mut rows = rows.into_iter();
    let Some(ActorRow { id: session, name, session: row, .. }) = rows.next() else { return Ok(None) };
    if row.last_seen_at.is_some_and(|seen| seen.0.plus_seconds(SEEN_EVERY_SECONDS) < now) {
        touch(house, session, now).await?;
    }
    let (companies, seats) = ties(rows);
    Ok(Some(Actor {
        id: PersonId(row.person.unwrap_or_default()),
        name,
        contacts: Contacts { email: row.email.unwrap_or_default(), telephone: row.telephone.unwrap_or_default() },
        entry: Entry::Session(SessionId(session)),
        ends_at: row.ends_at.map_or(now, |at| at.0),
        intermediary: row.intermediary.map(IntermediaryId).zip(row.firm),
        companies,
        seats,
    }))
}

fn ties(rows: impl Iterator<Item = ActorRow>) -> (Vec<(CompanyId, String)>, Vec<Seat>) {
    let (mut companies, mut seats) = (vec![], vec![]);
    for ActorRow { tie, id, name, .. } in rows {
        match Role::from_word(&tie) {
            Some(role) => seats.push(Seat { role, office: OfficeName { id: OfficeId(id), name } }),
            None => companies.push((CompanyId(id), name)),
        }
    }
    // Stable: beside that, as the database sorted them.
    seats.sort_by_key(|seat| seat.role != Role::Operator);
    (companies, seats)
}

pub(super) async fn session_holds(house: &House, session: SessionId) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM sessions s JOIN people p ON p.id = s.person_id
               WHERE s.id = $1 AND s.ends_at > $2 AND s.ended_at IS NULL AND p.disabled_at IS NULL";
    let now = At(house.now());
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(session.0).bind(now).fetch_one(pool).await)?;
    Ok(count > 0)
}

async fn touch(house: &House, session: Uuid, now: Instant) -> Answer<()> {
    let sql = "UPDATE sessions SET last_seen_at = $2 WHERE id = $1";
    Ok(alone!(&house.db, pool => sqlx::query(sql).bind(session).bind(At(now)).execute(pool).await.map(drop))?)
}

#[derive(FromRow)]
struct DeviceRow {
    id: Uuid,
    started_at: At,
    last_seen_at: At,
    device: String,
}

pub(super) async fn sessions(house: &House, actor: &Actor) -> Answer<Vec<SessionLine>> {
    let sql = "SELECT id, started_at, last_seen_at, device FROM sessions
               WHERE person_id = $1 AND ended_at IS NULL AND ends_at > $2 ORDER BY last_seen_at DESC";
    let rows: Vec<DeviceRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(actor.id.0).bind(At(house.now())).fetch_all(pool).await)?;
    let line = |row: DeviceRow| SessionLine {
        id: SessionId(row.id),
        started_at: row.started_at.0,
        last_seen_at: row.last_seen_at.0,
        device: row.device,
        current: actor.session().is_ok_and(|current| current == SessionId(row.id)),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Ends one session of the person; whether there was one to end.
pub(super) async fn end_session(house: &House, person: PersonId, session: SessionId) -> Answer<bool> {
    let sql = "UPDATE sessions SET ended_at = $3 WHERE id = $1 AND person_id = $2 AND ended_at IS NULL";
    let now = At(house.now());
    let mut tx = house.begin().await?;
    let ended = within!(tx, conn => sqlx::query(sql).bind(session.0).bind(person.0).bind(now)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(ended > 0)
}

/// Ends every session of an account at once; how many there were.
///
/// # Errors
/// When the database does not answer.
pub async fn end_sessions_of(house: &House, username: &str) -> Answer<u64> {
    let sql = "UPDATE sessions SET ended_at = $2 WHERE ended_at IS NULL
               AND person_id IN (SELECT id FROM people WHERE username = $1)";
    let now = At(house.now());
    let mut tx = house.begin().await?;
    let ended = within!(tx, conn => sqlx::query(sql).bind(username).bind(now).execute(conn).await
        .map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(ended)
}
