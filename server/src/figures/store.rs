//! The SQL of counting: what waits, how a request stands now and stood before, and the sums.

use crate::db::tx::EngineTx;
use crate::db::{At, Day, Ids, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::figures::{Measure, Period, Tally};
use contatti_model::{OfficeId, SubjectId, UnitId};
use sqlx::FromRow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A move that waits, with what the timeline says of the request before it.
#[derive(FromRow)]
pub(super) struct MovementRow {
    pub event_id: Uuid,
    pub request_id: Uuid,
    pub kind: String,
    pub at: At,
    pub office_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub subject_id: Uuid,
    pub channel: String,
    pub clock_from: Option<Day>,
    pub opened_at: At,
    pub promised_on: Day,
    pub hands: i64,
    /// The archives failed what was closed until then: it is open again.
    pub was_closed: bool,
    /// The company opened it again by saying that it was not answered.
    pub not_solved: bool,
    /// The office wrote to the company and went on working.
    pub interlocutory: bool,
    pub outcome: Option<String>,
    /// The office wrote first: nothing a company asked.
    pub opened_by_office: bool,
}

/// Counting is one's alone until the transaction ends.
pub(super) async fn hold(tx: &mut Tx) -> Result<(), sqlx::Error> {
    let sql = "UPDATE figures_progress SET counted_at = counted_at";
    within!(tx, conn => sqlx::query(sql).execute(conn).await.map(drop))
}

pub(super) async fn waiting(tx: &mut Tx, most: i64) -> Result<Vec<MovementRow>, sqlx::Error> {
    let sql = "SELECT m.event_id, m.request_id, m.kind, m.at, m.office_id, m.unit_id, m.subject_id, m.channel,
                      m.clock_from, m.promised_on, m.outcome, r.opened_at, r.audience IS NOT NULL AS opened_by_office,
                      CASE WHEN m.kind = 'closed' THEN
                        (SELECT COUNT(*) FROM events e WHERE e.request_id = m.request_id
                           AND e.place < (SELECT c.place FROM events c WHERE c.id = m.event_id)
                           AND e.kind IN ('taken_in_charge', 'assigned', 'given_back', 'handed_over', 'reopened', 'taken_up_again'))
                      ELSE 0 END AS hands,
                      m.kind = 'archives_failed' AND COALESCE(
                        (SELECT e.kind FROM events e WHERE e.request_id = m.request_id
                           AND e.place < (SELECT c.place FROM events c WHERE c.id = m.event_id)
                           AND e.kind IN ('closed', 'expired', 'reopened', 'archives_failed', 'taken_up_again')
                         ORDER BY e.place DESC LIMIT 1), '') IN ('closed', 'expired') AS was_closed,
                      m.kind = 'reopened' AND EXISTS (SELECT 1 FROM events e JOIN messages t
                        ON t.request_id = e.request_id AND t.version = e.place - 1
                        WHERE e.id = m.event_id AND t.kind = 'objection') AS not_solved,
                      m.kind IN ('commented', 'taken_in_charge', 'assigned', 'given_back') AND EXISTS (
                        SELECT 1 FROM events e JOIN messages t
                        ON t.request_id = e.request_id AND t.version = e.place - 1
                        WHERE e.id = m.event_id AND t.kind = 'comment') AS interlocutory
               FROM movements m JOIN requests r ON r.id = m.request_id ORDER BY m.event_id LIMIT $1";
    within!(tx, conn => sqlx::query_as(sql).bind(most).fetch_all(conn).await)
}

pub(super) async fn any_waiting(house: &House) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM movements LIMIT 1) waiting";
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?;
    Ok(count > 0)
}

