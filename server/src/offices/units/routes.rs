//! Units over HTTP: read by the people of an office, shaped by who directs it.

use super::{know, read, write};
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::offices::{OfficeUnits, RetireForm, SkillsForm, UnitForm};
use contatti_model::{OfficeId, Problem, UnitId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows them.
const PAGE: &str = "/console/unita";

pub(in crate::offices) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(change))
        .routes(routes!(set_skills))
        .routes(routes!(dissolve))
}

/// The units of one's office with their people, subjects and load.
#[utoipa::path(get, path = "/console/units", tag = "offices", operation_id = "read_units", params(WhichOffice), responses(
    (status = 200, body = OfficeUnits), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor, Query(which): Query<WhichOffice>) -> Answer<Json<OfficeUnits>> {
    let office = which.of(&actor)?;
    Ok(Json(read::of(&house, &actor, office).await?))
}

/// Make a unit of the office one directs.
#[utoipa::path(post, path = "/console/units", tag = "offices", operation_id = "make_unit", request_body = UnitForm,
    responses((status = 201, body = OfficeUnits), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn make(State(house): State<House>, mut sent: Sent<UnitForm>) -> Response {
    let made = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = directed(&actor)?;
        write::make(&house, &actor, office, &form).await?;
        Ok((StatusCode::CREATED, Json(read::of(&house, &actor, office).await?)))
    };
    let made = made.await;
    sent.reply(made, |_| PAGE.to_owned())
}

/// Change a unit: its name, people and subjects, and whether it gives out what arrives. Each subject arrives at one unit of an office.
#[utoipa::path(post, path = "/console/units/{id}", tag = "offices", operation_id = "change_unit",
    params(("id" = UnitId, Path)), request_body = UnitForm, responses(
    (status = 200, body = OfficeUnits), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn change(State(house): State<House>, Path(id): Path<UnitId>, mut sent: Sent<UnitForm>) -> Response {
    let changed = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = directed(&actor)?;
        write::known(&house, office, id).await?;
        write::change(&house, &actor, office, id, sent.version(&form.version)?, &form).await?;
        Ok(Json(read::of(&house, &actor, office).await?))
    };
    let changed = changed.await;
    sent.reply(changed, |_| PAGE.to_owned())
}

/// Say which subjects of a unit a member knows best: what arrives about them is given to them first.
#[utoipa::path(post, path = "/console/units/{id}/skills", tag = "offices", operation_id = "set_unit_skills",
    params(("id" = UnitId, Path)), request_body = SkillsForm, responses(
    (status = 200, body = OfficeUnits), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn set_skills(State(house): State<House>, Path(id): Path<UnitId>, mut sent: Sent<SkillsForm>) -> Response {
    let known = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = directed(&actor)?;
        write::there(&house, office, id).await?;
        know::know(&house, &actor, office, id, sent.version(&form.version)?, &form).await?;
        Ok(Json(read::of(&house, &actor, office).await?))
    };
    let known = known.await;
    sent.reply(known, |_| PAGE.to_owned())
}

/// Dissolve a unit: what it still has is the office's as a whole. One that is dissolved already stays so.
#[utoipa::path(post, path = "/console/units/{id}/retire", tag = "offices", operation_id = "dissolve_unit",
    params(("id" = UnitId, Path)), request_body = RetireForm, responses(
    (status = 200, body = OfficeUnits), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 412, body = Problem), (status = 428, body = Problem)))]
async fn dissolve(State(house): State<House>, Path(id): Path<UnitId>, mut sent: Sent<RetireForm>) -> Response {
    let dissolved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = directed(&actor)?;
        write::known(&house, office, id).await?;
        write::dissolve(&house, &actor, office, id, sent.version(&form.version)?).await?;
        Ok(Json(read::of(&house, &actor, office).await?))
    };
    let dissolved = dissolved.await;
    sent.reply(dissolved, |_| PAGE.to_owned())
}

/// The office whose console opens, where the person directs it.
fn directed(actor: &Actor) -> Answer<OfficeId> {
    let office = actor.own_office()?.id;
    let directs = actor.directed_offices().any(|directed| directed == office);
    if directs { Ok(office) } else { Err(Refusal::not_found()) }
}
