//! Why a promise moved: the changes of the calendar between its start and its day that were not told of it yet.

use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::requests::store::RequestRow;
use crate::web::{Answer, Refusal};
use contatti_model::offices::DayKind;
use contatti_model::requests::{CalendarCause, Redated};
use contatti_model::{EventId, RequestId};
use jiff::civil::Date;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// Changes still at work at the request's office, $1, whose day lies in its count ($2 to $3), less those its timeline
/// tells already, each as it stands now.
const CAUSES: &str = "
    SELECT c.id, c.taken_back_at FROM calendar_changes c
    JOIN redatings d ON d.change_id = c.id AND d.office_id = $1 AND d.due_at IS NOT NULL
    WHERE c.day > $2 AND c.day <= $3 AND NOT EXISTS (
        SELECT 1 FROM event_causes t JOIN events e ON e.id = t.event_id
        WHERE e.request_id = $4 AND t.change_id = c.id AND t.taken_back = (c.taken_back_at IS NOT NULL))";

/// Writes what moved the promise beside its event.
pub(super) async fn write(tx: &mut Tx, row: &RequestRow, event: EventId, promised: Date) -> Result<(), sqlx::Error> {
    let (from, last) = (Day(row.clock_from()), Day(promised.max(row.promised_on.0)));
    let causes: Vec<(Uuid, Option<At>)> = within!(tx, conn => sqlx::query_as(CAUSES).bind(row.office().0).bind(from)
        .bind(last).bind(row.id().0).fetch_all(conn).await)?;
    let sql = "INSERT INTO event_causes (event_id, change_id, taken_back) VALUES ($1, $2, $3)";
    for (change, taken_back) in causes {
        within!(tx, conn => sqlx::query(sql).bind(event.0).bind(change).bind(taken_back.is_some())
            .execute(conn).await.map(drop))?;
    }
    Ok(())
}

/// Writes the day that was promised before beside its event.
pub(super) async fn write_previous_day(tx: &mut Tx, event: EventId, day: Date) -> Result<(), sqlx::Error> {
    let sql = "UPDATE events SET previous_day = $2 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(event.0).bind(Day(day)).execute(conn).await.map(drop))
}

#[derive(FromRow)]
struct ToldRow {
    event_id: Uuid,
    previous_day: Option<Day>,
    day: Option<Day>,
    kind: Option<String>,
    name: Option<String>,
    taken_back: Option<bool>,
}

/// What the timeline of a request tells of moved promises, by event.
///
/// # Errors
/// When the database does not answer.
pub(in crate::requests) async fn causes_told(house: &House, id: RequestId) -> Answer<HashMap<Uuid, Redated>> {
    let sql = "SELECT e.id AS event_id, e.previous_day, c.day, c.kind, c.name, t.taken_back
               FROM events e LEFT JOIN event_causes t ON t.event_id = e.id
               LEFT JOIN calendar_changes c ON c.id = t.change_id
               WHERE e.request_id = $1 AND e.previous_day IS NOT NULL ORDER BY e.place, c.day";
    let rows: Vec<ToldRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_all(pool).await)?;
    let mut told: HashMap<Uuid, Redated> = HashMap::new();
    for row in rows {
        let Some(from) = row.previous_day else { continue };
        let redated = told.entry(row.event_id).or_insert(Redated { from: from.0, because: vec![] });
        redated.because.extend(row.cause()?);
    }
    Ok(told)
}

impl ToldRow {
    fn cause(self) -> Answer<Option<CalendarCause>> {
        let (Some(day), Some(kind), Some(name), Some(taken_back)) = (self.day, self.kind, self.name, self.taken_back)
        else {
            return Ok(None);
        };
        let kind = DayKind::from_word(&kind)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {kind:?} in calendar_changes")))?;
        Ok(Some(CalendarCause { day: day.0, kind, name, taken_back }))
    }
}
