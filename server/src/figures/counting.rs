//! What a batch of moves adds: to the sums, and for each thing counted the line that leads from its number to its request.

use super::store::{Key, Sums};
use crate::db::{At, Tx, within};
use contatti_model::figures::Measure;
use uuid::Uuid;

/// Both, grown together: a number and the lines behind it cannot part.
#[derive(Default)]
pub(super) struct Counting {
    pub sums: Sums,
    lines: Vec<CountedMove>,
}

/// One thing counted, as it was counted.
pub(super) struct CountedMove {
    pub office: Uuid,
    pub measure: Measure,
    pub at: At,
    /// The line of the timeline it is counted with.
    pub event: Uuid,
    pub request: Uuid,
    /// Noughts: of no unit.
    pub unit: Uuid,
    pub subject: Uuid,
    pub word: String,
    pub value: u16,
}

impl Counting {
    pub fn add(&mut self, line: CountedMove) {
        *self.sums.entry(line.key()).or_default() += 1;
        self.lines.push(line);
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn write_lines(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let sql =
            "INSERT INTO counted_moves (office_id, measure, at, event_id, request_id, unit_id, subject_id, word, value)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        for line in &self.lines {
            within!(tx, conn => sqlx::query(sql).bind(line.office).bind(line.measure.as_str()).bind(line.at)
                .bind(line.event).bind(line.request).bind(line.unit).bind(line.subject).bind(&line.word)
                .bind(i64::from(line.value)).execute(conn).await.map(drop))?;
        }
        Ok(())
    }
}

impl CountedMove {
    fn key(&self) -> Key {
        let day = self.at.0.day();
        (self.office, self.measure, day, self.unit, self.subject, self.word.clone(), self.value)
    }
}
