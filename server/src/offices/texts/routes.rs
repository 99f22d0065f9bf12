//! Text modules over HTTP, for the operators of an office.

use super::{read, write};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::offices::{RetireForm, TextModule, TextModuleForm};
use contatti_model::{OfficeId, Problem, TextModuleId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows them.
const PAGE: &str = "/console/testi";

pub(in crate::offices) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change)).routes(routes!(retire))
}

/// The text modules of one's office, by title, each with how it read before.
#[utoipa::path(get, path = "/console/texts", tag = "offices", operation_id = "read_texts", responses(
    (status = 200, body = Vec<TextModule>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<TextModule>>> {
    let office = actor.own_office()?.id;
    Ok(Json(read::of(&house, office).await?))
}

/// Write a text module for one's office.
#[utoipa::path(post, path = "/console/texts", tag = "offices", operation_id = "add_text", request_body = TextModuleForm,
    responses((status = 201, body = Vec<TextModule>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn add(State(house): State<House>, mut sent: Sent<TextModuleForm>) -> Response {
    let added = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = operated(&actor)?;
        write::add(&house, &actor, office, &form).await?;
        Ok((StatusCode::CREATED, Json(read::of(&house, office).await?)))
    };
    let added = added.await;
    sent.reply(added, |_| PAGE.to_owned())
}

/// Change a text module of one's office; how it read before is kept.
#[utoipa::path(post, path = "/console/texts/{id}", tag = "offices", operation_id = "change_text",
    params(("id" = TextModuleId, Path)), request_body = TextModuleForm, responses(
    (status = 200, body = Vec<TextModule>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn change(State(house): State<House>, Path(id): Path<TextModuleId>, mut sent: Sent<TextModuleForm>) -> Response {
    let changed = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = operated(&actor)?;
        write::change(&house, &actor, office, id, sent.version(&form.version)?, &form).await?;
        Ok(Json(read::of(&house, office).await?))
    };
    let changed = changed.await;
    sent.reply(changed, |_| PAGE.to_owned())
}

/// Offer a text module of one's office no longer; one that is not offered already stays so.
#[utoipa::path(post, path = "/console/texts/{id}/retire", tag = "offices", operation_id = "retire_text",
    params(("id" = TextModuleId, Path)), request_body = RetireForm, responses(
    (status = 200, body = Vec<TextModule>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 412, body = Problem), (status = 428, body = Problem)))]
async fn retire(State(house): State<House>, Path(id): Path<TextModuleId>, mut sent: Sent<RetireForm>) -> Response {
    let retired = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = operated(&actor)?;
        write::retire(&house, office, id, sent.version(&form.version)?).await?;
        Ok(Json(read::of(&house, office).await?))
    };
    let retired = retired.await;
    sent.reply(retired, |_| PAGE.to_owned())
}

/// The office whose console opens, where the person works its requests.
fn operated(actor: &Actor) -> Answer<OfficeId> {
    let office = actor.own_office()?.id;
    if actor.operates(office) { Ok(office) } else { Err(Refusal::not_found()) }
}
