//! The work list of an office, oldest promise first, read on by cursor.

use crate::db::{Day, on};
use crate::house::House;
use crate::offices;
use crate::requests::{LineRow, line_from};
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of, read_cursor};
use contatti_model::OfficeId;
use contatti_model::offices::WorkingCalendar;
use contatti_model::page::Page;
use contatti_model::requests::{PublicState, WorkLine};
use jiff::civil::{Date, date};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct WorkRow {
    #[sqlx(flatten)]
    line: LineRow,
    owner: Option<String>,
    attachment_count: i32,
}

macro_rules! work_lines {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.state, s.title AS subject, c.name AS company, p.number AS position, o.name AS office,
                    r.opened_at, r.updated_at, r.promised_on, r.outcome, r.channel, r.register_area, r.register_year,
                    r.register_number, t.name AS owner, r.attachment_count
             FROM requests r JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
             JOIN subjects s ON s.id = r.subject_id JOIN offices o ON o.id = r.office_id
             LEFT JOIN people t ON t.id = r.owner_id
             WHERE r.office_id = $1 AND ",
            $rest,
            " LIMIT $4"
        )
    };
}

/// One text for each list, so that each walks its own index: $1 office, $2 and $3 where the page before ended.
fn sql(state: Option<PublicState>) -> &'static str {
    match state {
        None => work_lines!("r.state <> 'closed' AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id"),
        Some(PublicState::Open) => {
            work_lines!("r.state = 'routed' AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id")
        }
        Some(PublicState::InCharge) => {
            work_lines!(
                "r.state <> 'closed' AND r.state <> 'routed' AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id"
            )
        }
        // What is done is read from its end.
        Some(PublicState::Closed) => work_lines!(
            "r.state = 'closed' AND (r.promised_on, r.id) < ($2, $3) ORDER BY r.promised_on DESC, r.id DESC"
        ),
    }
}

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn list(
    house: &House,
    office: OfficeId,
    state: Option<PublicState>,
    cursor: Option<&str>,
) -> Answer<Page<WorkLine>> {
    let (promised, last) = match cursor {
        Some(cursor) => read_cursor(cursor).and_then(|(days, id)| Ok((day_from(days)?, id)))?,
        None if state == Some(PublicState::Closed) => (date(9999, 12, 30), Uuid::max()),
        None => (FIRST_DAY, Uuid::nil()),
    };
    let rows = read(house, office, state, Day(promised), last);
    let (rows, calendar) = tokio::try_join!(rows, offices::calendar_of(house, office))?;
    let cursor = |row: &WorkRow| format!("{}_{}", days_of(row.line.promised_on.0), row.line.id);
    let today = house.now().day();
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row.into_line(&calendar, today));
    let items = page.items.into_iter().collect::<Answer<_>>()?;
    Ok(Page { items, next: page.next })
}

async fn read(
    house: &House,
    office: OfficeId,
    state: Option<PublicState>,
    promised: Day,
    last: Uuid,
) -> Answer<Vec<WorkRow>> {
    let sql = sql(state);
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(promised).bind(last).bind(PAGE_SIZE + 1)
        .fetch_all(pool).await)?)
}

impl WorkRow {
    fn into_line(self, calendar: &WorkingCalendar, today: Date) -> Answer<WorkLine> {
        let (internal_state, line) = line_from(self.line)?;
        Ok(WorkLine {
            days_left: calendar.days_left(today, line.promised_on),
            line,
            internal_state,
            owner: self.owner,
            attachments: u32::try_from(self.attachment_count).unwrap_or(0),
        })
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

const FIRST_DAY: Date = date(1970, 1, 1);
