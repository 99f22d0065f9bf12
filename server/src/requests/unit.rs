//! The unit of an office that has a request: where its subject arrives, or where a colleague sent it.

use crate::db::{Tx, within};
use contatti_model::{RequestId, UnitId};

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
