//! The SQL behind a number: its lines by their own index, a page at a time, and the number itself off the sums.

use crate::db::{At, Day, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::figures::{Behind, Measure};
use contatti_model::{Instant, OfficeId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

/// A thing counted, with its request as it stands now.
#[derive(FromRow)]
pub(super) struct LineRow {
    pub request_id: Uuid,
    /// Of how much there is: none of it.
    #[sqlx(default)]
    pub event_id: Option<Uuid>,
    #[sqlx(default)]
    pub at: Option<At>,
    #[sqlx(default)]
    pub word: Option<String>,
    #[sqlx(default)]
    pub value: Option<i64>,
    /// Of what happened: none of it.
    #[sqlx(default)]
    pub day: Option<Day>,
    pub company_id: Uuid,
    pub company: String,
    pub subject: String,
    pub unit: Option<String>,
    pub state: String,
    pub owner: Option<String>,
    pub office_id: Uuid,
    pub office: String,
    pub register_area: String,
    pub register_year: i16,
    pub register_number: i64,
}

/// The page is chosen first, by the index alone; only its requests are looked up.
macro_rules! lines {
    ($columns:literal, [$($chosen:tt),+], $order:literal) => {
        concat!(
            "SELECT x.request_id, ",
            $columns,
            ", r.company_id, c.name AS company, s.title AS subject, u.name AS unit, r.state, p.name AS owner,
               r.office_id, o.name AS office, r.register_area, r.register_year, r.register_number
             FROM (",
            $($chosen),+,
            " ORDER BY ",
            $order,
            " LIMIT $5) x
             JOIN requests r ON r.id = x.request_id JOIN companies c ON c.id = r.company_id
             JOIN subjects s ON s.id = x.subject_id JOIN offices o ON o.id = r.office_id
             LEFT JOIN people p ON p.id = r.owner_id LEFT JOIN units u ON u.id = x.unit_id
             ORDER BY ",
            $order
        )
    };
}

/// How much there is, oldest first: $1 the office, $2 and $3 where the page before ended or the days begin, $4 the last
/// day, $5 how many, $6 the subject, $7 the unit, $8 the one without bits, which is none.
macro_rules! standing {
    ($day:literal) => {
        lines!(
            "x.day",
            [
                "SELECT request_id, unit_id, subject_id, ",
                $day,
                " AS day FROM counted WHERE office_id = $1 AND ",
                $day,
                " IS NOT NULL AND (",
                $day,
                ", request_id) > ($2, $3) AND ",
                $day,
                " <= $4 AND ($6 IS NULL OR subject_id = $6) AND ($7 IS NULL OR COALESCE(unit_id, $8) = $7)"
            ],
            "day, request_id"
        )
    };
}

/// What happened, newest first: $1 the office, $2 and $3 where the page before ended or the period does, $4 where the
/// period begins, $5 how many, $6 the subject, $7 the unit, $8 the measure, $9 the word, $10 the working days.
pub const BEHIND_MOVES: &str = lines!(
    "x.event_id, x.at, x.word, x.value",
    ["SELECT event_id, request_id, at, unit_id, subject_id, word, value FROM counted_moves
         WHERE office_id = $1 AND measure = $8 AND (at, event_id) < ($2, $3) AND at >= $4
           AND ($6 IS NULL OR subject_id = $6) AND ($7 IS NULL OR unit_id = $7)
           AND ($9 IS NULL OR word = $9) AND ($10 IS NULL OR value = $10)"],
    "at DESC, event_id DESC"
);

/// What is open, by when its clock started.
pub const BEHIND_OPEN: &str = standing!("open_since");

/// What is due, by the day promised.
pub const BEHIND_DUE: &str = standing!("due_on");

/// What happened from one moment on, before another, or before the line that stood there.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn moves(
    house: &House,
    office: OfficeId,
    asked: &Behind,
    (from, before): (Instant, (Instant, Uuid)),
    size: i64,
) -> Answer<Vec<LineRow>> {
    let (subject, unit) = (asked.period.subject.map(|id| id.0), asked.period.unit.map(|id| id.0));
    Ok(
        on!(&house.db, pool => sqlx::query_as(BEHIND_MOVES).bind(office.0).bind(At(before.0)).bind(before.1).bind(At(from))
        .bind(size).bind(subject).bind(unit).bind(asked.measure.as_str()).bind(asked.counted_word())
        .bind(asked.working_days.map(i64::from)).fetch_all(pool).await)?,
    )
}

/// How much there is, after a line of one day and to another.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn standing(
    house: &House,
    office: OfficeId,
    asked: &Behind,
    (after, to): ((Date, Uuid), Date),
    size: i64,
) -> Answer<Vec<LineRow>> {
    let sql = if asked.measure == Measure::Open { BEHIND_OPEN } else { BEHIND_DUE };
    let (subject, unit) = (asked.period.subject.map(|id| id.0), asked.period.unit.map(|id| id.0));
    Ok(
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(after.0)).bind(after.1).bind(Day(to)).bind(size)
        .bind(subject).bind(unit).bind(Uuid::nil()).fetch_all(pool).await)?,
    )
}

/// The number itself.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn total(house: &House, office: OfficeId, asked: &Behind, (from, to): (Date, Date)) -> Answer<u64> {
    let sql = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM figures
               WHERE office_id = $1 AND measure = $2 AND day BETWEEN $3 AND $4
                 AND ($5 IS NULL OR subject_id = $5) AND ($6 IS NULL OR unit_id = $6)
                 AND ($7 IS NULL OR word = $7) AND ($8 IS NULL OR value = $8)";
    let (subject, unit) = (asked.period.subject.map(|id| id.0), asked.period.unit.map(|id| id.0));
    let total: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).bind(asked.measure.as_str())
        .bind(Day(from)).bind(Day(to)).bind(subject).bind(unit).bind(asked.counted_word())
        .bind(asked.working_days.map(i64::from)).fetch_one(pool).await)?;
    Ok(u64::try_from(total).unwrap_or(0))
}

/// Until when moves were counted as their requests stood later.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn recounted_until(house: &House) -> Answer<Option<Date>> {
    let sql = "SELECT recounted_until FROM figures_progress";
    let row: (Option<At>,) = on!(&house.db, pool => sqlx::query_as(sql).fetch_one(pool).await)?;
    Ok(row.0.map(|at| at.0.day()))
}
