//! Giving back: the request is the office's again, and nobody's until somebody takes it.

use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::web::Answer;
use contatti_model::requests::EventKind;

/// # Errors
/// 412 when it changed meanwhile, 409 when nobody has it in charge or documents are waited for.
pub(super) async fn give_back(house: &House, actor: &Actor, row: &RequestRow, version: i64) -> Answer<()> {
    change::same_version(row, version)?;
    let to = row.standing()?.given_back()?;
    let (by, event) = (By::Person(actor), EventKind::GivenBack);
    let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named: None };
    change::make(house, &step).await
}
