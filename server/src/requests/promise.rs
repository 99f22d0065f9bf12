//! Counting a promise inside the transaction that makes it, so that no change of the calendar comes between.

use super::store::{self, RequestRow};
use crate::db::{Day, Tx, within};
use crate::offices;
use crate::register;
use crate::web::Answer;
use contatti_model::OfficeId;
use contatti_model::offices::WorkingCalendar;
use contatti_model::requests::{Pause, promised_on};
use jiff::civil::Date;

/// The day promised on the calendar as it is when the request's register is held: a change of the calendar holds it too.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn count(tx: &mut Tx, row: &RequestRow, from: Date) -> Answer<Date> {
    register::hold(tx, &row.office_area).await?;
    count_at(tx, row, row.office(), from).await
}

/// The same on another office's calendar; the caller holds its register.
///
/// # Errors
/// As [`count`].
pub(super) async fn count_at(tx: &mut Tx, row: &RequestRow, office: OfficeId, from: Date) -> Answer<Date> {
    let calendar = offices::calendar_within(tx, office).await?;
    let pauses = store::pauses_within(tx, row.id()).await?;
    Ok(promised_on(&calendar, from, row.working_days(), &pauses))
}

/// Writes the day a move promises anew; the move itself compared the version.
pub(super) async fn write(tx: &mut Tx, row: &RequestRow, promised: Date) -> Result<(), sqlx::Error> {
    let sql = "UPDATE requests SET promised_on = $2 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(row.id().0).bind(Day(promised)).execute(conn).await.map(drop))
}

impl RequestRow {
    /// The day its own clock promises on a calendar.
    pub(super) fn promised(&self, calendar: &WorkingCalendar, pauses: &[Pause]) -> Date {
        promised_on(calendar, self.clock_from(), self.working_days(), pauses)
    }
}
