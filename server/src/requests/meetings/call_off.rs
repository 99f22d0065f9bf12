//! Calling an appointment off, with a sentence for the other side.

use super::store::{self, Kept};
use super::wording;
use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{Comment, CommentForm, EventKind, MessageKind, Side};
use contatti_model::{MessageId, ProblemCode, RequestId};

/// # Errors
/// 422 without a sentence; 409 when there is nothing to call off; 412 when the request changed meanwhile.
pub(super) async fn call_off(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    side: Side,
    form: &CommentForm,
) -> Answer<()> {
    let sentence = Comment::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let kept = store::of(house, RequestId(row.id)).await?;
    let mut kept: Kept = kept.ok_or_else(|| Refusal::new(ProblemCode::IllegalMove))?;
    let text = wording::called_off(kept.meeting.begins_at, sentence.as_str());
    kept.meeting.state = kept.meeting.state.cancel()?;
    let standing = row.standing()?;
    let (kind, event, to) = match side {
        Side::Company => (MessageKind::MeetingWithdrawn, EventKind::MeetingWithdrawn, standing),
        Side::Office => (MessageKind::MeetingCancelled, EventKind::MeetingCancelled, standing.responded(house.now())),
    };
    let turn =
        Some(Turn { id: MessageId(house.new_id()), kind, text: &text, files: &[], arrived: None, archives: None });
    let by = By::Person(actor);
    change::make_with(
        house,
        &Step { by, row, version, to, event, day: None, turn, pause: None, named: None },
        Some(&kept),
    )
    .await
}
