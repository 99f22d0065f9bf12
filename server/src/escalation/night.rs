//! The nightly check: what has no owner who can work it and no step to come is found, given back where that helps, and told.

use super::away::Away;
use super::ladder::{self, Round, is_done, note_done};
use super::recipients::{answering, holders, stood_on};
use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::notices::{self, reachable};
use crate::requests::{self, Watched};
use crate::web::{Answer, Refusal};
use contatti_model::escalation::{self as rules, Finding, FindingLine, Ladder, Night, Owner, Rung};
use contatti_model::identity::Role;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{Side, State};
use contatti_model::time::morning;
use contatti_model::{OfficeId, PersonId, ProblemCode, RequestId};
use jiff::civil::{Date, date};
use sqlx::FromRow;
use uuid::Uuid;

/// Requests read at a time.
const BATCH: i64 = 500;
/// Findings shown of one night.
const SHOWN: i64 = 200;

/// Looks through every open request once a night; how many it found something of.
///
/// # Errors
/// When the database does not answer; what was found before stays, and the rest is done by the next round.
pub async fn check_night(house: &House) -> Answer<usize> {
    let today = house.now().day();
    if is_done(house, Round::Night, today).await? {
        return Ok(0);
    }
    let mut found = 0;
    let sql = "SELECT o.id FROM offices o WHERE EXISTS (
                   SELECT 1 FROM requests r WHERE r.office_id = o.id AND r.state <> 'closed') ORDER BY o.id";
    let offices: Vec<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).fetch_all(pool).await)?;
    for office in offices {
        found += check(house, OfficeId(office), today).await?;
    }
    note_done(house, Round::Night, today).await?;
    Ok(found)
}

/// What the last check found at an office.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn last(house: &House, office: OfficeId) -> Answer<Night> {
    let sql = "SELECT MAX(day) FROM escalation_rounds WHERE kind = 'night'";
    let day: Option<Day> = on!(&house.db, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?;
    let Some(day) = day else { return Ok(Night { day: None, findings: vec![] }) };
    let sql = "SELECT n.request_id, n.finding, n.given_back, s.title AS subject, c.name AS company, r.register_area,
                      r.register_year, r.register_number
               FROM night_findings n JOIN requests r ON r.id = n.request_id AND r.office_id = n.office_id
               JOIN subjects s ON s.id = r.subject_id JOIN companies c ON c.id = r.company_id
               WHERE n.office_id = $1 AND n.day = $2 ORDER BY r.promised_on, r.id LIMIT $3";
    let rows: Vec<FindingRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(day).bind(SHOWN).fetch_all(pool).await)?;
    let findings = rows.into_iter().map(FindingRow::into_line).collect::<Answer<_>>()?;
    Ok(Night { day: Some(day.0), findings })
}

