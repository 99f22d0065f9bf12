//! Taking a request in charge (*presa in carico*): an operator becomes its owner, with or without a word to the company.

use super::change::{self, Step};
use super::store::RequestRow;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{Comment, CommentForm, EventKind, MessageKind};

/// # Errors
/// 412 when it changed meanwhile, 409 when the state does not allow it.
pub(super) async fn take_charge(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &CommentForm,
) -> Answer<()> {
    let comment = Comment::parse_optional(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let to = row.state()?.take_charge()?;
    let turn = comment.as_ref().map(|comment| (MessageKind::Comment, comment.as_str()));
    let step = Step { actor, row, version, to, event: EventKind::TakenInCharge, turn, outcome: None };
    change::make(house, &step).await
}
