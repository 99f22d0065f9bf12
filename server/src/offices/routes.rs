//! The subjects offered today, for software that composes requests.

use super::{absences, calendar, guidance, store, texts, units};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use axum::Json;
use axum::extract::State;
use contatti_model::Problem;
use contatti_model::offices::{Scheme, SubjectArea};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(subjects))
        .merge(guidance::routes())
        .merge(calendar::routes::routes())
        .merge(texts::routes())
        .merge(units::routes())
        .merge(absences::routes())
}

/// Areas and subjects offered today, of every scheme.
#[utoipa::path(get, path = "/subjects", tag = "offices", responses(
    (status = 200, body = Vec<SubjectArea>), (status = 401, body = Problem)))]
async fn subjects(State(house): State<House>, _: Actor) -> Answer<Json<Vec<SubjectArea>>> {
    Ok(Json(store::offered_areas(&house, &Scheme::ALL, house.now().day()).await?))
}
