//! Where somebody answers for enablements, and as what: the director nominates, the IT contact grants.

use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::OfficeId;
use contatti_model::identity::{OfficeName, Role};

/// What somebody may do with the enablements of one office.
pub(super) struct EnablementSeat {
    pub office: OfficeName,
    pub nominates: bool,
    pub grants: bool,
}

/// The offices one answers for, in the order of one's seats.
pub(super) fn offices(actor: &Actor) -> Vec<OfficeName> {
    let mut found: Vec<OfficeName> = vec![];
    for seat in actor.seats.iter().filter(|seat| matches!(seat.role, Role::Director | Role::ItContact)) {
        if !found.iter().any(|office| office.id == seat.office.id) {
            found.push(seat.office.clone());
        }
    }
    found
}

/// The seat at the office of this id; without one, at the first.
///
/// # Errors
/// 404 for an office one does not answer for.
pub(super) fn named(actor: &Actor, raw: &str) -> Answer<EnablementSeat> {
    let wanted: Option<OfficeId> = match raw.trim() {
        "" => None,
        id => Some(id.parse().map_err(|_| Refusal::not_found())?),
    };
    let office = offices(actor).into_iter().find(|office| wanted.is_none_or(|id| office.id == id));
    let office = office.ok_or_else(Refusal::not_found)?;
    let holds = |role| actor.seats.iter().any(|seat| seat.role == role && seat.office.id == office.id);
    Ok(EnablementSeat { nominates: holds(Role::Director), grants: holds(Role::ItContact), office })
}

/// The seat at an office known by its row.
///
/// # Errors
/// 404 for an office one does not answer for.
pub(super) fn at(actor: &Actor, office: OfficeId) -> Answer<EnablementSeat> {
    named(actor, &office.to_string())
}
