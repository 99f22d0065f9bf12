//! The SQL of changes: written under the lock of every register area concerned, each with what it has to do.

use super::read::day_kind;
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use crate::register;
use crate::web::Answer;
use contatti_model::offices::{CalendarChange, ChangedDay, DayKind, Reach, WorkingCalendar};
use contatti_model::{CalendarChangeId, OfficeId, PersonId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

/// Holds the registers of the offices a change is for, until the transaction ends: whoever promises a day registers in the
/// same transaction, so that each promise is counted wholly before or wholly after the change.
pub(super) async fn hold(tx: &mut Tx, office: Option<OfficeId>) -> Result<(), sqlx::Error> {
    // In one order, so that two changes for all offices wait for each other instead of crossing.
    let sql = "SELECT register_area FROM offices WHERE ($1 IS NULL OR id = $1) ORDER BY register_area";
    let areas: Vec<String> =
        within!(tx, conn => sqlx::query_scalar(sql).bind(office.map(|id| id.0)).fetch_all(conn).await)?;
    for area in areas {
        register::hold(tx, &area).await?;
    }
    Ok(())
}

/// A change that holds.
#[derive(FromRow)]
pub(super) struct ChangeRow {
    id: Uuid,
    kind: String,
    pub name: String,
}

impl ChangeRow {
    pub fn id(&self) -> CalendarChangeId {
        CalendarChangeId(self.id)
    }

    pub fn kind(&self) -> Answer<DayKind> {
        day_kind(&self.kind)
    }
}

/// The change an office, or the institute, made of a day.
pub(super) async fn of_day(tx: &mut Tx, office: Option<OfficeId>, day: Date) -> Result<Option<ChangeRow>, sqlx::Error> {
    let sql = "SELECT id, kind, name FROM calendar_changes WHERE day = $2 AND taken_back_at IS NULL
               AND (office_id = $1 OR (office_id IS NULL AND $1 IS NULL))";
    within!(tx, conn => sqlx::query_as(sql).bind(office.map(|id| id.0)).bind(Day(day)).fetch_optional(conn).await)
}

/// What law and institute say, no office's patron or change among it.
pub(super) async fn national(tx: &mut Tx) -> Answer<WorkingCalendar> {
    let sql = "SELECT day, kind, name FROM calendar_changes WHERE office_id IS NULL AND taken_back_at IS NULL";
    let rows: Vec<(Day, String, String)> = within!(tx, conn => sqlx::query_as(sql).fetch_all(conn).await)?;
    let mut calendar = WorkingCalendar::default();
    for (day, kind, name) in rows {
        calendar.change(day.0, ChangedDay { kind: day_kind(&kind)?, name, reach: Reach::National });
    }
    Ok(calendar)
}

/// Writes a change and what it has to do at each office; `by` is none from the command line.
pub(super) async fn insert(
    house: &House,
    tx: &mut Tx,
    office: Option<OfficeId>,
    change: &CalendarChange,
    by: Option<PersonId>,
) -> Result<(), sqlx::Error> {
    let (id, office, now) = (house.new_id(), office.map(|id| id.0), At(house.now()));
    let sql = "INSERT INTO calendar_changes (id, office_id, day, kind, name, made_at, made_by_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    within!(tx, conn => sqlx::query(sql).bind(id).bind(office).bind(Day(change.day)).bind(change.kind.as_str())
        .bind(&change.name).bind(now).bind(by.map(|id| id.0)).execute(conn).await.map(drop))?;
    let sql = "INSERT INTO redatings (change_id, office_id, edition, due_at)
               SELECT $1, o.id, 1, $3 FROM offices o WHERE ($2 IS NULL OR o.id = $2)";
    within!(tx, conn => sqlx::query(sql).bind(id).bind(office).bind(now).execute(conn).await.map(drop))
}

/// Takes a change back and begins anew what it has to do; false when it was taken back already.
pub(super) async fn take_back(
    house: &House,
    tx: &mut Tx,
    change: CalendarChangeId,
    by: Option<PersonId>,
) -> Result<bool, sqlx::Error> {
    let now = At(house.now());
    let sql = "UPDATE calendar_changes SET taken_back_at = $2, taken_back_by_id = $3
               WHERE id = $1 AND taken_back_at IS NULL";
    let taken = within!(tx, conn => sqlx::query(sql).bind(change.0).bind(now).bind(by.map(|id| id.0))
        .execute(conn).await.map(|done| done.rows_affected()))?;
    if taken == 0 {
        return Ok(false);
    }
    let sql = "UPDATE redatings SET edition = edition + 1, due_at = $2, reached = NULL WHERE change_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(change.0).bind(now).execute(conn).await.map(drop))?;
    Ok(true)
}
