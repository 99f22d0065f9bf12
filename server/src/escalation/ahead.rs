//! What an office will miss in the coming days, and what is late already: whom it reached, and whom it reaches next.

use super::away::Away;
use super::ladder;
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::escalation::{
    Ahead, AheadLine, Climbed, Due, Facts, Fired, Ladder, Owner, WORKING_DAYS_AHEAD, likely, next_step,
};
use contatti_model::identity::OfficeName;
use contatti_model::offices::WorkingCalendar;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{Pause, PauseCause, State};
use contatti_model::{OfficeId, PersonId, RequestId};
use jiff::civil::{Date, date};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// Lines of either list.
const SHOWN: usize = 200;

/// # Errors
/// When the database does not answer.
pub(super) async fn ahead(house: &House, actor: &Actor, office: OfficeName) -> Answer<Ahead> {
    let today = house.now().day();
    let (calendar, (ladder, _)) =
        tokio::try_join!(offices::calendar_of(house, office.id), ladder::of(house, office.id))?;
    let until = calendar.working_days_after(today, WORKING_DAYS_AHEAD);
    let yesterday = today.yesterday().unwrap_or(today);
    let (mut coming, mut late, fired, pauses, away) = tokio::try_join!(
        rows(house, office.id, today, today, until),
        rows(house, office.id, today, FIRST_DAY, yesterday),
        fired(house, office.id, until),
        pauses(house, office.id, until),
        Away::between(house, office.id, today, until),
    )?;
    let more = coming.len() > SHOWN || late.len() > SHOWN;
    coming.truncate(SHOWN);
    late.truncate(SHOWN);
    let around = Around { ladder, calendar, today, fired, pauses, away };
    let coming = coming.into_iter().map(|row| row.into_coming(&around)).collect::<Answer<_>>()?;
    let late = late.into_iter().map(|row| row.into_late(&around)).collect::<Answer<_>>()?;
    Ok(Ahead { office, offices: actor.overseen_offices(), today, until, coming, late, more })
}

const FIRST_DAY: Date = date(1970, 1, 1);

#[derive(FromRow)]
struct Row {
    id: Uuid,
    state: String,
    subject: String,
    company: String,
    owner: Option<String>,
    owner_id: Option<Uuid>,
    granted: i64,
    /// What the unit gives to one at most.
    most_each: Option<i32>,
    opened_at: At,
    clock_from: Option<Day>,
    promised_on: Day,
    written: i64,
    reminded_at: Option<At>,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

/// Those promised between two days, both included, that wait for nobody; by promised day.
async fn rows(house: &House, office: OfficeId, today: Date, from: Date, to: Date) -> Answer<Vec<Row>> {
    let sql = "SELECT r.id, r.state, s.title AS subject, c.name AS company, t.name AS owner, r.owner_id,
               (SELECT COUNT(*) FROM grants g WHERE g.person_id = r.owner_id AND g.office_id = r.office_id
                  AND g.role = 'operator' AND t.disabled_at IS NULL AND g.valid_from <= $2
                  AND (g.valid_to IS NULL OR g.valid_to >= $2)) AS granted,
               u.most_each, r.opened_at, r.clock_from, r.promised_on, r.reminded_at, r.register_area, r.register_year,
               r.register_number, (SELECT COUNT(*) FROM messages m WHERE m.request_id = r.id
                  AND m.kind IN ('comment', 'documents_asked', 'answer', 'meeting_set')) AS written
        FROM requests r JOIN companies c ON c.id = r.company_id JOIN subjects s ON s.id = r.subject_id
        LEFT JOIN people t ON t.id = r.owner_id LEFT JOIN units u ON u.id = r.unit_id
        WHERE r.office_id = $1 AND r.state <> 'closed' AND r.state <> 'awaiting_documents'
          AND (r.audience IS NULL OR EXISTS (SELECT 1 FROM messages m WHERE m.request_id = r.id
                 AND m.kind IN ('reply', 'reminder', 'objection', 'meeting_asked')))
          AND r.promised_on >= $3 AND r.promised_on <= $4 ORDER BY r.promised_on, r.id LIMIT $5";
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(today)).bind(Day(from)).bind(Day(to))
        .bind(most).fetch_all(pool).await)?)
}

/// What is read beside the lines.
struct Around {
    ladder: Ladder,
    calendar: WorkingCalendar,
    today: Date,
    /// Each rung with the clock it was reached on.
    fired: HashMap<Uuid, Vec<(Date, Fired)>>,
    pauses: HashMap<Uuid, Vec<Pause>>,
    away: Away,
}

