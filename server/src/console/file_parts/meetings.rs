//! The appointments of somebody's requests at the office.

use super::{Wanted, company_name};
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Whose;
use crate::web::{Answer, Refusal, Walk};
use contatti_model::console::FileMeeting;
use contatti_model::identity::CompanyName;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{MeetingState, Mode, meeting_ends};
use contatti_model::{Instant, OfficeId, RequestId};
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
    company_id: Uuid,
    company: String,
    tax_code: String,
}

/// $1 whose, $2 the office, $3 where what is asked for stands: after every day there is.
macro_rules! meetings {
    ($whose:literal, $rest:literal) => {
        concat!(
            "SELECT * FROM (
                 SELECT m.request_id, s.title AS subject, r.register_area, r.register_year, r.register_number, m.state,
                        m.mode, m.place, m.begins_at, c.id AS company_id, c.name AS company, c.tax_code,
                        CASE WHEN m.state = 'asked' THEN $3 ELSE COALESCE(m.begins_at, r.opened_at) END AS at
                 FROM meetings m JOIN requests r ON r.id = m.request_id JOIN subjects s ON s.id = r.subject_id
                 JOIN companies c ON c.id = r.company_id WHERE ",
            $whose,
            " AND m.office_id = $2) x ",
            $rest
        )
    };
}

/// The same, a batch of them: $4 and $5 where the one before ended, $6 how many.
macro_rules! batch {
    ($whose:literal) => {
        meetings!($whose, "WHERE (at, request_id) < ($4, $5) ORDER BY at DESC, request_id DESC LIMIT $6")
    };
}

/// A page of them: what is asked for first, then by day, newest first; found by subject, number, place and company.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(in crate::console) async fn meetings(house: &House, wanted: &Wanted<'_>) -> Answer<Page<FileMeeting>> {
    let sql = match wanted.whose {
        Whose::Company(_) => batch!("m.company_id = $1"),
        Whose::Position(_) => batch!("m.position_id = $1"),
        Whose::Firm(_) => batch!("m.intermediary_id = $1"),
    };
    let mut walk = Walk::begin(wanted.text, wanted.cursor, after_all_days())?;
    while let Some(((at, last), most)) = walk.next_batch() {
        let rows: Vec<MeetingRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(wanted.whose.id())
            .bind(wanted.office.0).bind(At(after_all_days())).bind(at).bind(last).bind(most).fetch_all(pool).await)?;
        walk.look_at(
            rows,
            |row| (row.at, row.request_id),
            |row, words| words.are_in(&row.told(wanted.whose)).then_some(row),
        );
    }
    let (page, now) = (walk.page(), house.now());
    let meeting = |row: MeetingRow| {
        let (company, meeting) = row.into_meeting(now)?;
        Ok(FileMeeting { company: wanted.named(company), ..meeting })
    };
    Ok(Page { items: page.items.into_iter().map(meeting).collect::<Answer<_>>()?, next: page.next })
}

/// The same, the first that is set from $4 on.
macro_rules! next {
    ($whose:literal) => {
        meetings!($whose, "WHERE state = 'set' AND begins_at >= $4 ORDER BY begins_at LIMIT 1")
    };
}

/// The next one that is set.
///
/// # Errors
/// When the database does not answer.
pub(in crate::console) async fn next_meeting(
    house: &House,
    whose: Whose,
    office: OfficeId,
) -> Answer<Option<FileMeeting>> {
    let sql = match whose {
        Whose::Company(_) => next!("m.company_id = $1"),
        Whose::Position(_) => next!("m.position_id = $1"),
        Whose::Firm(_) => next!("m.intermediary_id = $1"),
    };
    let now = house.now();
    let row: Option<MeetingRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(whose.id()).bind(office.0)
        .bind(At(after_all_days())).bind(At(now)).fetch_optional(pool).await)?;
    row.map(|row| row.into_meeting(now).map(|(_, meeting)| meeting)).transpose()
}

/// The year 9999: no appointment is that far.
fn after_all_days() -> Instant {
    Instant::from_micros(253_370_764_800_000_000)
}

impl MeetingRow {
    fn number(&self) -> RegisterNumber {
        RegisterNumber { area: self.register_area.clone(), year: self.register_year, number: self.register_number }
    }

    /// What it is found by.
    fn told(&self, whose: Whose) -> String {
        let company = if matches!(whose, Whose::Firm(_)) { self.company.as_str() } else { "" };
        [self.subject.as_str(), &self.place, &self.number().to_string(), company].join("\n")
    }

    fn into_meeting(self, now: Instant) -> Answer<(CompanyName, FileMeeting)> {
        let unknown = |word: &str| Refusal::internal(format!("unknown word {word:?} in meetings"));
        let stored = MeetingState::from_word(&self.state).ok_or_else(|| unknown(&self.state))?;
        let mode = Mode::from_word(&self.mode).ok_or_else(|| unknown(&self.mode))?;
        let (begins_at, number) = (self.begins_at.map(|at| at.0), self.number());
        let meeting = FileMeeting {
            request: RequestId(self.request_id),
            subject: self.subject,
            number,
            state: stored.at(begins_at.map(meeting_ends), now),
            mode,
            place: self.place,
            begins_at,
            company: None,
        };
        Ok((company_name((self.company_id, self.company, self.tax_code)), meeting))
    }
}
