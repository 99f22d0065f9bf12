//! `contatti register verify`: recomputes every hash and number, and names the first row that does not hold.

use super::chain::ORIGIN;
use super::entries::{self, EntryRow};
use crate::db::on;
use crate::house::House;
use contatti_model::register::RegisterNumber;
use std::fmt;

/// A register that holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    pub areas: usize,
    pub entries: u64,
}

/// The first row that does not hold, and how.
#[derive(Debug, PartialEq, Eq)]
pub struct Break {
    pub at: RegisterNumber,
    pub what: &'static str,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

/// Rows read at a time.
const BATCH: i64 = 5_000;

/// Walks every area's chain from its first entry to the one its counter remembers.
///
/// # Errors
/// When the database does not answer; a broken register is the inner `Err`.
pub async fn verify(house: &House) -> Result<Result<Verified, Break>, sqlx::Error> {
    let sql = "SELECT code, year, last_number, last_hash FROM register_areas ORDER BY code";
    let areas: Vec<(String, i16, i64, Vec<u8>)> = on!(&house.db, pool => sqlx::query_as(sql).fetch_all(pool).await)?;
    let mut entries = 0;
    for (area, year, number, hash) in &areas {
        let mut walk = Walk { area, year: 0, number: 0, hash: ORIGIN.to_vec(), entries: 0 };
        if let Err(broken) = walk.go_through(house).await? {
            return Ok(Err(broken));
        }
        if (walk.year, walk.number, &walk.hash) != (*year, *number, hash) {
            let at = RegisterNumber { area: area.clone(), year: walk.year, number: walk.number };
            return Ok(Err(Break { at, what: "entries after this one are missing" }));
        }
        entries += walk.entries;
    }
    Ok(Ok(Verified { areas: areas.len(), entries }))
}

struct Walk<'a> {
    area: &'a str,
    year: i16,
    number: i64,
    hash: Vec<u8>,
    entries: u64,
}

impl Walk<'_> {
    async fn go_through(&mut self, house: &House) -> Result<Result<(), Break>, sqlx::Error> {
        loop {
            let rows = entries::after(house, self.area, (self.year, self.number), BATCH).await?;
            if rows.is_empty() {
                return Ok(Ok(()));
            }
            for row in rows {
                if let Err(broken) = self.step(row) {
                    return Ok(Err(broken));
                }
            }
        }
    }

    fn step(&mut self, row: EntryRow) -> Result<(), Break> {
        let at = RegisterNumber { area: self.area.to_owned(), year: row.year, number: row.number };
        let broken = |what| Err(Break { at: at.clone(), what });
        let expected = if row.year == self.year { self.number + 1 } else { 1 };
        if row.number != expected {
            return broken("the number does not follow the one before it");
        }
        if row.registered_at.0.day().year() != row.year {
            return broken("the year is not the one of its registration");
        }
        if row.previous_hash != self.hash {
            return broken("it does not continue the chain");
        }
        let Some(kept) = row.into_kept() else { return broken("its direction is unknown") };
        if !kept.holds() {
            return broken("its content was changed");
        }
        (self.year, self.number, self.hash) = (kept.entry.year, kept.entry.number, kept.hash);
        self.entries += 1;
        Ok(())
    }
}