async fn fired(house: &House, office: OfficeId, until: Date) -> Answer<HashMap<Uuid, Vec<(Date, Fired)>>> {
    let sql = "SELECT e.request_id, e.clock_from, e.rung, e.fired_at
               FROM requests r JOIN escalations e ON e.request_id = r.id
               WHERE r.office_id = $1 AND r.state <> 'closed' AND r.promised_on <= $2 ORDER BY e.fired_at";
    let rows: Vec<(Uuid, Day, String, At)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(until)).fetch_all(pool).await)?;
    let mut found: HashMap<Uuid, Vec<(Date, Fired)>> = HashMap::new();
    for (request, from, word, at) in rows {
        found.entry(request).or_default().push((from.0, Fired { rung: ladder::rung(&word)?, at: at.0 }));
    }
    Ok(found)
}

async fn pauses(house: &House, office: OfficeId, until: Date) -> Answer<HashMap<Uuid, Vec<Pause>>> {
    let sql = "SELECT p.request_id, p.cause, p.since, p.until FROM requests r JOIN pauses p ON p.request_id = r.id
               WHERE r.office_id = $1 AND r.state <> 'closed' AND r.promised_on <= $2 ORDER BY p.place";
    let rows: Vec<(Uuid, String, Day, Day)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(until)).fetch_all(pool).await)?;
    let mut found: HashMap<Uuid, Vec<Pause>> = HashMap::new();
    for (request, word, since, until) in rows {
        let cause = PauseCause::from_word(&word)
            .ok_or_else(|| Refusal::internal(format!("unknown cause {word:?} in pauses")))?;
        found.entry(request).or_default().push(Pause { cause, since: since.0, until: Some(until.0) });
    }
    Ok(found)
}

impl Row {
    fn state(&self) -> Answer<State> {
        State::from_word(&self.state)
            .ok_or_else(|| Refusal::internal(format!("unknown state {:?} in requests", self.state)))
    }

    fn from(&self) -> Date {
        self.clock_from.map_or_else(|| self.opened_at.0.day(), |day| day.0)
    }

    fn number(&self) -> RegisterNumber {
        let (area, year, number) = (self.register_area.clone(), self.register_year, self.register_number);
        RegisterNumber { area, year, number }
    }

    /// The rungs of the clock that runs now, and the step that comes next.
    fn on_the_ladder(&self, around: &Around) -> Answer<(Vec<Fired>, Option<Due>)> {
        let from = self.from();
        let all = around.fired.get(&self.id).map_or(&[][..], Vec::as_slice);
        let fired: Vec<Fired> = all.iter().filter(|(clock, _)| *clock == from).map(|(_, fired)| *fired).collect();
        let pauses = around.pauses.get(&self.id).map_or(&[][..], Vec::as_slice);
        let (state, promised, reminded_at) = (self.state()?, self.promised_on.0, self.reminded_at.map(|at| at.0));
        let facts = Facts { state, from, promised, pauses, reminded_at, fired: &fired };
        let next = next_step(&around.ladder, &around.calendar, &facts);
        Ok((fired, next))
    }

    fn into_coming(self, around: &Around) -> Answer<AheadLine> {
        let (_, next) = self.on_the_ladder(around)?;
        let promised = self.promised_on.0;
        let alone = |owner: Uuid| around.away.leaves_alone(PersonId(owner), promised, self.most_each);
        let owner = self.owner_id.map(|owner| match self.granted > 0 {
            true if alone(owner) => Owner::Away,
            true => Owner::There,
            false => Owner::Gone,
        });
        Ok(AheadLine {
            id: RequestId(self.id),
            number: self.number(),
            why: likely(self.state()?, owner, self.written > 0),
            subject: self.subject,
            company: self.company,
            owner: self.owner,
            promised_on: promised,
            days_left: around.calendar.days_left(around.today, promised),
            next,
        })
    }

    fn into_late(self, around: &Around) -> Answer<Climbed> {
        let (fired, next) = self.on_the_ladder(around)?;
        let highest = fired.into_iter().max_by_key(|fired| fired.rung);
        Ok(Climbed {
            id: RequestId(self.id),
            number: self.number(),
            subject: self.subject,
            company: self.company,
            owner: self.owner,
            promised_on: self.promised_on.0,
            days_left: around.calendar.days_left(around.today, self.promised_on.0),
            rung: highest.map(|fired| fired.rung),
            reached_at: highest.map(|fired| fired.at),
            next,
        })
    }
}
