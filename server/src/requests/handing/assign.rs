//! Assigning (*assegnazione*): an operator of the office becomes the owner, by a colleague's hand, with or without a word to the company.

use super::stand_in::stand_in;
use crate::db::{Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::notices;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{AssignForm, Assignment, EventKind, Side};
use contatti_model::{EventId, MessageId, ProblemCode};

/// Who is away is given nothing: whoever stands in gets it, and the timeline says in whose place.
///
/// # Errors
/// 412 when it changed meanwhile, 409 when the state does not allow it or the answer of that very operator did not
/// answer, 422 for who is no operator of the office today, or is away without anybody in their place.
pub(super) async fn assign(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &AssignForm,
) -> Answer<()> {
    let Assignment { to: to_whom, comment } = Assignment::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    // Only what is written to the company is registered.
    let mut tx = match &comment {
        Some(_) => house.begin_at(&row.office_area).await?,
        None => house.begin().await?,
    };
    let (colleague, email, away) = stand_in(house, &mut tx, row, to_whom).await?;
    let mut to = row.standing()?.responded_if(comment.is_some(), house.now());
    to.state = to.state.assign()?;
    if to.second_officer && to.known_by == Some(colleague.id) {
        return Err(Refusal::new(ProblemCode::SecondOfficer));
    }
    to.owner = Some(colleague.id);
    let (by, event, named) = (By::Person(actor), EventKind::Assigned, Some(colleague.name.as_str()));
    let turn = comment.as_ref().map(|comment| Turn::comment(MessageId(house.new_id()), comment.as_str()));
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named };
    let event = change::write(house, &mut tx, &step).await?;
    if let Some(away) = &away {
        say_instead_of(&mut tx, event, away).await?;
    }
    if colleague.id != actor.id {
        notices::enqueue_for(house, &mut tx, event, &email, colleague.id, Some(Side::Office)).await?;
    }
    Ok(tx.commit().await?)
}

async fn say_instead_of(tx: &mut Tx, event: EventId, away: &str) -> Result<(), sqlx::Error> {
    let sql = "UPDATE events SET instead_of = $2 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(event.0).bind(away).execute(conn).await.map(drop))
}
