//! The office opens again what it ended too soon (*riapertura della sede*): whoever says so has it in charge, and the company reads why.

use super::change::{self, By, Step};
use super::routes::{console_page, with_version};
use super::standing::Standing;
use super::store::RequestRow;
use super::take_charge::has_colleague;
use super::turn::Turn;
use super::{access, linking, read};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::requests::{self, Comment, CommentForm, EventKind, LinkKind, RequestDetail};
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
/// 422 without a reason; 412 when it changed meanwhile; 409 when it is not closed, goes on in another, is a letter of the office
/// that nobody answered, or the answer of this very operator did not answer and a colleague can take it.
async fn reopen(house: &House, actor: &Actor, row: &RequestRow, version: i64, form: &CommentForm) -> Answer<()> {
    let reason = Comment::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let related = if row.beside.has_links { linking::related(house, row.id()).await? } else { vec![] };
    if !may_reopen(row, row.state()?, &related) {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let before = row.standing()?;
    let did_not_answer = before.second_officer && before.known_by == Some(actor.id);
    if did_not_answer && has_colleague(house, actor, row).await? {
        return Err(Refusal::new(ProblemCode::SecondOfficer));
    }
    let state = before.state.take_up_again()?;
    // Who did not answer once shall not get it again, whoever ended it since.
    let barred = before.known_by.filter(|_| before.second_officer);
    let to = before.reopened(house.now().day());
    let to = Standing { state, owner: Some(actor.id), solved: None, known_by: barred, ..to };
    let turn = Some(Turn::comment(MessageId(house.new_id()), reason.as_str()));
    let (by, event) = (By::Person(actor), EventKind::TakenUpAgain);
    change::make(house, &Step { by, row, version, to, event, day: None, turn, pause: None, named: None }).await
}

/// The thirty days in which a company may reopen do not bind the office to its own word (ADR 0025). What goes on in another
/// request is worked there.
pub(super) fn may_reopen(row: &RequestRow, state: requests::State, related: &[linking::Seen]) -> bool {
    let goes_on_there = |seen: &linking::Seen| seen.link.kind == LinkKind::MergedInto && !seen.link.came_in;
    state.take_up_again().is_ok() && !row.waits_for_company && !related.iter().any(goes_on_there)
}
