//! Producing daily registers: each day on the next working day of its office, none left out, each once.

use super::file;
use super::store::{self, Reached};
use crate::db::Tx;
use crate::house::House;
use crate::offices;
use crate::register;
use crate::register::chain::Kept;
use crate::register::entries;
use crate::web::{Answer, Refusal};
use contatti_model::offices::WorkingCalendar;
use contatti_model::register::{DailyRegister, RegisterNumber};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};

/// Days produced in one go for an area, so that years to catch up leave room for people's requests.
const DAYS_AT_A_TIME: u64 = 5;
const LOOK_AGAIN: Duration = Duration::from_secs(600);
/// Between two goes of catching up, at the least.
const BREATHE: Duration = Duration::from_secs(1);
/// How many times as long as the last go took: people's requests come first, also on a machine that is slow.
const REST: u32 = 4;
/// Entries read at a time: about what an area has in a day.
const BATCH: i64 = 100;

/// Produces what is due until the server closes; what a stop left undone, the next start does.
pub async fn run(house: House) {
    let mut closing = house.live.closing();
    loop {
        let began = Instant::now();
        let pause = match produce_due(&house).await {
            Ok(0) => LOOK_AGAIN,
            Ok(days) => {
                tracing::info!(days, "daily registers produced");
                BREATHE.max(began.elapsed() * REST)
            }
            Err(refusal) => {
                tracing::warn!(problem = %refusal.problem, "daily registers wait for the next round");
                LOOK_AGAIN
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Produces days that are due, at most five an area; how many, and zero when nothing is due any more.
///
/// # Errors
/// When database or file store do not answer; what was produced before stays.
pub async fn produce_due(house: &House) -> Answer<u64> {
    let today = house.now().day();
    let mut produced = 0;
    for (area, calendar) in offices::register_areas(house).await? {
        let Some(until) = last_due(&calendar, today) else { continue };
        produced += produce(house, &area, until, DAYS_AT_A_TIME).await?;
    }
    Ok(produced)
}

/// Produces every day of an area up to `until`, which must be over.
///
/// # Errors
/// As [`produce_due`].
pub async fn produce_until(house: &House, area: &str, until: Date) -> Answer<u64> {
    produce(house, area, until, u64::MAX).await
}

/// The last day whose next working day has come: on a Monday the Sunday before, on a Sunday the Thursday before.
fn last_due(calendar: &WorkingCalendar, today: Date) -> Option<Date> {
    let mut day = today;
    while !calendar.is_working_day(day) {
        day = day.yesterday().ok()?;
    }
    day.yesterday().ok()
}

async fn produce(house: &House, area: &str, until: Date, most: u64) -> Answer<u64> {
    let mut produced = 0;
    while produced < most {
        // Looked at without the area's lock: mostly there is nothing to do.
        match next_day(&store::reached(house, area).await?) {
            Some(day) if day <= until => {}
            _ => break,
        }
        if !produce_next(house, area, until).await? {
            break;
        }
        produced += 1;
    }
    Ok(produced)
}

fn next_day(reached: &Reached) -> Option<Date> {
    match reached {
        Reached::Empty => None,
        Reached::From(day) => Some(*day),
        Reached::Until(row) => row.day.0.tomorrow().ok(),
    }
}

/// Under the area's lock: whoever comes second finds the day produced. Row and file stand or fall together.
async fn produce_next(house: &House, area: &str, until: Date) -> Answer<bool> {
    let mut tx = house.begin().await?;
    register::hold(&mut tx, area).await?;
    let reached = store::reached_within(&mut tx, area).await?;
    let Some(day) = next_day(&reached).filter(|day| *day <= until) else { return Ok(false) };
    store::end_day(&mut tx, area, day).await?;
    let (previous_file, before) = match &reached {
        Reached::Until(row) => (Some(row.sha256.as_str()), (row.last_year, row.last_number)),
        _ => (None, (0, 0)),
    };
    let entries = entries_of(&mut tx, area, before, day).await?;
    let bytes = file::canonical(area, day, previous_file, &entries).map_err(Refusal::internal)?;
    let last = entries.last().map_or(before, |kept| (kept.entry.year, kept.entry.number));
    let register = DailyRegister {
        area: area.to_owned(),
        day,
        entries: i64::try_from(entries.len()).unwrap_or(i64::MAX),
        last: RegisterNumber { area: area.to_owned(), year: last.0, number: last.1 },
        sha256: hex::encode(Sha256::digest(&bytes)),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        produced_at: house.now(),
    };
    store::insert(&mut tx, &register).await?;
    house.files.write(&register.sha256, bytes).await?;
    tx.commit().await?;
    Ok(true)
}

/// The entries after `before` up to the day's end, in order.
async fn entries_of(tx: &mut Tx, area: &str, mut before: (i16, i64), day: Date) -> Answer<Vec<Kept>> {
    let mut entries = vec![];
    loop {
        let rows = entries::after_within(tx, area, before, BATCH).await?;
        let whole = i64::try_from(rows.len()).is_ok_and(|count| count == BATCH);
        for row in rows {
            if row.registered_at.0.day() > day {
                return Ok(entries);
            }
            before = (row.year, row.number);
            entries.push(row.kept()?);
        }
        if !whole {
            return Ok(entries);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_due_on_the_next_working_day() {
        let calendar = WorkingCalendar::new(None);
        for (today, last) in [
            // Tuesday; Monday; Saturday and Sunday; the Immaculate Conception, a Tuesday.
            (date(2026, 11, 24), date(2026, 11, 23)),
            (date(2026, 11, 23), date(2026, 11, 22)),
            (date(2026, 11, 21), date(2026, 11, 19)),
            (date(2026, 11, 22), date(2026, 11, 19)),
            (date(2026, 12, 8), date(2026, 12, 6)),
        ] {
            assert_eq!(last_due(&calendar, today), Some(last), "{today}");
            // The same said the other way round: the working day after each due day has come, of the next one not.
            assert!(calendar.working_days_after(last, 1) <= today);
            assert!(calendar.working_days_after(last.tomorrow().unwrap(), 1) > today);
        }
    }
}
