//! A move that waits to be counted, written in the transaction that made it.

use super::store;
use crate::db::{At, Tx, within};
use contatti_model::{EventId, Instant, OfficeId, RequestId};
use uuid::Uuid;

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

/// Notes that requests stand otherwise though no line of their timelines says so: counted anew, and no move of theirs.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn note_standings(tx: &mut Tx, requests: &[Uuid], at: Instant) -> Result<(), sqlx::Error> {
    // A count under way has read how they stood before: what it is about to forget is noted after it.
    store::hold(tx).await?;
    let sql =
        "INSERT INTO movements (event_id, request_id, kind, at, office_id, unit_id, subject_id, channel, clock_from,
                                      promised_on, outcome)
               SELECT e.id, r.id, 'stands', $2, r.office_id, r.unit_id, r.subject_id, r.channel, r.clock_from,
                      r.promised_on, r.outcome
               FROM requests r JOIN events e ON e.request_id = r.id WHERE r.id = $1 ORDER BY e.place DESC LIMIT 1
               ON CONFLICT (event_id) DO NOTHING";
    for request in requests {
        within!(tx, conn => sqlx::query(sql).bind(request).bind(At(at)).execute(conn).await.map(drop))?;
    }
    Ok(())
}
