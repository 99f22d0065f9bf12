//! A move that waits to be counted, written in the transaction that made it.

use crate::db::{At, Tx, within};
use contatti_model::{EventId, Instant, OfficeId, RequestId};

/// Notes that a line of the timeline was written; what it is counted by is read off the request as it stands then.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn note(
    tx: &mut Tx,
    event: EventId,
    request: RequestId,
    kind: &str,
    at: Instant,
    office: OfficeId,
) -> Result<(), sqlx::Error> {
    let sql =
        "INSERT INTO movements (event_id, request_id, kind, at, office_id, unit_id, subject_id, channel, clock_from,
                                      promised_on, outcome)
               SELECT $1, r.id, $3, $4, $5, r.unit_id, r.subject_id, r.channel, r.clock_from, r.promised_on, r.outcome
               FROM requests r WHERE r.id = $2";
    within!(tx, conn => sqlx::query(sql).bind(event.0).bind(request.0).bind(kind).bind(At(at)).bind(office.0)
        .execute(conn).await.map(drop))
}
