//! Enablement over HTTP, for the director and the IT contact of an office; it does not exist for anybody else.

use super::{decline, grant, log, nominate, overview, revoke, seat};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::identity::enablement::{EnablementLogLine, Enablements, NominateForm, ReasonForm};
use contatti_model::page::Page;
use contatti_model::{EnablementId, OfficeId, Problem};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows them.
const PAGE: &str = "/console/abilitazioni";

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(read, nominate_one))
        .routes(routes!(read_log))
        .routes(routes!(grant_one))
        .routes(routes!(refuse_one))
        .routes(routes!(withdraw_one))
        .routes(routes!(revoke_one))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// The office's id; without it, the first office one answers for.
    #[serde(default)]
    office: String,
}

/// The enablements of an office: what waits, what is granted until when, and what one may do with each.
#[utoipa::path(get, path = "/enablements", tag = "identity", operation_id = "read_enablements", params(Whose), responses(
    (status = 200, body = Enablements), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read(State(house): State<House>, actor: Actor, Query(whose): Query<Whose>) -> Answer<Json<Enablements>> {
    let seat = seat::named(&actor, &whose.office)?;
    Ok(Json(overview::overview(&house, &actor, seat).await?))
}

/// Nominate somebody of the institute for the group of an office one directs.
#[utoipa::path(post, path = "/enablements", tag = "identity", operation_id = "nominate", request_body = NominateForm,
    responses((status = 201, body = Enablements), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn nominate_one(State(house): State<House>, mut sent: Sent<NominateForm>) -> Response {
    let nominated = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let seat = seat::named(&actor, &form.office)?;
        if !seat.nominates {
            return Err(Refusal::not_found());
        }
        nominate::nominate(&house, &actor, seat.office.id, &form).await?;
        Ok((StatusCode::CREATED, shown(&house, &actor, seat.office.id).await?))
    };
    let nominated = nominated.await;
    reply(sent, nominated)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhoseLog {
    /// The office's id; without it, the first office one answers for.
    #[serde(default)]
    office: String,
    /// `next` of the page before.
    #[serde(default)]
    cursor: String,
}

/// Everything that was done with the enablements of an office, newest first.
#[utoipa::path(get, path = "/enablements/log", tag = "identity", operation_id = "read_enablement_log", params(WhoseLog),
    responses((status = 200, body = Page<EnablementLogLine>), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
async fn read_log(
    State(house): State<House>,
    actor: Actor,
    Query(whose): Query<WhoseLog>,
) -> Answer<Json<Page<EnablementLogLine>>> {
    let seat = seat::named(&actor, &whose.office)?;
    Ok(Json(log::log(&house, seat.office.id, &whose.cursor).await?))
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct Granted {}

/// Grant the group to who was nominated; for the office's IT contact.
#[utoipa::path(post, path = "/enablements/{id}/grant", tag = "identity", operation_id = "grant_enablement",
    params(("id" = EnablementId, Path)), responses((status = 200, body = Enablements), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn grant_one(State(house): State<House>, Path(id): Path<EnablementId>, mut sent: Sent<Granted>) -> Response {
    let granted = async {
        let actor = sent.actor()?;
        let office = grant::grant(&house, &actor, id).await?;
        shown(&house, &actor, office).await
    };
    let granted = granted.await;
    reply(sent, granted)
}

/// Refuse a nomination, with the reason; for the office's IT contact.
#[utoipa::path(post, path = "/enablements/{id}/refuse", tag = "identity", operation_id = "refuse_enablement",
    params(("id" = EnablementId, Path)), request_body = ReasonForm, responses((status = 200, body = Enablements),
    (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 422, body = Problem)))]
async fn refuse_one(State(house): State<House>, Path(id): Path<EnablementId>, mut sent: Sent<ReasonForm>) -> Response {
    let refused = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = decline::refuse(&house, &actor, id, &form).await?;
        shown(&house, &actor, office).await
    };
    let refused = refused.await;
    reply(sent, refused)
}

/// Take back a nomination that was not granted yet, with the reason; for who directs the office.
#[utoipa::path(post, path = "/enablements/{id}/withdraw", tag = "identity", operation_id = "withdraw_enablement",
    params(("id" = EnablementId, Path)), request_body = ReasonForm, responses((status = 200, body = Enablements),
    (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 422, body = Problem)))]
async fn withdraw_one(
    State(house): State<House>,
    Path(id): Path<EnablementId>,
    mut sent: Sent<ReasonForm>,
) -> Response {
    let withdrawn = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = decline::withdraw(&house, &actor, id, &form).await?;
        shown(&house, &actor, office).await
    };
    let withdrawn = withdrawn.await;
    reply(sent, withdrawn)
}

/// Take the group away at once, with the reason; what the person was working goes back to the office.
#[utoipa::path(post, path = "/enablements/{id}/revoke", tag = "identity", operation_id = "revoke_enablement",
    params(("id" = EnablementId, Path)), request_body = ReasonForm, responses((status = 200, body = Enablements),
    (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem)))]
async fn revoke_one(State(house): State<House>, Path(id): Path<EnablementId>, mut sent: Sent<ReasonForm>) -> Response {
    let revoked = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = revoke::revoke(&house, &actor, id, &form).await?;
        shown(&house, &actor, office).await
    };
    let revoked = revoked.await;
    reply(sent, revoked)
}

async fn shown(house: &House, actor: &Actor, office: OfficeId) -> Answer<Json<Enablements>> {
    Ok(Json(overview::overview(house, actor, seat::at(actor, office)?).await?))
}

/// A plain form goes back to the page it came from: it may be that of one office among several.
fn reply<F: serde::de::DeserializeOwned, V: axum::response::IntoResponse>(sent: Sent<F>, done: Answer<V>) -> Response {
    let page = sent.page().unwrap_or(PAGE).to_owned();
    sent.reply(done, |_| page)
}
