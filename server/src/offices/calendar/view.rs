//! The calendar as a director reads it: the coming rests by law, patron and change, and what can be taken back.

use super::read::calendar_of;
use crate::db::{Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::identity::{OfficeName, Role};
use contatti_model::offices::{CALENDAR_DAYS_SHOWN, OfficeCalendar, coming, may_take_back};
use contatti_model::{CalendarChangeId, OfficeId};
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

/// The office asked for, or the first, when the person directs it.
///
/// # Errors
/// 404 for everybody else.
pub(super) fn directed(actor: &Actor, wanted: &str) -> Answer<OfficeId> {
    let mut offices = actor.directed_offices();
    let found = match wanted.trim() {
        "" => offices.next(),
        wanted => wanted.parse().ok().and_then(|wanted: OfficeId| offices.find(|office| *office == wanted)),
    };
    found.ok_or_else(Refusal::not_found)
}

/// # Errors
/// When the database does not answer.
pub(super) async fn view(house: &House, actor: &Actor, office: OfficeId) -> Answer<OfficeCalendar> {
    let today = house.now().day();
    let (calendar, own) = tokio::try_join!(calendar_of(house, office), own_changes(house, office))?;
    let until = today.checked_add(CALENDAR_DAYS_SHOWN.days()).unwrap_or(today);
    let mut days = coming(&calendar, today, until);
    for line in days.iter_mut().filter(|line| may_take_back(line.day, today)) {
        line.change = own.iter().find(|(_, day)| *day == line.day).map(|(id, _)| *id);
    }
    let directed = actor.seats.iter().filter(|seat| seat.role == Role::Director);
    let offices: Vec<OfficeName> = directed.map(|seat| seat.office.clone()).collect();
    let name = offices.iter().find(|name| name.id == office).cloned().ok_or_else(Refusal::not_found)?;
    Ok(OfficeCalendar { office: name, offices, today, days })
}

async fn own_changes(house: &House, office: OfficeId) -> Answer<Vec<(CalendarChangeId, Date)>> {
    let sql = "SELECT id, day FROM calendar_changes WHERE office_id = $1 AND taken_back_at IS NULL";
    let rows: Vec<(Uuid, Day)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, day)| (CalendarChangeId(id), day.0)).collect())
}
