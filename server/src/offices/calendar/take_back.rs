//! Taking a change back before its day comes: the promises it moved move again.

use super::store;
use crate::db::{At, Day, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::offices::may_take_back;
use contatti_model::{CalendarChangeId, OfficeId, ProblemCode};
use uuid::Uuid;

/// Takes it back; a second time changes nothing. Gives the office back whose change it was.
///
/// # Errors
/// 404 for a change of all offices or of one the person does not direct; 409 when its day has come.
pub(super) async fn take_back(house: &House, actor: &Actor, change: CalendarChangeId) -> Answer<OfficeId> {
    let mut tx = house.begin().await?;
    let sql = "SELECT office_id, day, taken_back_at FROM calendar_changes WHERE id = $1 AND office_id IS NOT NULL";
    let row: Option<(Uuid, Day, Option<At>)> =
        within!(&mut tx, conn => sqlx::query_as(sql).bind(change.0).fetch_optional(conn).await)?;
    let (office, day, taken_back) = row.ok_or_else(Refusal::not_found)?;
    let office = OfficeId(office);
    if !actor.directed_offices().any(|directed| directed == office) {
        return Err(Refusal::not_found());
    }
    if taken_back.is_some() {
        return Ok(office);
    }
    if !may_take_back(day.0, house.now().day()) {
        return Err(Refusal::new(ProblemCode::DayHasCome));
    }
    store::hold(&mut tx, Some(office)).await?;
    if !store::take_back(house, &mut tx, change, Some(actor.id)).await? {
        return Ok(office);
    }
    audit::note(house, &mut tx, actor, "calendar_change_taken_back", None, None, office).await?;
    tx.commit().await?;
    house.to_redate.notify_one();
    Ok(office)
}
