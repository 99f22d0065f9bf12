//! Absences over HTTP: one's own, and for who answers for others those of the office.

use super::{read, write};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use contatti_model::offices::{AbsenceForm, OfficeAbsences};
use contatti_model::{AbsenceId, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows them.
const PAGE: &str = "/console/assenze";

pub(in crate::offices) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list, enter)).routes(routes!(end))
}

/// One's absences that are not over and those one stands in for; for unit managers and directors all of the office.
#[utoipa::path(get, path = "/console/absences", tag = "offices", operation_id = "read_absences", responses(
    (status = 200, body = OfficeAbsences), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor) -> Answer<Json<OfficeAbsences>> {
    let office = actor.own_office()?.id;
    Ok(Json(read::of(&house, &actor, office).await?))
}

/// Enter an absence, one's own or of somebody one answers for; what would be theirs goes to the substitute meanwhile.
#[utoipa::path(post, path = "/console/absences", tag = "offices", operation_id = "enter_absence",
    request_body = AbsenceForm, responses((status = 201, body = OfficeAbsences), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn enter(State(house): State<House>, mut sent: Sent<AbsenceForm>) -> Response {
    let entered = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = actor.own_office()?.id;
        write::enter(&house, &actor, office, &form).await?;
        Ok((StatusCode::CREATED, Json(read::of(&house, &actor, office).await?)))
    };
    let entered = entered.await;
    sent.reply(entered, |_| PAGE.to_owned())
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct Ended {}

/// End an absence before its last day, or call it off before its first.
#[utoipa::path(post, path = "/console/absences/{id}/end", tag = "offices", operation_id = "end_absence",
    params(("id" = AbsenceId, Path)), responses((status = 200, body = OfficeAbsences), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
async fn end(State(house): State<House>, Path(id): Path<AbsenceId>, mut sent: Sent<Ended>) -> Response {
    let ended = async {
        let actor = sent.actor()?;
        let office = actor.own_office()?.id;
        write::end(&house, &actor, office, id).await?;
        Ok(Json(read::of(&house, &actor, office).await?))
    };
    let ended = ended.await;
    sent.reply(ended, |_| PAGE.to_owned())
}
