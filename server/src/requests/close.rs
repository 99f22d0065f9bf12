//! Closing: only with a reasoned answer and an outcome in hand, signed by the operator who sends it (promise 4).

use super::change::{self, By, Step};
use super::store::RequestRow;
use super::turn::Turn;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::requests::{self, AnswerForm, EventKind, MessageKind};

/// # Errors
/// As taking charge; 422 without text or outcome, 409 when it is closed already.
pub(super) async fn close(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &AnswerForm,
) -> Answer<()> {
    let answer = requests::Answer::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let before = row.standing()?;
    let pause = row.pause_until(house.now().day());
    let mut to = before.responded(house.now()).waited();
    to.state = to.state.close()?;
    to.owner = Some(actor.id);
    to.outcome = Some(answer.outcome);
    to.closed_at = Some(house.now());
    to.solved = None;
    to.second_officer = false;
    let id = MessageId(house.new_id());
    let turn = Some(Turn { id, kind: MessageKind::Answer, text: answer.text.as_str(), files: &[], arrived: None });
    let by = By::Person(actor);
    change::make(house, &Step { by, row, version, to, event: EventKind::Closed, day: None, turn, pause, named: None })
        .await
}
