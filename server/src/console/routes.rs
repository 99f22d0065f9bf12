//! The work list over HTTP, and the way to the files of companies and consultants.

use super::{company_file, consultant_file, counts, find, list, saved_views};
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::extract::{Query, State};
use contatti_model::Problem;
use contatti_model::console::FoundFiles;
use contatti_model::page::Page;
use contatti_model::requests::{WorkCount, WorkFilter, WorkForm, WorkLine};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(work_list))
        .routes(routes!(work_counts))
        .routes(routes!(find_files))
        .merge(company_file::routes())
        .merge(consultant_file::routes())
        .merge(saved_views::routes())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page before, with the same filters and order.
    cursor: Option<String>,
}

/// The work list of one's office, oldest promise first unless another order is asked for.
#[utoipa::path(get, path = "/console/requests", tag = "console", params(WorkForm, ReadOn), responses(
    (status = 200, body = Page<WorkLine>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn work_list(
    State(house): State<House>,
    actor: Actor,
    Query(form): Query<WorkForm>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<Page<WorkLine>>> {
    actor.own_office()?;
    let filter = WorkFilter::parse(&form).map_err(Refusal::invalid)?;
    let office = actor.read_office(filter.office)?;
    let page = list::list(&house, &actor, office, &filter, read_on.cursor.as_deref()).await?;
    Ok(Json(Arc::unwrap_or_clone(page)))
}

/// How much there is of each view of the work list, counted to ninety-nine.
#[utoipa::path(get, path = "/console/counts", tag = "console", params(WhichOffice), responses(
    (status = 200, body = Vec<WorkCount>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn work_counts(
    State(house): State<House>,
    actor: Actor,
    Query(which): Query<WhichOffice>,
) -> Answer<Json<Vec<WorkCount>>> {
    let office = which.of(&actor)?;
    Ok(Json(counts::counts(&house, &actor, office).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhoseFile {
    /// Words of a company's or a consultant's name, a tax code, or a position's number.
    #[serde(default)]
    search: String,
}

/// Whose file one may open: companies and consultants one's office deals with that fit every word.
#[utoipa::path(get, path = "/console/companies", tag = "console", params(WhoseFile, WhichOffice), responses(
    (status = 200, body = FoundFiles), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn find_files(
    State(house): State<House>,
    actor: Actor,
    Query(whose): Query<WhoseFile>,
    Query(which): Query<WhichOffice>,
) -> Answer<Json<FoundFiles>> {
    let office = which.of(&actor)?;
    Ok(Json(find::find(&house, office, &whose.search).await?))
}
