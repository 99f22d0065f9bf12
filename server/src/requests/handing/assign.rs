//! Assigning (*assegnazione*): an operator of the office becomes the owner, by a colleague's hand.

use super::hands;
use crate::house::House;
use crate::identity::Actor;
use crate::notices;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{AssignForm, EventKind, Side};
use contatti_model::{FieldError, Issue, ProblemCode};

/// # Errors
/// 412 when it changed meanwhile, 409 when the state does not allow it or the answer of that very operator did not
/// answer, 422 for who is no operator of the office today.
pub(super) async fn assign(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &AssignForm,
) -> Answer<()> {
    let to_whom = form.parse().map_err(Refusal::invalid)?;
    let found = hands::colleague(house, row.office(), to_whom).await?;
    let (colleague, email) =
        found.ok_or_else(|| Refusal::invalid(vec![FieldError::new("to", Issue::UnknownChoice)]))?;
    change::same_version(row, version)?;
    let mut to = row.standing()?;
    to.state = to.state.assign()?;
    if to.second_officer && to.known_by == Some(colleague.id) {
        return Err(Refusal::new(ProblemCode::SecondOfficer));
    }
    to.owner = Some(colleague.id);
    let (by, event, named) = (By::Person(actor), EventKind::Assigned, Some(colleague.name.as_str()));
    let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named };
    let mut tx = house.begin().await?;
    let event = change::write(house, &mut tx, &step).await?;
    if colleague.id != actor.id && !email.is_empty() {
        notices::enqueue_for(house, &mut tx, event, &email, colleague.id, Some(Side::Office)).await?;
    }
    Ok(tx.commit().await?)
}
