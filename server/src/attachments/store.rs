//! The SQL of files: waiting for their request, or belonging to it.

use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::{Attachment, FileKind, Scan};
use contatti_model::{AttachmentId, CompanyId, MessageId, MissiveId, OfficeId, PersonId, RequestId, TokenId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
pub(super) struct AttachmentRow {
    id: Uuid,
    message_id: Option<Uuid>,
    name: String,
    size: i64,
    sha256: String,
    kind: String,
    stored_at: At,
    scan: String,
    signature: Option<String>,
}

impl AttachmentRow {
    pub(super) fn into_attachment(self) -> Answer<Attachment> {
        let kind = FileKind::from_word(&self.kind)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {:?} in attachments", self.kind)))?;
        let scan = Scan::from_word(&self.scan)
            .ok_or_else(|| Refusal::internal(format!("unknown scan {:?} in attachments", self.scan)))?;
        Ok(Attachment {
            id: AttachmentId(self.id),
            name: self.name,
            size: u64::try_from(self.size).unwrap_or(0),
            sha256: self.sha256,
            kind,
            stored_at: self.stored_at.0,
            scan,
            signature: self.signature,
        })
    }
}

/// Writes the row of a file that waits for its request; in line for the antivirus where it is to be scanned.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn keep_row(
    tx: &mut Tx,
    brought: Brought,
    file: &Attachment,
    scanned_at: Option<At>,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO attachments (id, owner_id, name, size, sha256, kind, stored_at, scan, signature, scanned_at,
                                        scan_due_at, token_id, missive_id, place)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let due = (file.scan == Scan::Waiting).then_some(At(file.stored_at));
    within!(tx, conn => sqlx::query(sql).bind(file.id.0).bind(brought.owner.0).bind(&file.name)
        .bind(i64::try_from(file.size).unwrap_or(i64::MAX)).bind(&file.sha256).bind(file.kind.as_str())
        .bind(At(file.stored_at)).bind(file.scan.as_str()).bind(&file.signature).bind(scanned_at).bind(due)
        .bind(brought.token.map(|token| token.0)).bind(brought.missive.map(|missive| missive.0)).bind(brought.place)
        .execute(conn).await.map(drop))
}

/// Who brought a file, or what it came with.
#[derive(Clone, Copy)]
pub(super) struct Brought {
    pub owner: PersonId,
    pub token: Option<TokenId>,
    pub missive: Option<MissiveId>,
    pub place: i32,
}

impl Brought {
    pub fn by(actor: &Actor) -> Self {
        Self { owner: actor.id, token: actor.token(), missive: None, place: 0 }
    }
}

/// The files of a person, or of one of their programs, that no request has taken yet, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(house: &House, actor: &Actor) -> Answer<Vec<Attachment>> {
    let sql = "SELECT id, message_id, name, size, sha256, kind, stored_at, scan, signature FROM attachments
               WHERE COALESCE(token_id, owner_id) = $1 AND request_id IS NULL AND missive_id IS NULL
               ORDER BY stored_at, id";
    let rows: Vec<AttachmentRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(actor.hand()).fetch_all(pool).await)?;
    rows.into_iter().map(AttachmentRow::into_attachment).collect()
}

/// The files that wait in this hand, uploads under way among them.
pub(super) async fn waiting_count(house: &House, actor: &Actor) -> Answer<i64> {
    let sql = "SELECT (SELECT COUNT(*) FROM attachments WHERE COALESCE(token_id, owner_id) = $1 AND request_id IS NULL)
                    + (SELECT COUNT(*) FROM uploads WHERE COALESCE(token_id, owner_id) = $1)";
    Ok(on!(&house.db, pool => sqlx::query_scalar(sql).bind(actor.hand()).fetch_one(pool).await)?)
}

/// Gives a file that waits in this hand ([`Actor::hand`]) to a message; false when it no longer waits (sent with another request, removed, swept)
/// or the antivirus holds it back.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(
    tx: &mut Tx,
    hand: Uuid,
    file: AttachmentId,
    request: RequestId,
    message: MessageId,
    place: i32,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE attachments SET request_id = $3, message_id = $4, place = $5
               WHERE id = $1 AND COALESCE(token_id, owner_id) = $2 AND request_id IS NULL
                 AND scan NOT IN ('waiting', 'infected')";
    let claimed = within!(tx, conn => sqlx::query(sql).bind(file.0).bind(hand).bind(request.0).bind(message.0)
        .bind(place).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(claimed == 1)
}