pub(super) async fn done(tx: &mut Tx, events: &[Uuid]) -> Result<(), sqlx::Error> {
    let sql = match &tx.engine {
        EngineTx::Sqlite(_) => "DELETE FROM movements WHERE event_id IN (SELECT unhex(value) FROM json_each($1))",
        EngineTx::Postgres(_) => "DELETE FROM movements WHERE event_id = ANY($1)",
    };
    within!(tx, conn => sqlx::query(sql).bind(Ids(events)).execute(conn).await.map(drop))
}

pub(super) async fn note_progress(tx: &mut Tx, at: At) -> Result<(), sqlx::Error> {
    let sql = "UPDATE figures_progress SET counted_at = $1";
    within!(tx, conn => sqlx::query(sql).bind(at).execute(conn).await.map(drop))
}

pub(super) async fn counted_at(house: &House) -> Answer<Option<At>> {
    let sql = "SELECT counted_at FROM figures_progress";
    let row: (Option<At>,) = on!(&house.db, pool => sqlx::query_as(sql).fetch_one(pool).await)?;
    Ok(row.0)
}

/// How a request stands in the sums.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(super) struct Counted {
    pub office_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub subject_id: Uuid,
    pub open_since: Option<Day>,
    pub due_on: Option<Day>,
    pub answered: bool,
}

pub(super) async fn counted(tx: &mut Tx, request: Uuid) -> Result<Option<Counted>, sqlx::Error> {
    let sql = "SELECT office_id, unit_id, subject_id, open_since, due_on, answered FROM counted WHERE request_id = $1";
    within!(tx, conn => sqlx::query_as(sql).bind(request).fetch_optional(conn).await)
}

/// A request as it stands now, for the sums.
#[derive(FromRow)]
pub(super) struct NowRow {
    pub office_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub subject_id: Uuid,
    pub state: String,
    pub opened_at: At,
    pub updated_at: At,
    pub clock_from: Option<Day>,
    pub promised_on: Day,
    pub first_response_at: Option<At>,
    pub closed_at: Option<At>,
    /// The office wrote first: its letter answers nobody.
    pub opened_by_office: bool,
    /// And nobody wrote back yet: nobody is late.
    pub waits_for_company: bool,
}

pub(super) async fn now(tx: &mut Tx, request: Uuid) -> Result<NowRow, sqlx::Error> {
    let sql = "SELECT office_id, unit_id, subject_id, state, opened_at, updated_at, clock_from, promised_on,
                      first_response_at, closed_at, audience IS NOT NULL AS opened_by_office,
                      audience IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.request_id = requests.id
                        AND m.kind IN ('reply', 'reminder', 'objection', 'meeting_asked')) AS waits_for_company
               FROM requests WHERE id = $1";
    within!(tx, conn => sqlx::query_as(sql).bind(request).fetch_one(conn).await)
}

pub(super) async fn remember(tx: &mut Tx, request: Uuid, counted: &Counted) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO counted (request_id, office_id, unit_id, subject_id, open_since, due_on, answered)
               VALUES ($1, $2, $3, $4, $5, $6, $7)
               ON CONFLICT (request_id) DO UPDATE SET office_id = excluded.office_id, unit_id = excluded.unit_id,
                 subject_id = excluded.subject_id, open_since = excluded.open_since, due_on = excluded.due_on,
                 answered = excluded.answered";
    within!(tx, conn => sqlx::query(sql).bind(request).bind(counted.office_id).bind(counted.unit_id)
        .bind(counted.subject_id).bind(counted.open_since).bind(counted.due_on).bind(counted.answered)
        .execute(conn).await.map(drop))
}

/// Which sum: office, measure, day, unit, subject, word, value.
pub(super) type Key = (Uuid, Measure, jiff::civil::Date, Uuid, Uuid, String, u16);

/// What is added to each sum.
pub(super) type Sums = BTreeMap<Key, i64>;

