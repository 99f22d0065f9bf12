//! Escalation: late requests climb their office's ladder by themselves, and a nightly check leaves none without a next step.

mod ahead;
mod climb;
mod ladder;
mod night;
mod recipients;
pub mod routes;
mod run;
mod steps;

pub(crate) use ladder::ladder_of;
pub use night::check_night;
pub use run::{climb_due, run};

use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::OfficeId;
use contatti_model::identity::{OfficeName, Role};

/// The offices whose work the person answers for, as director or for a unit; each once.
fn overseen(actor: &Actor) -> Vec<OfficeName> {
    let mut offices: Vec<OfficeName> = vec![];
    for seat in actor.seats.iter().filter(|seat| matches!(seat.role, Role::Director | Role::UnitManager)) {
        if !offices.contains(&seat.office) {
            offices.push(seat.office.clone());
        }
    }
    offices
}

/// The office asked for, or the first, of those the person oversees.
///
/// # Errors
/// 404 for everybody else.
fn chosen(actor: &Actor, wanted: &str) -> Answer<OfficeName> {
    let mut offices = overseen(actor).into_iter();
    let found = match wanted.trim() {
        "" => offices.next(),
        wanted => wanted.parse().ok().and_then(|wanted: OfficeId| offices.find(|office| office.id == wanted)),
    };
    found.ok_or_else(Refusal::not_found)
}
