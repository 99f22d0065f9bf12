//! A page of an office's work list: read by the view's own index, put into lines with the days that are left.

use super::views::{Narrowed, sql};
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::{Actor, company_patterns};
use crate::offices;
use crate::requests::{LineRow, line_from};
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of, read_cursor};
use contatti_model::offices::WorkingCalendar;
use contatti_model::page::Page;
use contatti_model::requests::{MeetingState, WorkFilter, WorkLine, meeting_ends};
use contatti_model::{Instant, OfficeId};
use jiff::civil::{Date, date};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct WorkRow {
    #[sqlx(flatten)]
    line: LineRow,
    owner: Option<String>,
    attachment_count: i32,
    meeting: Option<String>,
    meeting_at: Option<At>,
    unit: Option<String>,
    owner_absent_until: Option<Day>,
}

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn list(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    filter: &WorkFilter,
    cursor: Option<&str>,
) -> Answer<Page<WorkLine>> {
    let (promised, last) = match cursor {
        Some(cursor) => read_cursor(cursor).and_then(|(days, id)| Ok((day_from(days)?, id)))?,
        None if filter.view.is_read_from_its_end() => (date(9999, 12, 30), Uuid::max()),
        None => (FIRST_DAY, Uuid::nil()),
    };
    let rows = read(house, actor, office, filter, (Day(promised), last));
    let (rows, calendar) = tokio::try_join!(rows, offices::calendar_of(house, office))?;
    let cursor = |row: &WorkRow| format!("{}_{}", days_of(row.line.promised_on.0), row.line.id);
    let now = house.now();
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row.into_line(&calendar, now));
    let items = page.items.into_iter().collect::<Answer<_>>()?;
    Ok(Page { items, next: page.next })
}

async fn read(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    filter: &WorkFilter,
    (promised, last): (Day, Uuid),
) -> Answer<Vec<WorkRow>> {
    let narrowed = if filter.who.is_some() { Narrowed::ByWho } else { Narrowed::No };
    let sql = sql(filter.view, narrowed);
    let [first, second, third, fourth] = company_patterns(filter.who.as_deref().unwrap_or_default());
    let today = Day(house.now().day());
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(actor.id.0).bind(today).bind(promised)
        .bind(last).bind(PAGE_SIZE + 1).bind(filter.subject.map(|id| id.0)).bind(first).bind(second).bind(third)
        .bind(fourth).bind(filter.unit.map(|id| id.0)).fetch_all(pool).await)?)
}

impl WorkRow {
    fn into_line(self, calendar: &WorkingCalendar, now: Instant) -> Answer<WorkLine> {
        let (meeting, meeting_at) = self.meeting(now)?;
        let (internal_state, line) = line_from(self.line)?;
        Ok(WorkLine {
            days_left: calendar.days_left(now.day(), line.promised_on),
            line,
            internal_state,
            owner: self.owner,
            owner_absent_until: self.owner_absent_until.map(|day| day.0),
            unit: self.unit,
            attachments: u32::try_from(self.attachment_count).unwrap_or(0),
            meeting,
            meeting_at,
        })
    }

    /// The appointment, while it is asked for or still to come.
    fn meeting(&self, now: Instant) -> Answer<(Option<MeetingState>, Option<Instant>)> {
        let Some(word) = &self.meeting else { return Ok((None, None)) };
        let stored = MeetingState::from_word(word)
            .ok_or_else(|| Refusal::internal(format!("unknown state {word:?} in meetings")))?;
        let begins_at = self.meeting_at.map(|at| at.0);
        let state = stored.at(begins_at.map(meeting_ends), now);
        Ok(if state.is_alive() { (Some(state), begins_at) } else { (None, None) })
    }
}

/// A day as a number, so that cursors of all lists look alike.
fn days_of(day: Date) -> i64 {
    i64::from((day - FIRST_DAY).get_days())
}

fn day_from(days: i64) -> Answer<Date> {
    let span = jiff::Span::new().try_days(days).map_err(|_| Refusal::not_found())?;
    FIRST_DAY.checked_add(span).map_err(|_| Refusal::not_found())
}

pub(super) const FIRST_DAY: Date = date(1970, 1, 1);
