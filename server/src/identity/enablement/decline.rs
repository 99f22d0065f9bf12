//! What is not granted: the IT contact refuses it with a reason, or the director takes the nomination back.

use super::seat::{self, EnablementSeat};
use super::store::{self, LogRow};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::identity::enablement::{EnablementDeed, EnablementState, IllegalEnablement, ReasonForm};
use contatti_model::{EnablementId, OfficeId};

/// One of the two ways a nomination ends.
struct Way {
    allowed: fn(&EnablementSeat) -> bool,
    step: fn(EnablementState) -> Result<EnablementState, IllegalEnablement>,
    deed: EnablementDeed,
    action: &'static str,
}

/// # Errors
/// 404 for who grants nothing there, 409 when it was decided already, 422 without a reason.
pub(super) async fn refuse(house: &House, actor: &Actor, id: EnablementId, form: &ReasonForm) -> Answer<OfficeId> {
    let way = Way {
        allowed: |seat| seat.grants,
        step: EnablementState::refuse,
        deed: EnablementDeed::Refused,
        action: "enablement_refused",
    };
    decline(house, actor, id, form, &way).await
}

/// # Errors
/// 404 for who nominates nobody there, 409 when it was decided already, 422 without a reason.
pub(super) async fn withdraw(house: &House, actor: &Actor, id: EnablementId, form: &ReasonForm) -> Answer<OfficeId> {
    let way = Way {
        allowed: |seat| seat.nominates,
        step: EnablementState::withdraw,
        deed: EnablementDeed::Withdrawn,
        action: "enablement_withdrawn",
    };
    decline(house, actor, id, form, &way).await
}

async fn decline(house: &House, actor: &Actor, id: EnablementId, form: &ReasonForm, way: &Way) -> Answer<OfficeId> {
    let mut tx = house.begin().await?;
    let paper = store::hold(&mut tx, id).await?;
    if !(way.allowed)(&seat::at(actor, paper.office)?) {
        return Err(Refusal::not_found());
    }
    let reason = form.parse().map_err(Refusal::invalid)?;
    let state = (way.step)(paper.state).map_err(store::over)?;
    store::write_over(house, &mut tx, id, state, actor.id).await?;
    let (office, person, from, to, by) = (paper.office, paper.person, paper.from, paper.to, Some(actor.id));
    let line = LogRow { enablement: id, office, deed: way.deed, person, by, from, to, reason: &reason };
    store::log(house, &mut tx, line).await?;
    audit::note(house, &mut tx, actor, way.action, None, None, office).await?;
    tx.commit().await?;
    Ok(office)
}
