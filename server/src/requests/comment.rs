//! A comment the company sees while the office works (*commento di sede*).

use super::change::{self, Step};
use super::store::RequestRow;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{Comment, CommentForm, EventKind, MessageKind};

/// # Errors
/// As taking charge; 422 for an empty text.
pub(super) async fn comment(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &CommentForm,
) -> Answer<()> {
    let comment = Comment::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let to = row.state()?.comment()?;
    let turn = Some((MessageKind::Comment, comment.as_str()));
    let step = Step { actor, row, version, to, event: EventKind::Commented, turn, outcome: None };
    change::make(house, &step).await
}
