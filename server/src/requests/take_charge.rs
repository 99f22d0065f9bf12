//! Taking a request in charge (*presa in carico*): an operator becomes its owner, with or without a word to the company.

use super::change::{self, By, Step};
use super::store::RequestRow;
use super::turn::Turn;
use crate::db::{Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{Comment, CommentForm, EventKind};
use contatti_model::{MessageId, ProblemCode};

/// # Errors
/// 412 when it changed meanwhile, 409 when the state does not allow it, or when the answer of this very operator did
/// not answer and a colleague can take it.
pub(super) async fn take_charge(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &CommentForm,
) -> Answer<()> {
    let comment = Comment::parse_optional(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let mut to = row.standing()?;
    to.state = to.state.take_charge()?;
    if to.second_officer && to.known_by == Some(actor.id) && has_colleague(house, actor, row).await? {
        return Err(Refusal::new(ProblemCode::SecondOfficer));
    }
    to.owner = Some(actor.id);
    let turn = comment.as_ref().map(|comment| Turn::comment(MessageId(house.new_id()), comment.as_str()));
    to = to.responded_if(turn.is_some(), house.now());
    let by = By::Person(actor);
    change::make(
        house,
        &Step { by, row, version, to, event: EventKind::TakenInCharge, day: None, turn, pause: None, named: None },
    )
    .await
}

/// Whether the office has another operator today.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn has_colleague(house: &House, actor: &Actor, row: &RequestRow) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM grants g JOIN people p ON p.id = g.person_id
               WHERE g.office_id = $1 AND g.role = 'operator' AND g.person_id <> $2 AND p.disabled_at IS NULL
                 AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to >= $3)";
    let today = Day(house.now().day());
    let colleagues: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(row.office().0).bind(actor.id.0)
        .bind(today).fetch_one(pool).await)?;
    Ok(colleagues > 0)
}
