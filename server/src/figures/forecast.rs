//! The forecast of an office: its promises, its pace and its people put before the model.

use super::store;
use crate::db::{Day, on};
use crate::house::House;
use crate::offices;
use crate::web::Answer;
use contatti_model::figures::{
    ForecastView, Foretold, Measure, Outlook, PastDay, Period, Tally, amount_of, foretell, known_away, mean_error,
};
use contatti_model::offices::WorkingCalendar;
use contatti_model::{OfficeId, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Ten working days are over by then, whatever holidays lie between.
const ABSENCES_AHEAD: i64 = 40;
/// How far back an office's pace is read.
const PACE_DAYS: i64 = 28;
/// Which morning's forecast a past day is held against, and how many days that are over are shown.
const AHEAD: i64 = 5;
const PAST_DAYS: i64 = 20;

/// The coming working days with so many people away.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn days(house: &House, office: OfficeId, away: u16) -> Answer<Vec<Foretold>> {
    Ok(view(house, office, away).await?.days)
}

/// The same with what it rests on, and how wrong it was.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn view(house: &House, office: OfficeId, away: u16) -> Answer<ForecastView> {
    let today = house.now().day();
    let from = today.checked_sub(PACE_DAYS.days()).unwrap_or(today);
    let to = today.yesterday().unwrap_or(today);
    let before = Period { from, to, subject: None, unit: None };
    let last = today.checked_add(ABSENCES_AHEAD.days()).unwrap_or(today);
    let (calendar, flows, standings, people, absences, past) = tokio::try_join!(
        offices::calendar_of(house, office),
        store::flows(house, office, &before),
        store::standings(house, office, None, None),
        people(house, office),
        offices::absent_between(house, office, today, last),
        past(house, office),
    )?;
    let pace = Pace::of(&flows, &calendar, (from, to));
    let outlook = Outlook {
        calendar: &calendar,
        today,
        due: due(&standings),
        arrive_a_day: pace.arrive,
        closes_a_day: pace.close,
        promise_days: promise_days(house, office, from).await?,
        people: &people,
        absences: &absences,
        away,
    };
    let days = foretell(&outlook);
    let known_away = known_away(&outlook);
    let people = u16::try_from(people.len()).unwrap_or(u16::MAX);
    Ok(ForecastView {
        people,
        known_away,
        away: away.min(people),
        closes_a_day: pace.close,
        arrive_a_day: pace.arrive,
        will_miss: days.iter().map(|day| day.will_miss).sum(),
        days,
        days_known: pace.days,
        mean_error: mean_error(&past),
        past,
    })
}

/// What an office usually does on a working day.
struct Pace {
    arrive: f64,
    close: f64,
    days: u16,
}

impl Pace {
    /// Counted from the first day anything is known of: an office that opened last week is not slow.
    fn of(flows: &[Tally], calendar: &WorkingCalendar, (from, to): (Date, Date)) -> Self {
        let first = flows.iter().map(|tally| tally.day).min().unwrap_or(to).max(from);
        let before = first.yesterday().unwrap_or(first);
        let days = u16::try_from(calendar.working_days_between(before, to)).unwrap_or(0);
        let a_day = |measure| {
            let amount = u32::try_from(amount_of(flows, measure)).unwrap_or(u32::MAX);
            if days == 0 { 0.0 } else { f64::from(amount) / f64::from(days) }
        };
        Self { arrive: a_day(Measure::Received), close: a_day(Measure::Closed), days }
    }
}

fn due(standings: &[Tally]) -> BTreeMap<Date, u64> {
    let mut due = BTreeMap::new();
    for tally in standings.iter().filter(|tally| tally.measure == Measure::Due) {
        *due.entry(tally.day).or_default() += u64::try_from(tally.amount).unwrap_or(0);
    }
    due
}

/// The office's operators of today.
async fn people(house: &House, office: OfficeId) -> Answer<BTreeSet<PersonId>> {
    let sql = "SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id
               WHERE g.office_id = $1 AND g.role = 'operator' AND p.disabled_at IS NULL
                 AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2)";
    let today = Day(house.now().day());
    let ids: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).bind(today).fetch_all(pool).await)?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// What is promised most often to what the office receives: the working days of its subjects, by how much came in.
async fn promise_days(house: &House, office: OfficeId, from: Date) -> Answer<u16> {
    let sql = "SELECT s.working_days FROM figures f JOIN subjects s ON s.id = f.subject_id
               WHERE f.office_id = $1 AND f.measure = 'received' AND f.day >= $2
               GROUP BY s.working_days ORDER BY SUM(f.amount) DESC, s.working_days LIMIT 1";
    let days: Option<i32> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).bind(Day(from))
        .fetch_optional(pool).await)?;
    Ok(days.and_then(|days| u16::try_from(days).ok()).unwrap_or(5))
}

async fn past(house: &House, office: OfficeId) -> Answer<Vec<PastDay>> {
    let sql = "SELECT f.day, f.will_miss, COALESCE(m.amount, 0) AS missed FROM forecasts f
               LEFT JOIN missed m ON m.office_id = f.office_id AND m.day = f.day
               WHERE f.office_id = $1 AND f.ahead = $2 AND f.day < $3
                 -- After a weekend three mornings foretell the same day: the last of them counts.
                 AND f.made_on = (SELECT MAX(o.made_on) FROM forecasts o
                                  WHERE o.office_id = f.office_id AND o.day = f.day AND o.ahead = f.ahead)
               ORDER BY f.day DESC LIMIT $4";
    let today = Day(house.now().day());
    let rows: Vec<(Day, i64, i64)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(AHEAD).bind(today)
        .bind(PAST_DAYS).fetch_all(pool).await)?;
    let count = |amount: i64| u64::try_from(amount).unwrap_or(0);
    let mut past: Vec<PastDay> = rows
        .into_iter()
        .map(|(day, foretold, missed)| PastDay { day: day.0, foretold: count(foretold), missed: count(missed) })
        .collect();
    past.reverse();
    Ok(past)
}
