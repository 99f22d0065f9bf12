//! Closing: only with a reasoned answer and an outcome in hand, signed by the operator who sends it (promise 4).

use super::change::{self, By, Step};
use super::standing::Standing;
use super::store::RequestRow;
use super::turn::Turn;
use super::{archives, likeness};
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::requests::{self, AnswerForm, EventKind, MessageKind, Outcome};

/// # Errors
/// As taking charge; 422 without text or outcome, for a check of the archives nobody can make that day, or for nearly
/// the words of another answer that nobody said to hold here; 409 when it is closed already.
pub(super) async fn close(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &AnswerForm,
) -> Answer<()> {
    let answer = requests::Answer::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let pause = row.pause_until(house.now().day());
    let to = closed(house, actor, row, answer.outcome)?;
    object(house, row, form, &answer).await?;
    let id = MessageId(house.new_id());
    let (text, archives) = (answer.text.as_str(), answer.archives.as_ref());
    let turn = Some(Turn { id, kind: MessageKind::Answer, text, files: &[], arrived: None, archives });
    let (by, event) = (By::Person(actor), EventKind::Closed);
    let mut tx = house.begin_at(&row.office_area).await?;
    change::write(house, &mut tx, &Step { by, row, version, to, event, day: None, turn, pause, named: None }).await?;
    archives::write(&mut tx, row, id, &answer).await?;
    Ok(tx.commit().await?)
}

/// Where it stands once this operator has answered.
///
/// # Errors
/// 409 when nobody has it in charge, or it is closed already.
pub(super) fn closed(house: &House, actor: &Actor, row: &RequestRow, outcome: Outcome) -> Answer<Standing> {
    let mut to = row.standing()?.responded(house.now()).waited();
    to.state = to.state.close()?;
    to.owner = Some(actor.id);
    to.outcome = Some(outcome);
    to.closed_at = Some(house.now());
    to.solved = None;
    to.second_officer = false;
    Ok(to)
}

/// What only the office's calendar and its other answers can say against an answer.
async fn object(house: &House, row: &RequestRow, form: &AnswerForm, answer: &requests::Answer) -> Answer<()> {
    let mut errors = vec![];
    if let Some(stated) = &answer.archives {
        let calendar = offices::calendar_of(house, row.office()).await?;
        errors.extend(stated.fits(&calendar, house.now().day()).err());
    }
    errors.extend(likeness::objection(house, row, form, answer).await?);
    if errors.is_empty() { Ok(()) } else { Err(Refusal::invalid(errors)) }
}
