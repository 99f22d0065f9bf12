//! The SQL that reads and removes drafts.

use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{DraftForm, DraftLine, SavedDraft};
use contatti_model::{PersonId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// How long a draft nobody touches is kept.
const KEPT_SECONDS: i64 = 90 * 24 * 3600;

#[derive(FromRow)]
pub(super) struct DraftRow {
    pub id: Uuid,
    pub person_id: Uuid,
    pub version: i64,
    pub form: String,
    pub position_name: String,
    pub subject_title: String,
    pub saved_at: At,
}

impl DraftRow {
    pub fn form(&self) -> Answer<DraftForm> {
        serde_json::from_str(&self.form).map_err(Refusal::internal)
    }

    pub fn line(self) -> Answer<DraftLine> {
        let form = self.form()?;
        Ok(DraftLine {
            id: RequestId(self.id),
            version: self.version,
            saved_at: self.saved_at.0,
            beginning: form.beginning(),
            files: u32::try_from(form.request.attachments.len()).unwrap_or(u32::MAX),
            position: form.request.position,
            position_name: self.position_name,
            subject_title: self.subject_title,
        })
    }

    fn saved(self) -> Answer<SavedDraft> {
        Ok(SavedDraft {
            id: RequestId(self.id),
            version: self.version,
            saved_at: self.saved_at.0,
            form: self.form()?,
            position_name: self.position_name,
            subject_title: self.subject_title,
        })
    }
}

/// A draft saved in the very moment of sending is one no longer: the sweep takes it away.
macro_rules! drafts_where {
    ($what:literal) => {
        concat!(
            "SELECT d.id, d.person_id, d.version, d.form, d.position_name, d.subject_title, d.saved_at FROM drafts d
             WHERE d.person_id = $1 AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.id = d.id)",
            $what
        )
    };
}

/// The person's drafts, last saved first.
pub(super) async fn list(house: &House, person: PersonId) -> Answer<Vec<DraftLine>> {
    const LIST: &str = drafts_where!(" ORDER BY d.saved_at DESC, d.id DESC");
    let rows: Vec<DraftRow> = on!(&house.db, pool => sqlx::query_as(LIST).bind(person.0).fetch_all(pool).await)?;
    rows.into_iter().map(DraftRow::line).collect()
}

/// One draft, for its author alone.
pub(super) async fn one(house: &House, person: PersonId, id: RequestId) -> Answer<SavedDraft> {
    const ONE: &str = drafts_where!(" AND d.id = $2");
    let row: Option<DraftRow> =
        on!(&house.db, pool => sqlx::query_as(ONE).bind(person.0).bind(id.0).fetch_optional(pool).await)?;
    row.ok_or_else(Refusal::not_found)?.saved()
}

/// Takes a draft away; its files are swept in time.
pub(super) async fn discard(house: &House, person: PersonId, id: RequestId) -> Answer<()> {
    let mut tx = house.begin().await?;
    if !forget(&mut tx, person, id).await? {
        return Err(Refusal::not_found());
    }
    Ok(tx.commit().await?)
}

/// Removes the person's draft inside the transaction that makes it a request; whether there was one.
///
/// # Errors
/// When the database does not answer.
pub(in crate::requests) async fn forget(tx: &mut Tx, person: PersonId, id: RequestId) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM drafts WHERE id = $1 AND person_id = $2";
    let gone = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(person.0).execute(conn).await
        .map(|done| done.rows_affected()))?;
    Ok(gone == 1)
}

/// Removes what nobody touched for ninety days, and what was sent meanwhile; how many.
///
/// # Errors
/// When the database does not answer; the next sweep goes on.
pub async fn sweep(house: &House) -> Answer<u64> {
    let sql = "DELETE FROM drafts WHERE saved_at < $1 OR EXISTS (SELECT 1 FROM requests r WHERE r.id = drafts.id)";
    let before = At(house.now().plus_seconds(-KEPT_SECONDS));
    let mut tx = house.begin().await?;
    let swept =
        within!(tx, conn => sqlx::query(sql).bind(before).execute(conn).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(swept)
}

pub(super) async fn locate(tx: &mut Tx, id: RequestId) -> Result<Option<DraftRow>, sqlx::Error> {
    let sql = "SELECT id, person_id, version, form, position_name, subject_title, saved_at FROM drafts WHERE id = $1";
    within!(tx, conn => sqlx::query_as(sql).bind(id.0).fetch_optional(conn).await)
}

pub(super) async fn count(tx: &mut Tx, person: PersonId) -> Result<usize, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM drafts WHERE person_id = $1";
    let count: i64 = within!(tx, conn => sqlx::query_scalar(sql).bind(person.0).fetch_one(conn).await)?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

pub(super) async fn was_sent(tx: &mut Tx, id: RequestId) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM requests WHERE id = $1";
    let sent: i64 = within!(tx, conn => sqlx::query_scalar(sql).bind(id.0).fetch_one(conn).await)?;
    Ok(sent > 0)
}
