//! A page of an office's work list: read by the view's own index, put into lines with the days that are left.

use super::place::{self, Key, Place};
use super::views::{Narrowed, sql, sql_of_one_unit};
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::{Actor, company_patterns};
use crate::offices;
use crate::requests::{LineRow, line_from};
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of};
use contatti_model::offices::WorkingCalendar;
use contatti_model::page::Page;
use contatti_model::requests::{MeetingState, WorkFilter, WorkLine, WorkView, meeting_ends};
use contatti_model::{CompanyId, Instant, OfficeId, UnitId};
use sqlx::FromRow;
use std::sync::Arc;
use uuid::Uuid;

#[derive(FromRow)]
struct WorkRow {
    #[sqlx(flatten)]
    line: LineRow,
    owner: Option<String>,
    attachment_count: i32,
    meeting: Option<String>,
    meeting_at: Option<At>,
    unit: Option<String>,
    company_id: Uuid,
    owner_absent_until: Option<Day>,
}

/// What decides which lines are read of a view that is the same for the whole office.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    office: OfficeId,
    filter: WorkFilter,
    cursor: Option<String>,
}

/// Read once for all who ask the same together, for an office's pages hear of a change in the same moment; the reader's
/// own views are read for each.
///
/// # Errors
/// 404 for a cursor this server did not make, or made for another order.
pub(super) async fn list(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    filter: &WorkFilter,
    cursor: Option<&str>,
) -> Answer<Arc<Page<WorkLine>>> {
    let page = page(house, actor, office, filter, cursor);
    if filter.view.is_of_the_reader() {
        return page.await.map(Arc::new);
    }
    // How lines are shown decides nothing of what is read.
    let filter = WorkFilter { columns: None, office: None, ..filter.clone() };
    let asked = Asked { office, filter, cursor: cursor.map(str::to_owned) };
    house.asked.lists.answer(asked, page).await
}

async fn page(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    filter: &WorkFilter,
    cursor: Option<&str>,
) -> Answer<Page<WorkLine>> {
    let after = place::after(filter.order, filter.view, house.now().day(), cursor)?;
    let rows = read(house, actor, office, filter, after);
    let (rows, calendar) = tokio::try_join!(rows, offices::calendar_of(house, office))?;
    let cursor = |row: &WorkRow| place::cursor(filter.order, &row.line);
    let now = house.now();
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row.into_line(&calendar, now));
    let items = page.items.into_iter().collect::<Answer<_>>()?;
    Ok(Page { items, next: page.next })
}

async fn read(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    filter: &WorkFilter,
    after: Place,
) -> Answer<Vec<WorkRow>> {
    let narrowed = if filter.who.is_some() { Narrowed::ByWho } else { Narrowed::No };
    let own_unit = match (filter.view, filter.unit) {
        (WorkView::MyUnit, None) => only_unit(house, actor, office).await?,
        _ => None,
    };
    let sql = match own_unit {
        Some(_) => sql_of_one_unit(filter.order, narrowed),
        None => sql(filter.view, filter.order, narrowed),
    };
    let [first, second, third, fourth] = company_patterns(filter.who.as_deref().unwrap_or_default());
    let today = Day(house.now().day());
    let (subject, unit) = (filter.subject.map(|id| id.0), own_unit.or(filter.unit).map(|id| id.0));
    Ok(on!(&house.db, pool => {
        let query = sqlx::query_as(sql).bind(office.0).bind(actor.id.0).bind(today);
        let query = match after.key {
            Key::Day(day) => query.bind(Day(day)),
            Key::At(at) => query.bind(At(at)),
        };
        query.bind(after.id).bind(PAGE_SIZE + 1).bind(subject).bind(first).bind(second).bind(third).bind(fourth)
            .bind(unit).fetch_all(pool).await
    })?)
}

/// The reader's unit, where they belong to one alone.
async fn only_unit(house: &House, actor: &Actor, office: OfficeId) -> Answer<Option<UnitId>> {
    let sql = "SELECT m.unit_id FROM unit_members m JOIN units u ON u.id = m.unit_id
               WHERE m.person_id = $1 AND u.office_id = $2 LIMIT 2";
    let units: Vec<(Uuid,)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(actor.id.0).bind(office.0).fetch_all(pool).await)?;
    Ok(if let [(unit,)] = units[..] { Some(UnitId(unit)) } else { None })
}

impl WorkRow {
    fn into_line(self, calendar: &WorkingCalendar, now: Instant) -> Answer<WorkLine> {
        let (meeting, meeting_at) = self.meeting(now)?;
        let (internal_state, line) = line_from(self.line)?;
        Ok(WorkLine {
            days_left: calendar.days_left(now.day(), line.promised_on),
            line,
            company_id: CompanyId(self.company_id),
            internal_state,
            owner: self.owner,
            owner_absent_until: self.owner_absent_until.map(|day| day.0),
            unit: self.unit,
            attachments: u32::try_from(self.attachment_count).unwrap_or(0),
            meeting,
            meeting_at,
        })
    }

    /// The appointment, while it is asked for or still to come.
    fn meeting(&self, now: Instant) -> Answer<(Option<MeetingState>, Option<Instant>)> {
        let Some(word) = &self.meeting else { return Ok((None, None)) };
        let stored = MeetingState::from_word(word)
            .ok_or_else(|| Refusal::internal(format!("unknown state {word:?} in meetings")))?;
        let begins_at = self.meeting_at.map(|at| at.0);
        let state = stored.at(begins_at.map(meeting_ends), now);
        Ok(if state.is_alive() { (Some(state), begins_at) } else { (None, None) })
    }
}
