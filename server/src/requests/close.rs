//! Closing: only with a reasoned answer and an outcome in hand, signed by the operator who sends it (promise 4).

use super::change::{self, Step};
use super::store::RequestRow;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
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
    let to = row.state()?.close()?;
    let turn = Some((MessageKind::Answer, answer.text.as_str()));
    let outcome = Some(answer.outcome);
    let step = Step { actor, row, version, to, event: EventKind::Closed, turn, outcome };
    change::make(house, &step).await
}
