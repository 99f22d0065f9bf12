//! The SQL of scanning: which file is next, what its content turned out to be, and what of it is known already.

use crate::db::{At, Db, Tx, on, within};
use crate::house::House;
use contatti_model::attachments::{Scan, Verdict};
use sqlx::FromRow;
use uuid::Uuid;

/// How long a claimed file stays hidden from other scanners: longer than one scan may take.
const CLAIM_SECONDS: i64 = 180;
/// How long a content counts as clean without being scanned anew: signatures are renewed every day.
const FRESH_SECONDS: i64 = 24 * 3600;

/// A file to scan now.
#[derive(FromRow)]
pub(super) struct InLine {
    pub id: Uuid,
    pub sha256: String,
    /// With this one.
    #[sqlx(rename = "scan_attempts")]
    pub attempts: i32,
    scan: String,
}

/// Claims the file that has been due longest, so that no other server scans it meanwhile.
pub(super) async fn claim(house: &House) -> Result<Option<InLine>, sqlx::Error> {
    let now = house.now();
    // Asked before the writer is taken: most looks find nothing.
    if !any_due(house).await? {
        return Ok(None);
    }
    // The engines differ in how two claimants pass each other: SQLite has one writer, PostgreSQL skips locked rows.
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "UPDATE attachments SET scan_due_at = $2, scan_attempts = scan_attempts + 1 WHERE id IN
             (SELECT id FROM attachments WHERE scan_due_at <= $1 ORDER BY scan_due_at LIMIT 1)
             RETURNING id, sha256, scan_attempts, scan"
        }
        Db::Postgres(_) => {
            "UPDATE attachments SET scan_due_at = $2, scan_attempts = scan_attempts + 1 WHERE id IN
             (SELECT id FROM attachments WHERE scan_due_at <= $1 ORDER BY scan_due_at LIMIT 1
              FOR UPDATE SKIP LOCKED) RETURNING id, sha256, scan_attempts, scan"
        }
    };
    let hidden_until = At(now.plus_seconds(CLAIM_SECONDS));
    let mut tx = house.begin().await?;
    let claimed = within!(tx, conn => sqlx::query_as(sql).bind(At(now)).bind(hidden_until).fetch_optional(conn).await)?;
    tx.commit().await?;
    Ok(claimed)
}

async fn any_due(house: &House) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM attachments WHERE scan_due_at <= $1 LIMIT 1) due";
    let now = At(house.now());
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(now).fetch_one(pool).await)?;
    Ok(count > 0)
}

/// Writes a verdict to every file of this content, whoever sent it.
pub(super) async fn settle(house: &House, sha256: &str, verdict: &Verdict) -> Result<(), sqlx::Error> {
    let sql = "UPDATE attachments SET scan = $3, signature = $4, scanned_at = $5, scan_due_at = NULL
               WHERE sha256 = $1 AND scan = $2";
    let signature = match verdict {
        Verdict::Infected(signature) => Some(signature.as_str()),
        _ => None,
    };
    let now = At(house.now());
    let mut tx = house.begin().await?;
    for from in Scan::ALL {
        let Some(to) = from.after(verdict) else { continue };
        within!(tx, conn => sqlx::query(sql).bind(sha256).bind(from.as_str()).bind(to.as_str()).bind(signature)
            .bind(now).execute(conn).await.map(drop))?;
    }
    tx.commit().await
}

/// Puts a file nobody could scan back in line, `seconds` from now.
pub(super) async fn try_again(house: &House, file: &InLine, missed: &Verdict, seconds: i64) -> Result<(), sqlx::Error> {
    let sql = "UPDATE attachments SET scan = $3, scan_due_at = $4 WHERE id = $1 AND scan = $2";
    let Some(from) = Scan::from_word(&file.scan) else { return Ok(()) };
    let to = from.after(missed).unwrap_or(from);
    let due = At(house.now().plus_seconds(seconds));
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(file.id).bind(from.as_str()).bind(to.as_str()).bind(due).execute(conn).await
        .map(drop))?;
    tx.commit().await
}

/// What is known of a content without scanning it: infected for ever, clean for a day.
#[derive(FromRow)]
pub(super) struct Known {
    scan: String,
    pub signature: Option<String>,
    pub scanned_at: Option<At>,
}

impl Known {
    pub fn scan(&self) -> Option<Scan> {
        Scan::from_word(&self.scan)
    }
}

pub(super) async fn known(house: &House, tx: &mut Tx, sha256: &str) -> Result<Option<Known>, sqlx::Error> {
    let sql = "SELECT scan, signature, scanned_at FROM attachments
               WHERE sha256 = $1 AND (scan = 'infected' OR (scan = 'clean' AND scanned_at >= $2))
               ORDER BY CASE scan WHEN 'infected' THEN 0 ELSE 1 END, scanned_at DESC LIMIT 1";
    let fresh = At(house.now().plus_seconds(-FRESH_SECONDS));
    within!(tx, conn => sqlx::query_as(sql).bind(sha256).bind(fresh).fetch_optional(conn).await)
}

/// Nobody scans any more: what stood in line is let go, unscanned.
pub(super) async fn let_go(house: &House) -> Result<(), sqlx::Error> {
    let sql = "UPDATE attachments SET scan = CASE scan WHEN $1 THEN $2 ELSE scan END, scan_due_at = NULL
               WHERE scan_due_at IS NOT NULL";
    let missed = Verdict::Missed { required: false };
    let to = Scan::Waiting.after(&missed).unwrap_or(Scan::NotScanned);
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(Scan::Waiting.as_str()).bind(to.as_str()).execute(conn).await.map(drop))?;
    tx.commit().await
}

/// Files let go before are scanned after all.
pub(super) async fn look_again(house: &House) -> Result<(), sqlx::Error> {
    let sql = "UPDATE attachments SET scan_due_at = $2, scan_attempts = 0 WHERE scan = $1 AND scan_due_at IS NULL";
    let now = At(house.now());
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(Scan::NotScanned.as_str()).bind(now).execute(conn).await.map(drop))?;
    tx.commit().await
}

/// Files no request has taken yet stand in line again: none may be sent unscanned.
pub(super) async fn recall_unsent(house: &House) -> Result<(), sqlx::Error> {
    let sql = "UPDATE attachments SET scan = $2, scan_due_at = $3, scan_attempts = 0
               WHERE request_id IS NULL AND scan = $1";
    let now = At(house.now());
    let mut tx = house.begin().await?;
    for from in Scan::ALL.into_iter().filter(|from| from.recalled() != *from) {
        within!(tx, conn => sqlx::query(sql).bind(from.as_str()).bind(from.recalled().as_str()).bind(now)
            .execute(conn).await.map(drop))?;
    }
    tx.commit().await
}
