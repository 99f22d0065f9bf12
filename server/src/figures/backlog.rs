//! What is open each morning by age, noted for each unit: nothing else knows later how much there was.

use super::store;
use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::web::Answer;
use contatti_model::figures::{Age, Period, Tally, age_bands};
use contatti_model::{OfficeId, UnitId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An office's open requests of a morning, by unit and age; those of no unit are noted also where there are none, so that
/// the morning is known to have been.
pub(super) struct Morning(Vec<(Uuid, Age)>);

impl Morning {
    /// # Errors
    /// When the database does not answer.
    pub async fn of(tx: &mut Tx, office: OfficeId, today: Date) -> Answer<Self> {
        let mut units = BTreeMap::<Uuid, Vec<Tally>>::from([(Uuid::nil(), vec![])]);
        for tally in store::standings_within(tx, office).await? {
            units.entry(tally.unit.map_or(Uuid::nil(), |unit| unit.0)).or_default().push(tally);
        }
        let of_unit = |(unit, tallies): (Uuid, Vec<Tally>)| {
            let kept = move |age: &Age| unit.is_nil() || age.amount > 0;
            age_bands(&tallies, today).into_iter().filter(kept).map(move |age| (unit, age))
        };
        Ok(Self(units.into_iter().flat_map(of_unit).collect()))
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn write(&self, tx: &mut Tx, office: OfficeId, today: Date) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO backlogs (office_id, day, unit_id, age_from, amount) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (office_id, day, unit_id, age_from) DO NOTHING";
        for (unit, age) in &self.0 {
            let amount = i64::try_from(age.amount).unwrap_or(i64::MAX);
            within!(tx, conn => sqlx::query(sql).bind(office.0).bind(Day(today)).bind(unit).bind(i64::from(age.from))
                .bind(amount).execute(conn).await.map(drop))?;
        }
        Ok(())
    }
}

/// A line noted: day, first day of the band of ages, how much.
pub(super) type Noted = (Date, u16, u64);

/// The mornings of the period, of its unit. No subject was noted.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn noted(house: &House, office: OfficeId, period: &Period) -> Answer<Vec<Noted>> {
    if period.subject.is_some() {
        return Ok(vec![]);
    }
    let sql = "SELECT day, age_from, CAST(SUM(CASE WHEN $4 IS NULL OR unit_id = $4 THEN amount ELSE 0 END) AS BIGINT)
               FROM backlogs WHERE office_id = $1 AND day BETWEEN $2 AND $3 GROUP BY day, age_from ORDER BY day, age_from";
    let unit = period.unit.map(|id| id.0);
    let rows: Vec<(Day, i64, i64)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(period.from))
        .bind(Day(period.to)).bind(unit).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(line).collect())
}

/// The mornings of the period unit by unit: of these units, and of each that had something open; none is no unit's. A morning
/// when nothing was open is there all the same.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn noted_by_unit(
    house: &House,
    office: OfficeId,
    period: &Period,
    units: BTreeSet<Option<UnitId>>,
) -> Answer<BTreeMap<Option<UnitId>, Vec<Noted>>> {
    if period.subject.is_some() {
        return Ok(units.into_iter().map(|unit| (unit, vec![])).collect());
    }
    let sql = "SELECT unit_id, day, age_from, amount FROM backlogs WHERE office_id = $1 AND day BETWEEN $2 AND $3";
    let rows: Vec<(Uuid, Day, i64, i64)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0)
        .bind(Day(period.from)).bind(Day(period.to)).fetch_all(pool).await)?;
    let days: BTreeSet<Date> = rows.iter().map(|(_, day, ..)| day.0).collect();
    let nothing = || days.iter().map(|day| (*day, 0, 0)).collect::<Vec<Noted>>();
    let mut noted: BTreeMap<_, _> = units.into_iter().map(|unit| (unit, nothing())).collect();
    for (unit, day, from, amount) in rows.into_iter().filter(|(.., amount)| *amount > 0) {
        let unit = (!unit.is_nil()).then_some(UnitId(unit));
        noted.entry(unit).or_insert_with(nothing).push(line((day, from, amount)));
    }
    Ok(noted)
}

fn line((day, from, amount): (Day, i64, i64)) -> Noted {
    (day.0, u16::try_from(from).unwrap_or(u16::MAX), u64::try_from(amount).unwrap_or(0))
}
