//! Reading calendars: patron saint and changes of an office in one statement, never one a row.

use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::OfficeId;
use contatti_model::offices::{ChangedDay, DayKind, PatronDay, Reach, WorkingCalendar};
use sqlx::FromRow;
use uuid::Uuid;

/// One change that holds for an office, or none of them beside the office's patron saint.
#[derive(FromRow)]
pub(super) struct DayRow {
    register_area: String,
    patron_month: Option<i16>,
    patron_day: Option<i16>,
    day: Option<Day>,
    kind: Option<String>,
    name: Option<String>,
    /// None for a change of all offices.
    own_id: Option<Uuid>,
}

macro_rules! days {
    ($rest:literal) => {
        concat!(
            "SELECT o.register_area, o.patron_month, o.patron_day, c.day, c.kind, c.name, c.office_id AS own_id
             FROM offices o LEFT JOIN calendar_changes c
               ON (c.office_id = o.id OR c.office_id IS NULL) AND c.taken_back_at IS NULL ",
            $rest
        )
    };
}

const ONE: &str = days!("WHERE o.id = $1");
const ALL: &str = days!("ORDER BY o.register_area");

/// The days an office works, as they are told now.
///
/// # Errors
/// When the database does not answer, or there is no such office.
pub async fn calendar_of(house: &House, office: OfficeId) -> Answer<WorkingCalendar> {
    calendar(on!(&house.db, pool => sqlx::query_as(ONE).bind(office.0).fetch_all(pool).await)?)
}

/// The same as a transaction sees it: exact for whoever holds the office's register area.
///
/// # Errors
/// As [`calendar_of`].
pub(crate) async fn calendar_within(tx: &mut Tx, office: OfficeId) -> Answer<WorkingCalendar> {
    calendar(within!(tx, conn => sqlx::query_as(ONE).bind(office.0).fetch_all(conn).await)?)
}

/// Every register area with the days its office works.
///
/// # Errors
/// When the database does not answer.
pub async fn register_areas(house: &House) -> Answer<Vec<(String, WorkingCalendar)>> {
    let rows: Vec<DayRow> = on!(&house.db, pool => sqlx::query_as(ALL).fetch_all(pool).await)?;
    let mut areas: Vec<(String, WorkingCalendar)> = vec![];
    for row in rows {
        if areas.last().is_none_or(|(area, _)| *area != row.register_area) {
            areas.push((row.register_area.clone(), row.unchanged()));
        }
        if let Some((_, calendar)) = areas.last_mut() {
            row.change(calendar)?;
        }
    }
    Ok(areas)
}

fn calendar(rows: Vec<DayRow>) -> Answer<WorkingCalendar> {
    let mut calendar = rows.first().ok_or_else(|| Refusal::internal("a calendar without its office"))?.unchanged();
    for row in rows {
        row.change(&mut calendar)?;
    }
    Ok(calendar)
}

impl DayRow {
    fn unchanged(&self) -> WorkingCalendar {
        let small = |value: Option<i16>| value.and_then(|value| i8::try_from(value).ok());
        let patron = small(self.patron_month).zip(small(self.patron_day));
        WorkingCalendar::new(patron.map(|(month, day)| PatronDay { month, day }))
    }

    fn change(self, calendar: &mut WorkingCalendar) -> Answer<()> {
        let (Some(day), Some(kind), Some(name)) = (self.day, self.kind, self.name) else { return Ok(()) };
        let reach = if self.own_id.is_some() { Reach::Office } else { Reach::National };
        calendar.change(day.0, ChangedDay { kind: day_kind(&kind)?, name, reach });
        Ok(())
    }
}

pub(super) fn day_kind(word: &str) -> Answer<DayKind> {
    DayKind::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown kind {word:?} in calendar_changes")))
}
