//! The unit of an office that has a request: where its subject arrives, or where a colleague sent it.

use crate::db::{Tx, within};
use crate::figures::note_standings;
use contatti_model::{Instant, RequestId, UnitId};
use uuid::Uuid;

/// Where its subject arrives at the office that has it now; none, where it arrives at no unit. For whoever changes a
/// request's office or subject, in the same transaction.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn route(tx: &mut Tx, id: RequestId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE requests SET distributed_at = NULL, unit_id = (SELECT s.unit_id FROM unit_subjects s
                   WHERE s.office_id = requests.office_id AND s.subject_id = requests.subject_id)
               WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).execute(conn).await.map(drop))
}

/// At the unit named.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn place(tx: &mut Tx, id: RequestId, unit: UnitId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE requests SET distributed_at = NULL, unit_id = $2 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(unit.0).execute(conn).await.map(drop))
}

/// What a unit that is dissolved still has is its office's as a whole again, and counted as such. The caller holds the
/// unit; closed requests keep the name of the unit that closed them.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn dissolve(tx: &mut Tx, unit: UnitId, at: Instant) -> Result<(), sqlx::Error> {
    // One after the other, in the order in which everybody takes more than one.
    let sql = "SELECT id FROM requests WHERE office_id = (SELECT office_id FROM units WHERE id = $1) AND unit_id = $1
               AND unit_id IS NOT NULL AND state <> 'closed' ORDER BY id";
    let ids: Vec<Uuid> = within!(tx, conn => sqlx::query_scalar(sql).bind(unit.0).fetch_all(conn).await)?;
    // Meanwhile a colleague may have passed it on, or closed it.
    let sql = "UPDATE requests SET unit_id = NULL WHERE id = $1 AND unit_id = $2 AND state <> 'closed'";
    for id in &ids {
        within!(tx, conn => sqlx::query(sql).bind(id).bind(unit.0).execute(conn).await.map(drop))?;
    }
    note_standings(tx, &ids, at).await
}
