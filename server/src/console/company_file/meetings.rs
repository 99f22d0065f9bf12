//! The appointments of the company's requests at the office.

use crate::db::{At, on};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of, read_cursor};
use contatti_model::console::FileMeeting;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{MeetingState, Mode, meeting_ends};
use contatti_model::{CompanyId, Instant, OfficeId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct MeetingRow {
    request_id: Uuid,
    subject: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
    state: String,
    mode: String,
    place: String,
    begins_at: Option<At>,
    at: At,
}

/// $1 the company, $2 the office, $3 where what is asked for stands: after every day there is.
macro_rules! meetings {
    ($rest:literal) => {
        concat!(
            "SELECT * FROM (
                 SELECT m.request_id, s.title AS subject, r.register_area, r.register_year, r.register_number, m.state,
                        m.mode, m.place, m.begins_at,
                        CASE WHEN m.state = 'asked' THEN $3 ELSE COALESCE(m.begins_at, r.opened_at) END AS at
                 FROM requests r JOIN meetings m ON m.request_id = r.id JOIN subjects s ON s.id = r.subject_id
                 WHERE r.company_id = $1 AND r.office_id = $2) x ",
            $rest
        )
    };
}

/// A page of them: what is asked for first, then by day, newest first.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn meetings(
    house: &House,
    company: CompanyId,
    office: OfficeId,
    cursor: Option<&str>,
) -> Answer<Page<FileMeeting>> {
    const SQL: &str = meetings!("WHERE (at, request_id) < ($4, $5) ORDER BY at DESC, request_id DESC LIMIT $6");
    let (at, last) = match cursor {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None => (after_all_days(), Uuid::max()),
    };
    let rows: Vec<MeetingRow> = on!(&house.db, pool => sqlx::query_as(SQL).bind(company.0).bind(office.0)
        .bind(At(after_all_days())).bind(At(at)).bind(last).bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let now = house.now();
    let cursor = |row: &MeetingRow| format!("{}_{}", row.at.0.as_micros(), row.request_id);
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row.into_meeting(now));
    Ok(Page { items: page.items.into_iter().collect::<Answer<_>>()?, next: page.next })
}

/// The next one that is set.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn next(house: &House, company: CompanyId, office: OfficeId) -> Answer<Option<FileMeeting>> {
    const SQL: &str = meetings!("WHERE state = 'set' AND begins_at >= $4 ORDER BY begins_at LIMIT 1");
    let now = house.now();
    let row: Option<MeetingRow> = on!(&house.db, pool => sqlx::query_as(SQL).bind(company.0).bind(office.0)
        .bind(At(after_all_days())).bind(At(now)).fetch_optional(pool).await)?;
    row.map(|row| row.into_meeting(now)).transpose()
}

/// The year 9999: no appointment is that far.
fn after_all_days() -> Instant {
    Instant::from_micros(253_370_764_800_000_000)
}

impl MeetingRow {
    fn into_meeting(self, now: Instant) -> Answer<FileMeeting> {
        let unknown = |word: &str| Refusal::internal(format!("unknown word {word:?} in meetings"));
        let stored = MeetingState::from_word(&self.state).ok_or_else(|| unknown(&self.state))?;
        let mode = Mode::from_word(&self.mode).ok_or_else(|| unknown(&self.mode))?;
        let begins_at = self.begins_at.map(|at| at.0);
        let (area, year, number) = (self.register_area, self.register_year, self.register_number);
        Ok(FileMeeting {
            request: RequestId(self.request_id),
            subject: self.subject,
            number: RegisterNumber { area, year, number },
            state: stored.at(begins_at.map(meeting_ends), now),
            mode,
            place: self.place,
            begins_at,
        })
    }
}