/// The files of a request with the message each came with, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn belonging_to(house: &House, request: RequestId) -> Answer<Vec<(MessageId, Attachment)>> {
    let sql = "SELECT id, message_id, name, size, sha256, kind, stored_at, scan, signature FROM attachments
               WHERE request_id = $1 ORDER BY place, id";
    let rows: Vec<AttachmentRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(request.0).fetch_all(pool).await)?;
    let with_message = |row: AttachmentRow| {
        let message = MessageId(row.message_id.unwrap_or_default());
        row.into_attachment().map(|file| (message, file))
    };
    rows.into_iter().map(with_message).collect()
}

/// Removes a waiting file's row; whether there was one.
pub(super) async fn remove_waiting(house: &House, actor: &Actor, file: AttachmentId) -> Answer<bool> {
    let sql = "DELETE FROM attachments WHERE id = $1 AND COALESCE(token_id, owner_id) = $2 AND request_id IS NULL";
    let mut tx = house.begin().await?;
    let removed = within!(tx, conn => sqlx::query(sql).bind(file.0).bind(actor.hand()).execute(conn).await
        .map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(removed == 1)
}

/// A file with what decides who may read it.
pub(super) struct Located {
    pub file: Attachment,
    /// Who may read it while it waits: the person, or the program that left it.
    pub hand: Uuid,
    pub request: Option<(RequestId, CompanyId, OfficeId)>,
    /// What it came with, when no person brought it.
    pub missive: Option<MissiveId>,
}

#[derive(FromRow)]
struct LocatedRow {
    #[sqlx(flatten)]
    file: AttachmentRow,
    hand: Uuid,
    request_id: Option<Uuid>,
    company_id: Option<Uuid>,
    office_id: Option<Uuid>,
    missive_id: Option<Uuid>,
}

pub(super) async fn locate(house: &House, id: AttachmentId) -> Answer<Option<Located>> {
    let sql = "SELECT a.id, a.message_id, a.name, a.size, a.sha256, a.kind, a.stored_at, a.scan, a.signature,
                      COALESCE(a.token_id, a.owner_id) AS hand, r.id AS request_id, r.company_id, r.office_id,
                      a.missive_id
               FROM attachments a LEFT JOIN requests r ON r.id = a.request_id WHERE a.id = $1";
    let row: Option<LocatedRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_optional(pool).await)?;
    let Some(row) = row else { return Ok(None) };
    let request = row.request_id.zip(row.company_id).zip(row.office_id);
    Ok(Some(Located {
        file: row.file.into_attachment()?,
        hand: row.hand,
        request: request.map(|((request, company), office)| (RequestId(request), CompanyId(company), OfficeId(office))),
        missive: row.missive_id.map(MissiveId),
    }))
}

/// Forgets files that waited since before `before` and that no draft names; how many.
pub(super) async fn forget_waiting(house: &House, before: At) -> Answer<u64> {
    let sql = "DELETE FROM attachments WHERE request_id IS NULL AND missive_id IS NULL AND stored_at < $1
               AND NOT EXISTS (SELECT 1 FROM draft_files f WHERE f.attachment_id = attachments.id)";
    let mut tx = house.begin().await?;
    let forgotten =
        within!(tx, conn => sqlx::query(sql).bind(before).execute(conn).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(forgotten)
}

pub(super) async fn is_referenced(tx: &mut Tx, sha256: &str) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM attachments WHERE sha256 = $1
               UNION ALL SELECT 1 FROM register_days WHERE sha256 = $1
               UNION ALL SELECT 1 FROM missives WHERE original_sha256 = $1 LIMIT 1) found";
    let count: i64 = within!(tx, conn => sqlx::query_scalar(sql).bind(sha256).fetch_one(conn).await)?;
    Ok(count > 0)
}
