//! The consultant's file over HTTP. Each reading leaves a row for the firm and for each company shown (promise 7).

use super::{clients, read};
use crate::console::known;
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::monitoring::audit;
use crate::requests::search;
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::extract::{Path, Query, State};
use contatti_model::console::{ConsultantFile, FileClient, FileSearch};
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::{CompanyId, IntermediaryId, MandateId, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::console) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(consultant_file))
        .routes(routes!(consultant_clients))
        .routes(routes!(consultant_requests))
}

/// The head of a consultant's file: the firm, its people, how much it sent to one's office.
#[utoipa::path(get, path = "/console/consultants/{id}", tag = "console", params(("id" = IntermediaryId, Path), WhichOffice),
    responses((status = 200, body = ConsultantFile), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn consultant_file(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
) -> Answer<Json<ConsultantFile>> {
    let office = known::with_firm(&house, &actor, &which, id).await?;
    audit::note_firm_read(&house, &actor, id, &[], office.id).await?;
    Ok(Json(read::read(&house, office, id).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichClients {
    /// `yes`: those whose mandate ended, was revoked or has not begun, instead of those whose mandate holds today.
    #[serde(default)]
    ended: String,
    /// `next` of the page before.
    cursor: Option<MandateId>,
}

/// The companies a firm has a mandate of, by name, as far as one's office deals with them.
#[utoipa::path(get, path = "/console/consultants/{id}/clients", tag = "console",
    params(("id" = IntermediaryId, Path), WhichOffice, WhichClients), responses(
    (status = 200, body = Page<FileClient>), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
async fn consultant_clients(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
    Query(wanted): Query<WhichClients>,
) -> Answer<Json<Page<FileClient>>> {
    let office = known::with_firm(&house, &actor, &which, id).await?.id;
    let page = clients::clients(&house, id, office, wanted.ended != "yes", wanted.cursor).await?;
    let mut shown: Vec<CompanyId> = page.items.iter().map(|client| client.company.id).collect();
    shown.sort();
    shown.dedup();
    audit::note_firm_read(&house, &actor, id, &shown, office).await?;
    Ok(Json(page))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page before, with the same search.
    cursor: Option<String>,
}

/// What the firm sent to one's office, newest first, searched by words.
#[utoipa::path(get, path = "/console/consultants/{id}/requests", tag = "console",
    params(("id" = IntermediaryId, Path), WhichOffice, FileSearch, ReadOn), responses(
    (status = 200, body = Page<Line>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn consultant_requests(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
    Query(form): Query<FileSearch>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<Page<Line>>> {
    let office = known::with_firm(&house, &actor, &which, id).await?.id;
    let filter = form.parse().map_err(Refusal::invalid)?;
    let page = search::of_firm(&house, id, office, &filter, read_on.cursor.as_deref()).await?;
    let shown = clients::companies_of(&house, &page.items).await?;
    audit::note_firm_read(&house, &actor, id, &shown, office).await?;
    Ok(Json(page))
}
