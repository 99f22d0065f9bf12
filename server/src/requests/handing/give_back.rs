//! Giving back: the request is the office's again, and nobody's until somebody takes it.

use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::standing::Standing;
use crate::requests::store::RequestRow;
use crate::web::Answer;
use contatti_model::requests::EventKind;

/// # Errors
/// 412 when it changed meanwhile, 409 when nobody has it in charge or documents are waited for.
pub(super) async fn give_back(house: &House, actor: &Actor, row: &RequestRow, version: i64) -> Answer<()> {
    change::same_version(row, version)?;
    let to = given_back(row)?;
    let (by, event) = (By::Person(actor), EventKind::GivenBack);
    let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named: None };
    change::make(house, &step).await
}

/// Where it stands once it is the office's again.
///
/// # Errors
/// 409 when nobody has it in charge or documents are waited for.
pub(super) fn given_back(row: &RequestRow) -> Answer<Standing> {
    let mut to = row.standing()?;
    to.state = to.state.give_back()?;
    if !to.second_officer {
        to.known_by = to.owner.or(to.known_by);
    }
    to.owner = None;
    Ok(to)
    let to = row.standing()?.given_back()?;
    let (by, event) = (By::Person(actor), EventKind::GivenBack);
    let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named: None };
    change::make(house, &step).await
}