pub(super) async fn add(tx: &mut Tx, sums: &Sums) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO figures (office_id, measure, day, unit_id, subject_id, word, value, amount)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
               ON CONFLICT (office_id, measure, day, unit_id, subject_id, word, value)
               DO UPDATE SET amount = figures.amount + excluded.amount";
    for ((office, measure, day, unit, subject, word, value), amount) in sums {
        if *amount != 0 {
            within!(tx, conn => sqlx::query(sql).bind(office).bind(measure.as_str()).bind(Day(*day)).bind(unit)
                .bind(subject).bind(word).bind(i64::from(*value)).bind(amount).execute(conn).await.map(drop))?;
        }
    }
    // Standings come back to nothing each day: empty sums would only grow the table.
    let empty = "DELETE FROM figures WHERE amount = 0 AND office_id = $1 AND measure IN ('open', 'due')";
    let mut offices: Vec<Uuid> = sums.keys().map(|key| key.0).collect();
    offices.dedup();
    for office in offices {
        within!(tx, conn => sqlx::query(empty).bind(office).execute(conn).await.map(drop))?;
    }
    Ok(())
}

#[derive(FromRow)]
struct SumRow {
    measure: String,
    day: Day,
    unit_id: Uuid,
    subject_id: Uuid,
    word: String,
    value: i64,
    amount: i64,
}

/// What happened in the period, of its subject and unit, day by day.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn flows(house: &House, office: OfficeId, period: &Period) -> Answer<Vec<Tally>> {
    let sql = "SELECT measure, day, unit_id, subject_id, word, value, amount FROM figures
               WHERE office_id = $1 AND day BETWEEN $2 AND $3 AND measure NOT IN ('open', 'due')
                 AND ($4 IS NULL OR subject_id = $4) AND ($5 IS NULL OR unit_id = $5)
               ORDER BY day, measure, subject_id, unit_id, word, value";
    let (subject, unit) = (period.subject.map(|id| id.0), period.unit.map(|id| id.0));
    let rows: Vec<SumRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(period.from))
        .bind(Day(period.to)).bind(subject).bind(unit).fetch_all(pool).await)?;
    rows.into_iter().map(SumRow::into_tally).collect()
}

const STANDINGS: &str = "SELECT measure, day, unit_id, subject_id, word, value, amount FROM figures
    WHERE office_id = $1 AND measure IN ('open', 'due')
      AND ($2 IS NULL OR subject_id = $2) AND ($3 IS NULL OR unit_id = $3) ORDER BY day, measure";

/// How much there is now, of a subject and unit.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn standings(
    house: &House,
    office: OfficeId,
    subject: Option<SubjectId>,
    unit: Option<UnitId>,
) -> Answer<Vec<Tally>> {
    let rows: Vec<SumRow> = on!(&house.db, pool => sqlx::query_as(STANDINGS).bind(office.0).bind(subject.map(|id| id.0))
        .bind(unit.map(|id| id.0)).fetch_all(pool).await)?;
    rows.into_iter().map(SumRow::into_tally).collect()
}

/// The same of the whole office, as it is within the transaction.
pub(super) async fn standings_within(tx: &mut Tx, office: OfficeId) -> Answer<Vec<Tally>> {
    let rows: Vec<SumRow> = within!(tx, conn => sqlx::query_as(STANDINGS).bind(office.0).bind(None::<Uuid>)
        .bind(None::<Uuid>).fetch_all(conn).await)?;
    rows.into_iter().map(SumRow::into_tally).collect()
}

impl SumRow {
    fn into_tally(self) -> Answer<Tally> {
        let measure = Measure::from_word(&self.measure)
            .ok_or_else(|| Refusal::internal(format!("unknown measure {:?} in figures", self.measure)))?;
        Ok(Tally {
            measure,
            day: self.day.0,
            unit: (!self.unit_id.is_nil()).then_some(UnitId(self.unit_id)),
            subject: SubjectId(self.subject_id),
            word: self.word,
            value: u16::try_from(self.value).unwrap_or(u16::MAX),
            amount: self.amount,
        })
    }
}
