//! The office opens again what it ended too soon (*riapertura della sede*): whoever says so has it in charge, and the company reads why.

use super::change::{self, By, Step};
use super::routes::{console_page, with_version};
use super::standing::Standing;
use super::store::RequestRow;
use super::turn::Turn;
use super::{access, read};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::requests::{self, Comment, CommentForm, EventKind, RequestDetail};
use contatti_model::{MessageId, Problem, ProblemCode, RequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(reopen_it))
}

/// Open a closed request again and take it in charge, with the reason the company reads; its clock starts anew.
#[utoipa::path(post, path = "/requests/{id}/reopen", tag = "requests", request_body = CommentForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn reopen_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<CommentForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        reopen(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// # Errors
/// 422 without a reason; 412 when it changed meanwhile; 409 when it is not closed, is a letter of the office that nobody answered, or
/// the answer of this very operator did not answer.
async fn reopen(house: &House, actor: &Actor, row: &RequestRow, version: i64, form: &CommentForm) -> Answer<()> {
    let reason = Comment::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    if !may_reopen(row, row.state()?) {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let before = row.standing()?;
    if before.second_officer && before.known_by == Some(actor.id) {
        return Err(Refusal::new(ProblemCode::SecondOfficer));
    }
    let state = before.state.take_up_again()?;
    // Who did not answer once shall not get it again, whoever ended it since.
    let barred = before.known_by.filter(|_| before.second_officer);
    let to = before.reopened(house.now().day());
    let to = Standing { state, owner: Some(actor.id), solved: None, known_by: barred, ..to };
    let turn = Some(Turn::comment(MessageId(house.new_id()), &reason));
    let (by, event) = (By::Person(actor), EventKind::TakenUpAgain);
    change::make(house, &Step { by, row, version, to, event, day: None, turn, pause: None, named: None }).await
}

/// The thirty days in which a company may reopen do not bind the office to its own word (ADR 0025).
pub(super) fn may_reopen(row: &RequestRow, state: requests::State) -> bool {
    state.take_up_again().is_ok() && !row.waits_for_company
}
