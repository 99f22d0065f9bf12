//! A page of the lines behind a number: read, noted in the name of each company that is in it, then shown.

use super::store::{self, LineRow};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal, page_of, read_cursor};
use contatti_model::figures::{Behind, BehindLine, Measure, Tally};
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::State;
use contatti_model::time::start_of_day;
use contatti_model::{CompanyId, EventId, Instant, OfficeId, RequestId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn page(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    asked: &Behind,
    cursor: Option<&str>,
    size: i64,
) -> Answer<Page<BehindLine>> {
    let end = cursor.map(read_cursor).transpose()?.map(|(micros, id)| (Instant::from_micros(micros), id));
    let (from, to) = asked.days(house.now().day());
    let rows = if asked.measure.is_standing() {
        // The day before its end is of the page before; with the id without bits, the first day is whole.
        let after = end.map_or((from, Uuid::nil()), |(at, id)| (at.day(), id)).max((from, Uuid::nil()));
        store::standing(house, office, asked, (after, to), size + 1).await?
    } else {
        let period_ends = (start_of_day(to.tomorrow().unwrap_or(to)), Uuid::nil());
        let before = end.map_or(period_ends, |end| end.min(period_ends));
        store::moves(house, office, asked, (start_of_day(from), before), size + 1).await?
    };
    let page = page_of(rows, size, LineRow::cursor, |row| row);
    note_reading(house, actor, office, &page.items).await?;
    let line = |row: LineRow| row.into_line(actor, office, asked.measure);
    Ok(Page { items: page.items.into_iter().map(line).collect::<Answer<_>>()?, next: page.next })
}

/// Each company that is in what was read can see by whom (promise 7); without the rows nothing is shown.
async fn note_reading(house: &House, actor: &Actor, office: OfficeId, rows: &[LineRow]) -> Answer<()> {
    let companies: BTreeSet<Uuid> = rows.iter().map(|row| row.company_id).collect();
    if companies.is_empty() {
        return Ok(());
    }
    let mut tx = house.begin().await?;
    for company in companies {
        audit::note(house, &mut tx, actor, "figures_requests_read", Some(CompanyId(company)), None, office).await?;
    }
    Ok(tx.commit().await?)
}

impl LineRow {
    fn cursor(&self) -> String {
        let day = || self.day.map_or(Instant::from_micros(0), |day| start_of_day(day.0));
        let at = self.at.map_or_else(day, |at| at.0);
        format!("{}_{}", at.as_micros(), self.event_id.unwrap_or(self.request_id))
    }

    fn into_line(self, actor: &Actor, asked_at: OfficeId, measure: Measure) -> Answer<BehindLine> {
        let office = OfficeId(self.office_id);
        let readable = actor.watches(office);
        let state = State::from_word(&self.state)
            .ok_or_else(|| Refusal::internal(format!("unknown state {:?} in requests", self.state)))?;
        let at = self.at.map(|at| at.0);
        let day = at.map(Instant::day).or(self.day.map(|day| day.0));
        let took = matches!(measure, Measure::Answered | Measure::Closed);
        let (area, year, number) = (self.register_area, self.register_year, self.register_number);
        Ok(BehindLine {
            request: RequestId(self.request_id),
            event: self.event_id.map(EventId),
            number: RegisterNumber { area, year, number },
            company: self.company,
            subject: self.subject,
            unit: self.unit,
            at,
            day: day.ok_or_else(|| Refusal::internal("a line behind a figure without its day".to_owned()))?,
            working_days: self.value.filter(|_| took).and_then(|days| u16::try_from(days).ok()),
            in_time: self.word.filter(|_| took).map(|word| Tally::is_in_time_word(&word)),
            // What another office does with it is that office's.
            state: readable.then(|| state.public()),
            owner: self.owner.filter(|_| readable),
            office: (office != asked_at).then_some(self.office),
            readable,
        })
    }
}
