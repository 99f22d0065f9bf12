//! Other hands over HTTP: whose there are, and the three ways into them.

use super::{assign, give_back, hand_over, hands, pass};
use crate::house::House;
use crate::identity::Actor;
use crate::requests::routes::{console_page, with_version};
use crate::requests::{access, read};
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::requests::{AssignForm, GiveBackForm, HandOverForm, Hands, PassForm, RequestDetail};
use contatti_model::{Problem, RequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::requests) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(whose_hands))
        .routes(routes!(assign_it))
        .routes(routes!(give_it_back))
        .routes(routes!(hand_it_over))
        .routes(routes!(pass_it))
}

/// The office's operators and the other offices a request can be given to.
#[utoipa::path(get, path = "/requests/{id}/hands", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, body = Hands), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn whose_hands(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Json<Hands>> {
    let row = access::workable(&house, &actor, id).await?;
    Ok(Json(hands::of(&house, &row).await?))
}

/// Assign a request to an operator of the office; a comment to the company may go with it.
#[utoipa::path(post, path = "/requests/{id}/assign", tag = "requests", request_body = AssignForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn assign_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<AssignForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        assign::assign(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// Give a request back to the office: nobody's until somebody takes it; a comment to the company may go with it.
#[utoipa::path(post, path = "/requests/{id}/give-back", tag = "requests", request_body = GiveBackForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn give_it_back(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<GiveBackForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        give_back::give_back(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// Hand a request over to another office, with the reason the company reads; who gave it away reads it no more.
#[utoipa::path(post, path = "/requests/{id}/hand-over", tag = "requests", request_body = HandOverForm,
    params(("id" = RequestId, Path)), responses((status = 204), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn hand_it_over(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<HandOverForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        hand_over::hand_over(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(StatusCode::NO_CONTENT)
    };
    let moved = moved.await;
    sent.reply(moved, |_| "/console".to_owned())
}

/// Pass a request to another unit of the office, with the reason the company reads; number and promised date stay.
#[utoipa::path(post, path = "/requests/{id}/unit", tag = "requests", request_body = PassForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn pass_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<PassForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        pass::pass(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}
