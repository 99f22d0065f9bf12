//! A comment the company sees while the office works (*commento di sede*).

use super::change::{self, By, Step};
use super::store::RequestRow;
use super::turn::Turn;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::requests::{Comment, CommentForm, EventKind};

/// An interlocutory word stops the clock of the first answer, never that of the resolution.
///
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
    let mut to = row.standing()?.responded(house.now());
    to.state = to.state.comment()?;
    to.owner = Some(actor.id);
    let turn = Some(Turn::comment(MessageId(house.new_id()), comment.as_str()));
    let by = By::Person(actor);
    change::make(
        house,
        &Step { by, row, version, to, event: EventKind::Commented, day: None, turn, pause: None, named: None },
    )
    .await
}
