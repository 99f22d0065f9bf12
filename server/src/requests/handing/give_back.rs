//! Giving back: the request is the office's again, and nobody's until somebody takes it, with or without a word to the company.

use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::requests::{EventKind, GiveBackForm};

/// # Errors
/// 412 when it changed meanwhile, 409 when nobody has it in charge or documents are waited for, 422 for a word too long.
pub(super) async fn give_back(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &GiveBackForm,
) -> Answer<()> {
    let comment = form.parse().map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let to = row.standing()?.given_back()?.responded_if(comment.is_some(), house.now());
    let turn = comment.as_ref().map(|comment| Turn::comment(MessageId(house.new_id()), comment.as_str()));
    let (by, event) = (By::Person(actor), EventKind::GivenBack);
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named: None };
    change::make(house, &step).await
}
