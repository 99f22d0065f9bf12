//! Changing a day: written once, with the re-dating of open requests as its sequel.

use super::store;
use crate::db::Tx;
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::offices::calendar::read::calendar_within;
use crate::web::{Answer, Refusal};
use contatti_model::offices::{CalendarChange, CalendarForm};
use contatti_model::{FieldError, Issue, OfficeId};

/// Enters what a director typed for an office they direct; false when this very change is there already.
///
/// # Errors
/// 404 for an office one does not direct; 422 with every field to mend.
pub(super) async fn enter(house: &House, actor: &Actor, office: OfficeId, form: &CalendarForm) -> Answer<bool> {
    let change = CalendarChange::parse(form, house.now().day()).map_err(Refusal::invalid)?;
    let mut tx = house.begin().await?;
    if !write(house, &mut tx, Some(office), &change, Some(actor)).await? {
        return Ok(false);
    }
    audit::note(house, &mut tx, actor, "calendar_changed", None, None, office).await?;
    tx.commit().await?;
    house.to_redate.notify_one();
    Ok(true)
}

/// Writes a change of an office, or of all, inside a transaction; false when it says nothing new.
///
/// # Errors
/// 422 for a day that is changed in another way already, or that the change would leave as it is.
pub(super) async fn write(
    house: &House,
    tx: &mut Tx,
    office: Option<OfficeId>,
    change: &CalendarChange,
    by: Option<&Actor>,
) -> Answer<bool> {
    store::hold(tx, office).await?;
    if let Some(known) = store::of_day(tx, office, change.day).await? {
        let same = known.kind()? == change.kind && known.name == change.name;
        return if same { Ok(false) } else { Err(at_day(Issue::DayChanged)) };
    }
    let calendar = match office {
        Some(office) => calendar_within(tx, office).await?,
        None => store::national(tx).await?,
    };
    change.fits(&calendar).map_err(at_day)?;
    store::insert(house, tx, office, change, by.map(|actor| actor.id)).await?;
    Ok(true)
}

fn at_day(issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new("day", issue)])
}
