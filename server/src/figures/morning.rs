//! Once a day and office: what of yesterday's promises was missed, what is open, and what the coming days will bring.

use super::backlog::Morning;
use super::{forecast, store};
use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::web::Answer;
use contatti_model::OfficeId;
use jiff::civil::Date;
use uuid::Uuid;

/// Notes all of it for every office that has no forecast of today yet.
///
/// # Errors
/// When the database does not answer; what was noted stays.
pub(super) async fn note(house: &House) -> Answer<()> {
    let today = house.now().day();
    let sql = "SELECT o.id FROM offices o WHERE NOT EXISTS
               (SELECT 1 FROM forecasts f WHERE f.office_id = o.id AND f.made_on = $1)";
    let offices: Vec<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(Day(today)).fetch_all(pool).await)?;
    for office in offices {
        note_of(house, OfficeId(office), today).await?;
    }
    Ok(())
}

async fn note_of(house: &House, office: OfficeId, today: Date) -> Answer<()> {
    let days = forecast::days(house, office, 0).await?;
    let mut tx = house.begin().await?;
    // Of several servers one notes the morning; nobody counts meanwhile, so that all of it is of one moment.
    store::hold(&mut tx).await?;
    if is_noted(&mut tx, office, today).await? {
        return Ok(());
    }
    let open = Morning::of(&mut tx, office, today).await?;
    // The days since the last morning that was noted; what was promised for them and is open still, they missed.
    let missed = "INSERT INTO missed (office_id, day, amount)
                  SELECT office_id, day, SUM(amount) FROM figures
                  WHERE office_id = $1 AND measure = 'due' AND day < $2
                    AND day >= COALESCE((SELECT MAX(made_on) FROM forecasts WHERE office_id = $1), $2)
                  GROUP BY office_id, day ON CONFLICT (office_id, day) DO NOTHING";
    within!(&mut tx, conn => sqlx::query(missed).bind(office.0).bind(Day(today)).execute(conn).await.map(drop))?;
    open.write(&mut tx, office, today).await?;
    let foretold = "INSERT INTO forecasts (office_id, made_on, day, ahead, will_miss) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (office_id, made_on, day) DO NOTHING";
    for (ahead, day) in (0_i64..).zip(&days) {
        let will_miss = i64::try_from(day.will_miss).unwrap_or(i64::MAX);
        within!(&mut tx, conn => sqlx::query(foretold).bind(office.0).bind(Day(today)).bind(Day(day.day)).bind(ahead)
            .bind(will_miss).execute(conn).await.map(drop))?;
    }
    Ok(tx.commit().await?)
}

async fn is_noted(tx: &mut Tx, office: OfficeId, today: Date) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM forecasts WHERE office_id = $1 AND made_on = $2";
    let noted: i64 =
        within!(tx, conn => sqlx::query_scalar(sql).bind(office.0).bind(Day(today)).fetch_one(conn).await)?;
    Ok(noted > 0)
}
