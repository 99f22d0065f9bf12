//! The SQL of daily registers.

use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, page_of};
use contatti_model::page::Page;
use contatti_model::register::{DailyRegister, RegisterNumber};
use contatti_model::time::start_of_day;
use jiff::civil::Date;
use sqlx::FromRow;

#[derive(FromRow)]
pub(super) struct DayRow {
    area: String,
    pub day: Day,
    entries: i64,
    pub last_year: i16,
    pub last_number: i64,
    pub sha256: String,
    size: i64,
    produced_at: At,
}

impl DayRow {
    fn into_register(self) -> DailyRegister {
        DailyRegister {
            last: RegisterNumber { area: self.area.clone(), year: self.last_year, number: self.last_number },
            area: self.area,
            day: self.day.0,
            entries: self.entries,
            sha256: self.sha256,
            size: self.size,
            produced_at: self.produced_at.0,
        }
    }
}

/// Where an area's daily registers stand.
pub(super) enum Reached {
    /// Nothing was ever registered: there is no day yet.
    Empty,
    /// None produced; the day of the first entry.
    From(Date),
    Until(DayRow),
}

const LATEST: &str = "SELECT area, day, entries, last_year, last_number, sha256, size, produced_at
                      FROM register_days WHERE area = $1 ORDER BY day DESC LIMIT 1";
const FIRST_ENTRY: &str = "SELECT registered_at FROM register_entries WHERE area = $1 ORDER BY year, number LIMIT 1";

pub(super) async fn reached(house: &House, area: &str) -> Answer<Reached> {
    let latest: Option<DayRow> = on!(&house.db, pool => sqlx::query_as(LATEST).bind(area).fetch_optional(pool).await)?;
    if let Some(row) = latest {
        return Ok(Reached::Until(row));
    }
    let first: Option<At> =
        on!(&house.db, pool => sqlx::query_scalar(FIRST_ENTRY).bind(area).fetch_optional(pool).await)?;
    Ok(first.map_or(Reached::Empty, |at| Reached::From(at.0.day())))
}

/// The same inside a transaction that holds the area.
pub(super) async fn reached_within(tx: &mut Tx, area: &str) -> Result<Reached, sqlx::Error> {
    let latest: Option<DayRow> = within!(tx, conn => sqlx::query_as(LATEST).bind(area).fetch_optional(conn).await)?;
    if let Some(row) = latest {
        return Ok(Reached::Until(row));
    }
    let first: Option<At> = within!(tx, conn => sqlx::query_scalar(FIRST_ENTRY).bind(area).fetch_optional(conn).await)?;
    Ok(first.map_or(Reached::Empty, |at| Reached::From(at.0.day())))
}

/// Ends the day for good: no entry can be dated before its end any more, whatever a lagging clock says.
pub(super) async fn end_day(tx: &mut Tx, area: &str, day: Date) -> Result<(), sqlx::Error> {
    let end = At(start_of_day(day.tomorrow().unwrap_or(day)));
    let sql = "UPDATE register_areas SET last_at = CASE WHEN last_at < $2 THEN $2 ELSE last_at END WHERE code = $1";
    within!(tx, conn => sqlx::query(sql).bind(area).bind(end).execute(conn).await.map(drop))
}

pub(super) async fn insert(tx: &mut Tx, register: &DailyRegister) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO register_days (area, day, entries, last_year, last_number, sha256, size, produced_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    within!(tx, conn => sqlx::query(sql).bind(&register.area).bind(Day(register.day)).bind(register.entries)
        .bind(register.last.year).bind(register.last.number).bind(&register.sha256).bind(register.size)
        .bind(At(register.produced_at)).execute(conn).await.map(drop))
}

/// Daily registers of an area before `before`, latest first; the cursor is the last day of the page.
pub(super) async fn list(house: &House, area: &str, before: Date) -> Answer<Page<DailyRegister>> {
    let sql = "SELECT area, day, entries, last_year, last_number, sha256, size, produced_at
               FROM register_days WHERE area = $1 AND day < $2 ORDER BY day DESC LIMIT $3";
    let rows: Vec<DayRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(area).bind(Day(before))
        .bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    Ok(page_of(rows, PAGE_SIZE, |row| row.day.0.to_string(), DayRow::into_register))
}

/// # Errors
/// When the database does not answer.
pub async fn of_day(house: &House, area: &str, day: Date) -> Answer<Option<DailyRegister>> {
    let sql = "SELECT area, day, entries, last_year, last_number, sha256, size, produced_at
               FROM register_days WHERE area = $1 AND day = $2";
    let row: Option<DayRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(area).bind(Day(day)).fetch_optional(pool).await)?;
    Ok(row.map(DayRow::into_register))
}
