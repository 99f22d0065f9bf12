//! The work list over HTTP.

use super::list;
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use axum::Json;
use axum::extract::{Query, State};
use contatti_model::Problem;
use contatti_model::page::Page;
use contatti_model::requests::{WorkLine, WorkView};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(work_list))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Narrow {
    /// `open`, `in_charge`, `closed`, or `meetings` for appointments asked for; without it, all that is not closed.
    #[serde(default)]
    state: String,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The work list of one's office, oldest promise first.
#[utoipa::path(get, path = "/console/requests", tag = "console", params(Narrow), responses(
    (status = 200, body = Page<WorkLine>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn work_list(
    State(house): State<House>,
    actor: Actor,
    Query(narrow): Query<Narrow>,
) -> Answer<Json<Page<WorkLine>>> {
    let office = actor.own_office()?.id;
    let view = WorkView::from_word(&narrow.state);
    Ok(Json(list::list(&house, office, view, narrow.cursor.as_deref()).await?))
}
