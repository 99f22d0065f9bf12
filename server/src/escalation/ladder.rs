//! The ladder of an office as it is told now, the rungs a request reached, and which day's work is done.

use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::escalation::{Fired, Ladder, Rung, Step};
use contatti_model::{EventId, Instant, OfficeId, RequestId};
use jiff::civil::Date;

/// The office's own steps, or those that hold for all; `true` for its own.
///
/// # Errors
/// When the database does not answer, or its rows make no ladder.
pub(super) async fn of(house: &House, office: OfficeId) -> Answer<(Ladder, bool)> {
    let sql = "SELECT s.rung, s.working_days, CASE WHEN s.office_id IS NULL THEN 'all' ELSE 'own' END
               FROM escalation_steps s
               WHERE s.office_id = $1 OR (s.office_id IS NULL
                     AND NOT EXISTS (SELECT 1 FROM escalation_steps o WHERE o.office_id = $1))
               ORDER BY s.place";
    let rows: Vec<(String, i32, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    let own = rows.first().is_some_and(|(_, _, whose)| whose == "own");
    let steps: Vec<Step> = rows
        .into_iter()
        .map(|(word, days, _)| Ok(Step { rung: rung(&word)?, working_days: u16::try_from(days).unwrap_or(u16::MAX) }))
        .collect::<Answer<_>>()?;
    let ladder = Ladder::new(steps).map_err(|_| Refusal::internal("the rows of escalation_steps make no ladder"))?;
    Ok((ladder, own))
}

/// The ladder alone.
///
/// # Errors
/// As [`of`].
pub(crate) async fn ladder_of(house: &House, office: OfficeId) -> Answer<Ladder> {
    of(house, office).await.map(|(ladder, _)| ladder)
}

/// The rungs a request reached on the clock that started on `from`.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn fired(house: &House, request: RequestId, from: Date) -> Answer<Vec<Fired>> {
    let sql = "SELECT rung, fired_at FROM escalations WHERE request_id = $1 AND clock_from = $2 ORDER BY fired_at";
    let rows: Vec<(String, At)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(request.0).bind(Day(from)).fetch_all(pool).await)?;
    rows.into_iter().map(|(word, at)| Ok(Fired { rung: rung(&word)?, at: at.0 })).collect()
}

/// A rung that is reached now.
pub(super) struct Reached {
    pub request: RequestId,
    pub from: Date,
    pub rung: Rung,
    pub at: Instant,
    pub office: OfficeId,
    pub event: EventId,
}

/// # Errors
/// When the rung was reached on this clock before, or the database does not answer.
pub(super) async fn insert(tx: &mut Tx, reached: &Reached) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO escalations (request_id, clock_from, rung, fired_at, office_id, event_id)
               VALUES ($1, $2, $3, $4, $5, $6)";
    within!(tx, conn => sqlx::query(sql).bind(reached.request.0).bind(Day(reached.from)).bind(reached.rung.as_str())
        .bind(At(reached.at)).bind(reached.office.0).bind(reached.event.0).execute(conn).await.map(drop))
}

/// A stored rung; an unknown word is a broken row.
pub(super) fn rung(word: &str) -> Answer<Rung> {
    Rung::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown rung {word:?}")))
}

/// The works that are done once a day.
#[derive(Clone, Copy)]
pub(super) enum Round {
    Ladder,
    Night,
    Enablements,
}

impl Round {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Night => "night",
            Self::Enablements => "enablements",
        }
    }
}

/// Whether a day's work was done to its end.
pub(super) async fn is_done(house: &House, round: Round, day: Date) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM escalation_rounds WHERE kind = $1 AND day = $2";
    let done: i64 =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(round.as_str()).bind(Day(day)).fetch_one(pool).await)?;
    Ok(done > 0)
}

/// Notes that it was; two servers may have done it side by side.
pub(super) async fn note_done(house: &House, round: Round, day: Date) -> Answer<()> {
    let sql =
        "INSERT INTO escalation_rounds (kind, day, done_at) VALUES ($1, $2, $3) ON CONFLICT (kind, day) DO NOTHING";
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(round.as_str()).bind(Day(day)).bind(At(house.now())).execute(conn).await
        .map(drop))?;
    Ok(tx.commit().await?)
}
