//! The SQL that reads entries back: one by its message, or an area's in their order.

use super::chain::{Entry, Kept};
use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::register::Direction;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
pub(super) struct EntryRow {
    area: String,
    pub year: i16,
    pub number: i64,
    pub registered_at: At,
    direction: String,
    message_id: Uuid,
    sender: String,
    recipient: String,
    subject: String,
    documents: String,
    pub previous_hash: Vec<u8>,
    hash: Vec<u8>,
}

impl EntryRow {
    /// `None` when its direction is a word this version does not know.
    pub(super) fn into_kept(self) -> Option<Kept> {
        let entry = Entry {
            area: self.area,
            year: self.year,
            number: self.number,
            registered_at: self.registered_at.0,
            direction: Direction::from_word(&self.direction)?,
            message: MessageId(self.message_id),
            sender: self.sender,
            recipient: self.recipient,
            subject: self.subject,
            documents: self.documents,
        };
        Some(Kept { entry, previous_hash: self.previous_hash, hash: self.hash })
    }

    /// # Errors
    /// When the row holds words this version does not know.
    pub(super) fn kept(self) -> Answer<Kept> {
        let unknown = format!("unknown direction {:?} in register_entries", self.direction);
        self.into_kept().ok_or_else(|| Refusal::internal(unknown))
    }
}

/// The entry by which a message was registered.
///
/// # Errors
/// When the database does not answer, or the message was never registered.
pub async fn entry_of(house: &House, message: MessageId) -> Answer<Kept> {
    let sql = "SELECT area, year, number, registered_at, direction, message_id, sender, recipient, subject, documents,
                      previous_hash, hash FROM register_entries WHERE message_id = $1";
    let row: Option<EntryRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(message.0).fetch_optional(pool).await)?;
    row.ok_or_else(|| Refusal::internal(format!("message {message} is not in the register")))?.kept()
}

/// $1 area, $2 and $3 year and number of the entry before, $4 entries wanted.
const AFTER: &str =
    "SELECT area, year, number, registered_at, direction, message_id, sender, recipient, subject, documents,
            previous_hash, hash
     FROM register_entries WHERE area = $1 AND (year, number) > ($2, $3) ORDER BY year, number LIMIT $4";

/// At most `limit` entries of an area after a year and number, in order.
pub(super) async fn after(
    house: &House,
    area: &str,
    (year, number): (i16, i64),
    limit: i64,
) -> Result<Vec<EntryRow>, sqlx::Error> {
    on!(&house.db, pool => sqlx::query_as(AFTER).bind(area).bind(year).bind(number).bind(limit).fetch_all(pool).await)
}

/// The same inside a transaction.
pub(super) async fn after_within(
    tx: &mut Tx,
    area: &str,
    (year, number): (i16, i64),
    limit: i64,
) -> Result<Vec<EntryRow>, sqlx::Error> {
    within!(tx, conn => sqlx::query_as(AFTER).bind(area).bind(year).bind(number).bind(limit).fetch_all(conn).await)
}
