//! A comment the company sees while the office works (*commento di sede*).

use super::access;
use super::change::{self, Step};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::RequestId;
use contatti_model::requests::{Comment, CommentForm, EventKind, MessageKind};

/// # Errors
/// As taking charge; 422 for an empty text.
pub(super) async fn comment(house: &House, actor: &Actor, id: RequestId, version: i64, form: &CommentForm) -> Answer<()> {
    let row = access::workable(house, actor, id).await?;
    let comment = Comment::parse(form).map_err(Refusal::invalid)?;
    change::same_version(&row, version)?;
    let to = row.state()?.comment()?;
    let turn = Some((MessageKind::Comment, comment.as_str()));
    let step = Step { actor, row: &row, version, to, event: EventKind::Commented, turn, outcome: None };
    change::make(house, &step).await
}
