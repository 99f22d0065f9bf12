//! The SQL of uploads: how far each has come, and whose it is.

use crate::attachments::receive::Announced;
use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use contatti_model::attachments::FileName;
use contatti_model::{AttachmentId, SubjectId};
use sqlx::FromRow;
use uuid::Uuid;

/// An upload under way.
pub(super) struct Upload {
    pub id: AttachmentId,
    pub name: String,
    pub subject: Option<SubjectId>,
    /// Bytes of the whole, as declared.
    pub size: u64,
    /// Bytes that are safe.
    pub received: u64,
    pub sha256: Option<String>,
}

#[derive(FromRow)]
struct UploadRow {
    id: Uuid,
    name: String,
    subject_id: Option<Uuid>,
    size: i64,
    received: i64,
    sha256: Option<String>,
}

impl From<UploadRow> for Upload {
    fn from(row: UploadRow) -> Self {
        Self {
            id: AttachmentId(row.id),
            name: row.name,
            subject: row.subject_id.map(SubjectId),
            size: row.size.unsigned_abs(),
            received: row.received.unsigned_abs(),
            sha256: row.sha256,
        }
    }
}

pub(super) async fn begin(
    house: &House,
    actor: &Actor,
    id: AttachmentId,
    name: &FileName,
    announced: &Announced,
    size: u64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO uploads (id, owner_id, name, subject_id, size, sha256, last_at, token_id)
               VALUES ($1, $2, $3, (SELECT id FROM subjects WHERE id = $4), $5, $6, $7, $8)";
    let subject: Option<Uuid> = announced.subject.as_ref().and_then(|subject| subject.parse().ok());
    let (size, now) = (i64::try_from(size).unwrap_or(i64::MAX), At(house.now()));
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(actor.id.0).bind(name.as_str()).bind(subject).bind(size)
        .bind(&announced.sha256).bind(now).bind(actor.token().map(|token| token.0)).execute(conn).await.map(drop))?;
    tx.commit().await
}

/// The upload of this id, when it is in this hand ([`Actor::hand`]).
pub(super) async fn find(house: &House, hand: Uuid, id: AttachmentId) -> Result<Option<Upload>, sqlx::Error> {
    let sql = "SELECT id, name, subject_id, size, received, sha256 FROM uploads
               WHERE id = $1 AND COALESCE(token_id, owner_id) = $2";
    let row: Option<UploadRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(hand).fetch_optional(pool).await)?;
    Ok(row.map(Upload::from))
}

/// The size of this hand's file that grew out of an upload which has ended.
pub(super) async fn ended_size(house: &House, hand: Uuid, id: AttachmentId) -> Result<Option<u64>, sqlx::Error> {
    let sql = "SELECT size FROM attachments WHERE id = $1 AND COALESCE(token_id, owner_id) = $2";
    let size: Option<i64> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).bind(hand).fetch_optional(pool).await)?;
    Ok(size.map(i64::unsigned_abs))
}

/// Counts bytes that are safe now; false when somebody else went on from `offset` meanwhile.
pub(super) async fn advance(house: &House, id: AttachmentId, offset: u64, by: u64) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE uploads SET received = received + $3, last_at = $4 WHERE id = $1 AND received = $2";
    let whole = |bytes| i64::try_from(bytes).unwrap_or(i64::MAX);
    let now = At(house.now());
    let mut tx = house.begin().await?;
    let moved = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(whole(offset)).bind(whole(by)).bind(now)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(moved == 1)
}

/// Ends an upload as part of what becomes of it; whether it was there.
pub(in crate::attachments) async fn end(tx: &mut Tx, id: AttachmentId) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM uploads WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).execute(conn).await.map(|done| done.rows_affected() == 1))
}

/// Forgets this hand's upload; whether there was one.
pub(super) async fn forget(house: &House, hand: Uuid, id: AttachmentId) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM uploads WHERE id = $1 AND COALESCE(token_id, owner_id) = $2";
    let mut tx = house.begin().await?;
    let gone = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(hand).execute(conn).await
        .map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(gone == 1)
}

/// Forgets uploads nothing was added to since `before`; how many.
pub(in crate::attachments) async fn forget_old(house: &House, before: At) -> Result<u64, sqlx::Error> {
    let sql = "DELETE FROM uploads WHERE last_at < $1";
    let mut tx = house.begin().await?;
    let gone = within!(tx, conn => sqlx::query(sql).bind(before).execute(conn).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(gone)
}