#[derive(FromRow)]
struct FindingRow {
    request_id: Uuid,
    finding: String,
    given_back: bool,
    subject: String,
    company: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

impl FindingRow {
    fn into_line(self) -> Answer<FindingLine> {
        let finding = Finding::from_word(&self.finding)
            .ok_or_else(|| Refusal::internal(format!("unknown finding {:?}", self.finding)))?;
        let number =
            RegisterNumber { area: self.register_area, year: self.register_year, number: self.register_number };
        let (id, subject, company) = (RequestId(self.request_id), self.subject, self.company);
        Ok(FindingLine { id, number, subject, company, finding, given_back: self.given_back })
    }
}

#[derive(FromRow)]
struct OpenRow {
    id: Uuid,
    state: String,
    promised_on: Day,
    owner_id: Option<Uuid>,
    most_each: Option<i32>,
    granted: i64,
    managed: i64,
    reached: Option<i32>,
}

/// $1 the office, $2 today, $3 and $4 where the batch before ended, $5 how many, $6 whether the house sends SMS. `reached`
/// is the place of the highest rung in [`Rung::ALL`].
const OPEN: &str = concat!(
    "
    SELECT r.id, r.state, r.promised_on, r.owner_id, u.most_each,
           (SELECT COUNT(*) FROM grants g JOIN people p ON p.id = g.person_id
            WHERE g.person_id = r.owner_id AND g.office_id = r.office_id AND g.role = 'operator'
              AND p.disabled_at IS NULL AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2)) AS granted,
           (SELECT COUNT(*) FROM ",
    answering!("$2", "$6"),
    ") AS managed,
           (SELECT MAX(CASE e.rung WHEN 'owner' THEN 0 WHEN 'unit_manager' THEN 1 WHEN 'director' THEN 2 ELSE 3 END)
            FROM escalations e WHERE e.request_id = r.id
              AND (r.clock_from IS NULL OR e.clock_from = r.clock_from)) AS reached
    FROM requests r LEFT JOIN units u ON u.id = r.unit_id
    WHERE r.office_id = $1 AND r.state <> 'closed' AND (r.promised_on, r.id) > ($3, $4)
    ORDER BY r.promised_on, r.id LIMIT $5"
);

/// What is the same for every request of an office.
struct Around {
    today: Date,
    office_works: bool,
    ladder: Ladder,
    /// The rungs of the office on which somebody stands.
    stood_on: Vec<Rung>,
    away: Away,
}

impl Around {
    async fn of(house: &House, office: OfficeId, today: Date) -> Answer<Self> {
        let (office_works, (ladder, _), stood_on, away) = tokio::try_join!(
            has_operators(house, office, today),
            ladder::of(house, office),
            stood_on(house, office),
            Away::between(house, office, today, Date::MAX)
        )?;
        Ok(Self { today, office_works, ladder, stood_on, away })
    }
}

async fn check(house: &House, office: OfficeId, today: Date) -> Answer<usize> {
    let around = Around::of(house, office, today).await?;
    let (mut found, mut last) = (0, Some((Day(date(1970, 1, 1)), Uuid::nil())));
    while let Some((promised, id)) = last {
        let rows: Vec<OpenRow> = on!(&house.db, pool => sqlx::query_as(OPEN).bind(office.0).bind(Day(today))
            .bind(promised).bind(id).bind(BATCH).bind(house.config.sends_sms()).fetch_all(pool).await)?;
        last = rows.last().map(|row| (row.promised_on, row.id));
        for row in rows {
            if let Some(finding) = row.finding(&around)? {
                found += usize::from(settle(house, office, today, &row, finding).await?);
            }
        }
    }
    Ok(found)
}

impl OpenRow {
    fn finding(&self, around: &Around) -> Answer<Option<Finding>> {
        let state = State::from_word(&self.state)
            .ok_or_else(|| Refusal::internal(format!("unknown state {:?} in requests", self.state)))?;
        let reached =
            self.reached.and_then(|place| usize::try_from(place).ok()).and_then(|at| Rung::ALL.get(at).copied());
        let managed = |rung: Rung| self.managed > 0 && rung <= Rung::UnitManager;
        let rung_to_come = around.ladder.still_tells(reached, |rung| managed(rung) || around.stood_on.contains(&rung));
        let owner = self.owner_id.map(|id| self.owner(PersonId(id), around));
        Ok(rules::finding(rules::Watched { state, owner, office_works: around.office_works, rung_to_come }))
    }

    /// Away is who does not come back before the request is due, while nobody does their work: else their return is the next step.
    fn owner(&self, id: PersonId, around: &Around) -> Owner {
        let alone = |day: Date| around.away.leaves_alone(id, day, self.most_each);
        match self.granted > 0 {
            false => Owner::Gone,
            true if alone(around.today) && alone(self.promised_on.0.max(around.today)) => Owner::Away,
            true => Owner::There,
        }
    }
}

async fn has_operators(house: &House, office: OfficeId, today: Date) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM grants g JOIN people p ON p.id = g.person_id
               WHERE g.office_id = $1 AND g.role = 'operator' AND p.disabled_at IS NULL
                 AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2)";
    let operators: i64 =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).bind(Day(today)).fetch_one(pool).await)?;
    Ok(operators > 0)
}

/// Writes a finding down, and gives the request back where its owner is gone and the state allows it; false when somebody
/// moved it meanwhile, and what was seen holds no longer.
async fn settle(house: &House, office: OfficeId, today: Date, row: &OpenRow, finding: Finding) -> Answer<bool> {
    let Some(now) = Watched::read(house, RequestId(row.id)).await? else { return Ok(false) };
    let as_seen = now.office() == office && now.owner().map(|id| id.0) == row.owner_id && now.state != State::Closed;
    if !as_seen {
        return Ok(false);
    }
    let goes_back = finding == Finding::OwnerGone && now.state.give_back().is_ok();
    let directors = if goes_back { holders(house, office, Role::Director).await? } else { vec![] };
    let mut tx = house.begin().await?;
    if goes_back {
        let event = match requests::give_back_by_itself(house, &mut tx, &now).await {
            Err(refusal) if refusal.problem.code == ProblemCode::Stale => return Ok(false),
            given => given?,
        };
        for (director, email) in directors {
            notices::enqueue_for(house, &mut tx, event, &email, director, Some(Side::Office)).await?;
        }
        // Found in the night, told in the morning: the letters wait in line, so that no second round tells them again.
        notices::hold_until(&mut tx, event, morning(today)).await?;
    }
    insert(&mut tx, today, office, row.id, finding, goes_back).await?;
    tx.commit().await?;
    Ok(true)
}

async fn insert(
    tx: &mut Tx,
    day: Date,
    office: OfficeId,
    request: Uuid,
    finding: Finding,
    given_back: bool,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO night_findings (day, office_id, request_id, finding, given_back) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (day, request_id) DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(Day(day)).bind(office.0).bind(request).bind(finding.as_str())
        .bind(given_back).execute(conn).await.map(drop))
}
