//! The work list of an office, oldest promise first, read on by cursor.

use crate::db::{At, Day, on};
use crate::house::House;
use crate::offices;
use crate::requests::{LineRow, line_from};
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of, read_cursor};
use contatti_model::offices::WorkingCalendar;
use contatti_model::page::Page;
use contatti_model::requests::{MeetingState, PublicState, WorkLine, WorkView, meeting_ends};
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
}

macro_rules! work_lines {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.state, s.title AS subject, c.name AS company, p.number AS position, o.name AS office,
                    r.opened_at, r.updated_at, r.promised_on, r.outcome, r.channel, r.register_area, r.register_year,
                    r.register_number, t.name AS owner, r.attachment_count,
                    m.state AS meeting, m.begins_at AS meeting_at
             FROM requests r JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
             JOIN subjects s ON s.id = r.subject_id JOIN offices o ON o.id = r.office_id
             LEFT JOIN people t ON t.id = r.owner_id LEFT JOIN meetings m ON m.request_id = r.id
             WHERE r.office_id = $1 AND ",
            $rest,
            " LIMIT $4"
        )
    };
}

/// One text for each list, so that each walks its own index: $1 office, $2 and $3 where the page before ended.
fn sql(view: WorkView) -> &'static str {
    match view {
        WorkView::NotClosed => {
            work_lines!("r.state <> 'closed' AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id")
        }
        WorkView::In(PublicState::Open) => {
            work_lines!("r.state = 'routed' AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id")
        }
        WorkView::In(PublicState::InCharge) => {
            work_lines!(
                "r.state <> 'closed' AND r.state <> 'routed' AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id"
            )
        }
        // What is done is read from its end.
        WorkView::In(PublicState::Closed) => work_lines!(
            "r.state = 'closed' AND (r.promised_on, r.id) < ($2, $3) ORDER BY r.promised_on DESC, r.id DESC"
        ),
        // A closed request may have one too: here alone it is seen to wait for an answer.
        WorkView::MeetingsAsked => work_lines!(
            "r.id IN (SELECT request_id FROM meetings WHERE office_id = $1 AND state = 'asked')
             AND (r.promised_on, r.id) > ($2, $3) ORDER BY r.promised_on, r.id"
        ),
    }
}

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn list(
    house: &House,
    office: OfficeId,
    view: WorkView,
    cursor: Option<&str>,
) -> Answer<Page<WorkLine>> {
    let (promised, last) = match cursor {
        Some(cursor) => read_cursor(cursor).and_then(|(days, id)| Ok((day_from(days)?, id)))?,
        None if view == WorkView::In(PublicState::Closed) => (date(9999, 12, 30), Uuid::max()),
        None => (FIRST_DAY, Uuid::nil()),
    };
    let rows = read(house, office, view, Day(promised), last);
    let (rows, calendar) = tokio::try_join!(rows, offices::calendar_of(house, office))?;
    let cursor = |row: &WorkRow| format!("{}_{}", days_of(row.line.promised_on.0), row.line.id);
    let now = house.now();
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row.into_line(&calendar, now));
    let items = page.items.into_iter().collect::<Answer<_>>()?;
    Ok(Page { items, next: page.next })
}

async fn read(house: &House, office: OfficeId, view: WorkView, promised: Day, last: Uuid) -> Answer<Vec<WorkRow>> {
    let sql = sql(view);
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(promised).bind(last).bind(PAGE_SIZE + 1)
        .fetch_all(pool).await)?)
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

const FIRST_DAY: Date = date(1970, 1, 1);
