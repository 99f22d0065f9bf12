//! The SQL of the register: the area's row is locked until the sender's transaction ends, so numbers never skip.

use super::chain::{Entry, ORIGIN};
use crate::db::tx::EngineTx;
use crate::db::{At, Tx, within};
use contatti_model::register::{Direction, RegisterNumber, Registration};
use contatti_model::{Instant, MessageId};
use sha2::{Digest, Sha256};

/// $1 the area, $2 the year, $3 the number, $4 the moment, $5 the entry's hash; then what the entry says.
macro_rules! entry {
    () => {
        "INSERT INTO register_entries (area, year, number, registered_at, hash, direction, message_id, sender, recipient,
                                       subject, documents, previous_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    };
}

macro_rules! area {
    () => {
        "UPDATE register_areas SET year = $2, last_number = $3, last_at = $4, last_hash = $5 WHERE code = $1"
    };
}

/// A document to be registered.
pub struct Document<'a> {
    pub area: &'a str,
    pub direction: Direction,
    pub message: MessageId,
    pub sender: &'a str,
    pub recipient: &'a str,
    pub subject: &'a str,
    pub documents: String,
}

/// Digest and name of a text and of each file, one a line: what the register keeps of the documents.
pub fn documents<'a>(text: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines = vec![format!("{} testo", digest(text))];
    lines.extend(files.into_iter().map(|(sha256, name)| format!("{sha256} {name}")));
    lines.join("\n")
}

/// Lower-case hexadecimal SHA-256 (*impronta*) of a text's UTF-8.
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Opens a register area, empty; does nothing when it is there.
///
/// # Errors
/// When the database does not answer.
pub async fn open_area(tx: &mut Tx, area: &str) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO register_areas (code, year, last_number, last_hash, last_at) VALUES ($1, 0, 0, $2, $3)
               ON CONFLICT (code) DO NOTHING";
    let long_ago = At(Instant::from_micros(0));
    within!(tx, conn => sqlx::query(sql).bind(area).bind(&ORIGIN[..]).bind(long_ago).execute(conn).await.map(drop))
}

/// Gives the document the next number of its area and year. Nothing is final until the caller's transaction commits;
/// if it does not, the number is given to the next.
///
/// The year is Rome's. Time never runs back within an area, so that a server whose clock lags at New Year cannot
/// reopen the year that ended.
///
/// # Errors
/// When the area does not exist or the database does not answer.
pub async fn register(tx: &mut Tx, now: Instant, document: Document<'_>) -> Result<Registration, sqlx::Error> {
    let (last_year, last_number, previous, last_at) = lock_area(tx, document.area).await?;
    let at = now.max(last_at);
    let year = at.day().year();
    let number = if year == last_year { last_number + 1 } else { 1 };
    let entry = Entry {
        area: document.area.to_owned(),
        year,
        number,
        registered_at: at,
        direction: document.direction,
        message: document.message,
        sender: document.sender.to_owned(),
        recipient: document.recipient.to_owned(),
        subject: document.subject.to_owned(),
        documents: document.documents,
    };
    let hash = entry.hash(&previous);
    append(tx, &entry, &previous, &hash).await?;
    Ok(Registration { number: RegisterNumber { area: entry.area, year, number }, at })
}

/// Takes the area's lock until the transaction ends: no entry is registered meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn hold(tx: &mut Tx, area: &str) -> Result<(), sqlx::Error> {
    let sql = "UPDATE register_areas SET last_at = last_at WHERE code = $1";
    within!(tx, conn => sqlx::query(sql).bind(area).execute(conn).await.map(drop))
}

type AreaRow = (i16, i64, Vec<u8>, At);

/// On SQLite an update that changes nothing takes the lock and gives the row back; on PostgreSQL it would leave a dead row each time.
async fn lock_area(tx: &mut Tx, area: &str) -> Result<(i16, i64, Vec<u8>, Instant), sqlx::Error> {
    let sql = match &tx.engine {
        EngineTx::Sqlite(_) => {
            "UPDATE register_areas SET last_number = last_number WHERE code = $1
             RETURNING year, last_number, last_hash, last_at"
        }
        EngineTx::Postgres(_) => {
            "SELECT year, last_number, last_hash, last_at FROM register_areas WHERE code = $1 FOR NO KEY UPDATE"
        }
    };
    let (year, number, hash, at): AreaRow = within!(tx, conn => sqlx::query_as(sql).bind(area).fetch_one(conn).await)?;
    Ok((year, number, hash, at.0))
}

const ENTRY: &str = entry!();
/// PostgreSQL writes both in one statement: while it does, everybody else of the office waits.
const ENTRY_AND_AREA: &str = concat!("WITH entry AS (", entry!(), ") ", area!());
const AREA: &str = area!();

/// Writes the entry, and in the area that it was the last.
async fn append(tx: &mut Tx, entry: &Entry, previous: &[u8], hash: &[u8]) -> Result<(), sqlx::Error> {
    let first = if matches!(tx.engine, EngineTx::Postgres(_)) { ENTRY_AND_AREA } else { ENTRY };
    within!(tx, conn => sqlx::query(first).bind(&entry.area).bind(entry.year).bind(entry.number).bind(At(entry.registered_at))
        .bind(hash).bind(entry.direction.as_str()).bind(entry.message.0).bind(&entry.sender).bind(&entry.recipient)
        .bind(&entry.subject).bind(&entry.documents).bind(previous).execute(conn).await.map(drop))?;
    let EngineTx::Sqlite(tx) = &mut tx.engine else { return Ok(()) };
    sqlx::query(AREA)
        .bind(&entry.area)
        .bind(entry.year)
        .bind(entry.number)
        .bind(At(entry.registered_at))
        .bind(hash)
        .execute(&mut **tx)
        .await
        .map(drop)
}
