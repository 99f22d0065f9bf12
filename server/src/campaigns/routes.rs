//! Campaigns over HTTP: an office's people read them, its operators make and move them.

use super::moves::{self, Wish};
use super::{choose, create, read};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::campaigns::{
    CampaignChoices, CampaignDetail, CampaignFilter, CampaignForm, CampaignLine, CampaignPreview, FilterForm,
};
use contatti_model::{CampaignId, Problem};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(offered))
        .routes(routes!(try_out))
        .routes(routes!(read_one))
        .routes(routes!(start))
        .routes(routes!(stop))
        .routes(routes!(resume))
}

/// The campaigns of one's office, newest first.
#[utoipa::path(get, path = "/console/campaigns", tag = "campaigns", operation_id = "read_campaigns", responses(
    (status = 200, body = Vec<CampaignLine>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<CampaignLine>>> {
    Ok(Json(read::list(&house, actor.own_office()?.id).await?))
}

/// What the filter of a campaign can say at one's office.
#[utoipa::path(get, path = "/console/campaigns/choices", tag = "campaigns", operation_id = "read_campaign_choices",
    responses((status = 200, body = CampaignChoices), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn offered(State(house): State<House>, actor: Actor) -> Answer<Json<CampaignChoices>> {
    Ok(Json(choose::choices(&house, actor.worked_office()?.id).await?))
}

/// A dry run: how many positions a campaign would reach, and the first of them. Nothing is written.
#[utoipa::path(get, path = "/console/campaigns/preview", tag = "campaigns", operation_id = "preview_campaign",
    params(FilterForm), responses((status = 200, body = CampaignPreview), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn try_out(
    State(house): State<House>,
    actor: Actor,
    Query(form): Query<FilterForm>,
) -> Answer<Json<CampaignPreview>> {
    let office = actor.worked_office()?.id;
    let filter = CampaignFilter::parse(&form).map_err(Refusal::invalid)?;
    Ok(Json(choose::preview(&house, office, &filter).await?))
}

/// Make a campaign: its targets are chosen now, nothing is sent before it is started.
#[utoipa::path(post, path = "/console/campaigns", tag = "campaigns", operation_id = "make_campaign",
    request_body = CampaignForm, responses((status = 201, body = CampaignDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn add(State(house): State<House>, mut sent: Sent<CampaignForm>) -> Response {
    let added = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = actor.worked_office()?.id;
        let id = create::create(&house, &actor, office, &form).await?;
        Ok((StatusCode::CREATED, Json(read::one(&house, &actor, office, id, 0).await?)))
    };
    let added = added.await;
    sent.reply(added, |(_, Json(detail))| page(detail.line.id))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page of targets before.
    cursor: Option<i32>,
}

/// One campaign of one's office, with a page of its targets.
#[utoipa::path(get, path = "/console/campaigns/{id}", tag = "campaigns", operation_id = "read_campaign",
    params(("id" = CampaignId, Path), ReadOn), responses((status = 200, body = CampaignDetail),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_one(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CampaignId>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<CampaignDetail>> {
    let office = actor.own_office()?.id;
    Ok(Json(read::one(&house, &actor, office, id, read_on.cursor.unwrap_or(0)).await?))
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct Moved {}

/// Start a campaign: its author's alone.
#[utoipa::path(post, path = "/console/campaigns/{id}/start", tag = "campaigns", operation_id = "start_campaign",
    params(("id" = CampaignId, Path)), responses((status = 200, body = CampaignDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn start(State(house): State<House>, Path(id): Path<CampaignId>, sent: Sent<Moved>) -> Response {
    moved(&house, id, sent, Wish::Start).await
}

/// Stop a campaign of one's office: what was sent stays sent.
#[utoipa::path(post, path = "/console/campaigns/{id}/stop", tag = "campaigns", operation_id = "stop_campaign",
    params(("id" = CampaignId, Path)), responses((status = 200, body = CampaignDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn stop(State(house): State<House>, Path(id): Path<CampaignId>, sent: Sent<Moved>) -> Response {
    moved(&house, id, sent, Wish::Stop).await
}

/// Let a stopped campaign go on: its author's alone.
#[utoipa::path(post, path = "/console/campaigns/{id}/resume", tag = "campaigns", operation_id = "resume_campaign",
    params(("id" = CampaignId, Path)), responses((status = 200, body = CampaignDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn resume(State(house): State<House>, Path(id): Path<CampaignId>, sent: Sent<Moved>) -> Response {
    moved(&house, id, sent, Wish::Resume).await
}

async fn moved(house: &House, id: CampaignId, mut sent: Sent<Moved>, wish: Wish) -> Response {
    let moved = async {
        let actor = sent.actor()?;
        let office = actor.worked_office()?.id;
        moves::make(house, &actor, office, id, wish).await?;
        Ok(Json(read::one(house, &actor, office, id, 0).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| page(id))
}

fn page(id: CampaignId) -> String {
    format!("/console/campagne/{id}")
}
