//! Tokens over HTTP, for people signed in: a token cannot make, see or revoke tokens.

use super::{bindings, list, make, revoke};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contatti_model::identity::{ActingToken, NewToken, TokenBindings, TokenForm, TokenLine};
use contatti_model::{Problem, TokenId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(own, create))
        .routes(routes!(choices))
        .routes(routes!(acting))
        .routes(routes!(end))
}

/// The tokens one made, newest first.
#[utoipa::path(get, path = "/tokens", tag = "tokens", operation_id = "list_tokens", responses(
    (status = 200, body = Vec<TokenLine>), (status = 401, body = Problem)))]
async fn own(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<TokenLine>>> {
    Ok(Json(list::own(&house, &actor).await?))
}

/// Make a token for a program; its secret is in this answer and nowhere else.
#[utoipa::path(post, path = "/tokens", tag = "tokens", operation_id = "make_token", request_body = TokenForm, responses(
    (status = 201, body = NewToken), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn create(State(house): State<House>, mut sent: Sent<TokenForm>) -> Response {
    let made = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        Ok(Made(make::make(&house, &actor, &form).await?))
    };
    let made = made.await;
    sent.reply_once(made, |made| vec![("made", made.0.token.name.clone()), ("secret", made.0.secret.clone())])
}

struct Made(NewToken);

impl IntoResponse for Made {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Find {
    /// Words of a company's name or its tax code, where there are many mandates.
    #[serde(default)]
    search: String,
}

/// What a new token may be bound to.
#[utoipa::path(get, path = "/tokens/bindings", tag = "tokens", operation_id = "token_bindings", params(Find), responses(
    (status = 200, body = TokenBindings), (status = 401, body = Problem)))]
async fn choices(State(house): State<House>, actor: Actor, Query(find): Query<Find>) -> Answer<Json<TokenBindings>> {
    Ok(Json(bindings::bindings(&house, &actor, &find.search).await?))
}

/// Programs of others that may act for the companies one belongs to.
#[utoipa::path(get, path = "/tokens/acting", tag = "tokens", operation_id = "acting_tokens", responses(
    (status = 200, body = Vec<ActingToken>), (status = 401, body = Problem)))]
async fn acting(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<ActingToken>>> {
    Ok(Json(list::acting(&house, &actor).await?))
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct Empty {}

/// Revoke a token one made: it opens nothing from the next call on.
#[utoipa::path(post, path = "/tokens/{id}/revoke", tag = "tokens", operation_id = "revoke_token",
    params(("id" = TokenId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn end(State(house): State<House>, Path(id): Path<TokenId>, mut sent: Sent<Empty>) -> Response {
    let revoked = async {
        let actor = sent.actor()?;
        revoke::revoke(&house, &actor, id).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    let revoked: Answer<Response> = revoked.await;
    sent.reply(revoked, |_| "/accessi/token".into())
}
