//! Whom a note among colleagues names, and who of them has read it.

use super::handing::colleague;
use super::store::RequestRow;
use crate::db::{At, Db, Ids, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::notices::{self, ToStaff};
use crate::web::{Answer, Refusal};
use contatti_model::notices::StaffNoticeKind;
use contatti_model::requests::Mention;
use contatti_model::{FieldError, Issue, NoteId, OfficeId, PersonId, RequestId};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// The mentions of each note, by name.
pub(crate) type Mentions = HashMap<NoteId, Vec<Mention>>;

/// Names who is to read a note; each but its author gets a letter.
///
/// # Errors
/// Of `mentions` when one of them does not work the office's requests.
pub(super) async fn write(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    row: &RequestRow,
    (note, named): (NoteId, &[PersonId]),
) -> Answer<()> {
    let sql = "INSERT INTO note_mentions (note_id, person_id, request_id, office_id) VALUES ($1, $2, $3, $4)";
    for person in named {
        if colleague(house, tx, row.office(), *person).await?.is_none() {
            return Err(Refusal::invalid(vec![FieldError::new("mentions", Issue::UnknownChoice)]));
        }
        within!(tx, conn => sqlx::query(sql).bind(note.0).bind(person.0).bind(row.id).bind(row.office().0)
            .execute(conn).await.map(drop))?;
        if *person != actor.id {
            tell(house, tx, row, note, *person).await?;
        }
    }
    Ok(())
}

/// A letter with the number and where to read on: who is named finds the request among theirs in the console already.
async fn tell(house: &House, tx: &mut Tx, row: &RequestRow, note: NoteId, person: PersonId) -> Result<(), sqlx::Error> {
    let told = ToStaff {
        kind: StaffNoticeKind::Mentioned,
        about: note.0,
        occasion: "",
        person,
        office: row.office(),
        named: "",
        first_day: None,
        last_day: None,
        request: Some(row.id()),
    };
    notices::tell_staff(house, tx, &told).await.map(drop)
}

/// Whoever opens the notes has read what names them.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn seen(house: &House, actor: &Actor, id: RequestId) -> Answer<()> {
    let waits = "SELECT COUNT(*) FROM note_mentions WHERE request_id = $1 AND person_id = $2 AND seen_at IS NULL";
    let waiting: i64 =
        on!(&house.db, pool => sqlx::query_scalar(waits).bind(id.0).bind(actor.id.0).fetch_one(pool).await)?;
    if waiting == 0 {
        return Ok(());
    }
    let sql = "UPDATE note_mentions SET seen_at = $3 WHERE request_id = $1 AND person_id = $2 AND seen_at IS NULL";
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(actor.id.0).bind(At(house.now())).execute(conn).await
        .map(drop))?;
    Ok(tx.commit().await?)
}

#[derive(FromRow)]
struct MentionRow {
    note_id: Uuid,
    name: String,
    seen_at: Option<At>,
}

/// Who is named in these notes of an office.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of(house: &House, office: OfficeId, notes: &[Uuid]) -> Answer<Mentions> {
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "SELECT m.note_id, p.name, m.seen_at FROM note_mentions m JOIN people p ON p.id = m.person_id
             WHERE m.office_id = $1 AND m.note_id IN (SELECT unhex(value) FROM json_each($2)) ORDER BY p.name, p.id"
        }
        Db::Postgres(_) => {
            "SELECT m.note_id, p.name, m.seen_at FROM note_mentions m JOIN people p ON p.id = m.person_id
             WHERE m.office_id = $1 AND m.note_id = ANY($2) ORDER BY p.name, p.id"
        }
    };
    if notes.is_empty() {
        return Ok(Mentions::new());
    }
    let rows: Vec<MentionRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Ids(notes)).fetch_all(pool).await)?;
    let mut found = Mentions::new();
    for row in rows {
        let mention = Mention { name: row.name, seen_at: row.seen_at.map(|at| at.0) };
        found.entry(NoteId(row.note_id)).or_default().push(mention);
    }
    Ok(found)
}
