//! Kept views of the work list over HTTP, for everybody whose console opens.

use super::{read, write};
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::requests::{SavedWork, SavedWorkChange, SavedWorkForm};
use contatti_model::{Problem, WorkViewId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows them.
const PAGE: &str = "/console";

pub(in crate::console) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list, save)).routes(routes!(change, delete)).routes(routes!(delete_by_form))
}

/// The views of the work list one keeps, and those the office shares, by name.
#[utoipa::path(get, path = "/console/saved-views", tag = "console", operation_id = "read_saved_work", params(WhichOffice), responses(
    (status = 200, body = Vec<SavedWork>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list(
    State(house): State<House>,
    actor: Actor,
    Query(which): Query<WhichOffice>,
) -> Answer<Json<Vec<SavedWork>>> {
    let office = which.of(&actor)?;
    Ok(Json(read::of(&house, &actor, office).await?))
}

/// Keep a view of the work list under a name: at most thirty, each name once; an office shares at most fifty.
#[utoipa::path(post, path = "/console/saved-views", tag = "console", operation_id = "save_work",
    request_body = SavedWorkForm, responses((status = 201, body = Vec<SavedWork>), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn save(State(house): State<House>, mut sent: Sent<SavedWorkForm>) -> Response {
    let page = page_of(&sent);
    let saved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = write::save(&house, &actor, &form).await?;
        Ok((StatusCode::CREATED, Json(read::of(&house, &actor, office).await?)))
    };
    let saved = saved.await;
    sent.reply(saved, |_| page)
}

/// Give a view of one's own another name, share it with one's office, or share it no longer.
#[utoipa::path(post, path = "/console/saved-views/{id}", tag = "console", operation_id = "change_saved_work",
    params(("id" = WorkViewId, Path)), request_body = SavedWorkChange, responses(
    (status = 200, body = Vec<SavedWork>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn change(State(house): State<House>, Path(id): Path<WorkViewId>, mut sent: Sent<SavedWorkChange>) -> Response {
    let page = page_of(&sent);
    let changed = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = write::change(&house, &actor, id, sent.version(&form.version), &form).await?;
        Ok(Json(read::of(&house, &actor, office).await?))
    };
    let changed = changed.await;
    sent.reply(changed, |_| page)
}

/// Forget a view of one's own. A colleague's, for who answers for the office or a unit of it: share it no longer.
#[utoipa::path(delete, path = "/console/saved-views/{id}", tag = "console", operation_id = "delete_saved_work",
    params(("id" = WorkViewId, Path)), responses((status = 204), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
async fn delete(State(house): State<House>, actor: Actor, Path(id): Path<WorkViewId>) -> Answer<StatusCode> {
    write::take_away(&house, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct Deleted {}

/// The same for plain forms, which cannot delete.
#[utoipa::path(post, path = "/console/saved-views/{id}/delete", tag = "console",
    operation_id = "delete_saved_work_by_form", params(("id" = WorkViewId, Path)), responses(
    (status = 200, body = Vec<SavedWork>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn delete_by_form(State(house): State<House>, Path(id): Path<WorkViewId>, mut sent: Sent<Deleted>) -> Response {
    let page = page_of(&sent);
    let deleted = async {
        let actor = sent.actor()?;
        let office = write::take_away(&house, &actor, id).await?;
        Ok(Json(read::of(&house, &actor, office).await?))
    };
    let deleted = deleted.await;
    sent.reply(deleted, |_| page)
}

/// The list's page as a plain form was sent from it, with its view.
fn page_of<T: serde::de::DeserializeOwned>(sent: &Sent<T>) -> String {
    sent.page().unwrap_or(PAGE).to_owned()
}
