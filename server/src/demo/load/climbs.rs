//! Late requests of the demonstration have climbed their ladder already, as if the house had been open all the time.

use super::super::ids::{Numbered, numbered};
use super::super::{DemoRequest, World};
use crate::db::{At, Day, Tx, within};
use crate::escalation::ladder_of;
use crate::house::House;
use crate::web::Answer;
use contatti_model::escalation::{Due, Facts, Fired, Ladder, next_step};
use contatti_model::offices::WorkingCalendar;
use contatti_model::requests::EventKind;
use contatti_model::time::start_of_day;
use contatti_model::{Instant, OfficeId};
use jiff::civil::Date;
use std::collections::HashMap;

/// When the ladder begins on its day.
const MORNING_SECONDS: i64 = 7 * 3_600;

/// The ladder and the days of every office, and the day the house opens.
pub(super) struct Climbs {
    offices: HashMap<OfficeId, (Ladder, WorkingCalendar)>,
    today: Date,
}

impl Climbs {
    pub(super) async fn of(house: &House, world: &World) -> Answer<Self> {
        let mut offices = HashMap::new();
        for office in &world.offices {
            offices.insert(office.id, (ladder_of(house, office.id).await?, office.calendar()));
        }
        Ok(Self { offices, today: house.now().day() })
    }

    /// What was due until yesterday; today's is the house's own work.
    fn climbed(&self, request: &DemoRequest) -> Vec<Fired> {
        let Some((ladder, calendar)) = self.offices.get(&request.office) else { return vec![] };
        let mut fired: Vec<Fired> = vec![];
        loop {
            let facts = Facts {
                state: request.state,
                from: request.opened_at.day(),
                promised: request.promised_on,
                pauses: &[],
                reminded_at: None,
                fired: &fired,
            };
            match next_step(ladder, calendar, &facts) {
                Some(Due { rung, on }) if on < self.today => {
                    fired.push(Fired { rung, at: moment(request, on) });
                }
                _ => return fired,
            }
        }
    }

    /// Writes the rungs of a request whose turns are all there.
    pub(super) async fn write(&self, tx: &mut Tx, request: &DemoRequest) -> Result<(), sqlx::Error> {
        let fired = self.climbed(request);
        let Some(last) = fired.last() else { return Ok(()) };
        for (place, fired) in (request.version + 2..).zip(&fired) {
            insert(tx, request, place, fired).await?;
        }
        let sql = "UPDATE requests SET version = version + $2, updated_at = $3 WHERE id = $1";
        let count = i64::try_from(fired.len()).unwrap_or(0);
        within!(tx, conn => sqlx::query(sql).bind(request.id.0).bind(count).bind(At(last.at)).execute(conn).await
            .map(drop))
    }
}

/// In the morning of its day, and never before what was written last.
fn moment(request: &DemoRequest, on: Date) -> Instant {
    start_of_day(on).plus_seconds(MORNING_SECONDS).max(request.updated_at)
}

async fn insert(tx: &mut Tx, request: &DemoRequest, place: i64, fired: &Fired) -> Result<(), sqlx::Error> {
    let event = numbered(Numbered::Event, request.index, place.cast_unsigned() - 1);
    let sql = "INSERT INTO events (id, request_id, place, kind, at, office_id, day, named)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    within!(tx, conn => sqlx::query(sql).bind(event).bind(request.id.0).bind(place).bind(EventKind::Escalated.as_str())
        .bind(At(fired.at)).bind(request.office.0).bind(Day(request.promised_on)).bind(fired.rung.as_str())
        .execute(conn).await.map(drop))?;
    let sql = "INSERT INTO escalations (request_id, clock_from, rung, fired_at, office_id, event_id)
               VALUES ($1, $2, $3, $4, $5, $6)";
    within!(tx, conn => sqlx::query(sql).bind(request.id.0).bind(Day(request.opened_at.day())).bind(fired.rung.as_str())
        .bind(At(fired.at)).bind(request.office.0).bind(event).execute(conn).await.map(drop))
}
