//! The company file over HTTP, one route a part.

use super::{opened, read};
use crate::console::file_parts::{self, Wanted, empty};
use crate::correspondence;
use crate::house::House;
use crate::identity::{Actor, WhichOffice, Whose};
use crate::requests::search;
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::extract::{Path, Query, State};
use contatti_model::console::{CompanyFile, FileDocuments, FileMeeting, FileNote, FileSearch};
use contatti_model::correspondence::MissiveLine;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::{CompanyId, OfficeId, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::console) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(company_file))
        .routes(routes!(company_requests))
        .routes(routes!(company_meetings))
        .routes(routes!(company_communications))
        .routes(routes!(company_documents))
        .routes(routes!(company_notes))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page before, with the same search.
    cursor: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfWhich {
    /// The id of one position of the company.
    #[serde(default)]
    position: String,
}

/// The head of a company's file, or of one position of it: positions, mandates, how much there is at one's office, the next
/// appointment.
#[utoipa::path(get, path = "/console/companies/{id}", tag = "console",
    params(("id" = CompanyId, Path), WhichOffice, OfWhich), responses(
    (status = 200, body = CompanyFile), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn company_file(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(of): Query<OfWhich>,
) -> Answer<Json<CompanyFile>> {
    let office = opened(&house, &actor, &which, id).await?;
    let whose = whose(&house, id, &of.position).await?.ok_or_else(Refusal::not_found)?;
    Ok(Json(read::read(&house, office, id, whose).await?))
}

/// The company, or the one position; none where that is another company's, which has nothing here.
///
/// # Errors
/// 422 for what is no position's id.
async fn whose(house: &House, company: CompanyId, position: &str) -> Answer<Option<Whose>> {
    let search = FileSearch { position: position.to_owned(), ..FileSearch::default() };
    Whose::of_company(house, company, search.parse().map_err(Refusal::invalid)?.position).await
}

/// The company's requests at one's office, newest first, searched by words.
#[utoipa::path(get, path = "/console/companies/{id}/requests", tag = "console",
    params(("id" = CompanyId, Path), WhichOffice, FileSearch, ReadOn), responses(
    (status = 200, body = Page<Line>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn company_requests(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(form): Query<FileSearch>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<Page<Line>>> {
    let office = opened(&house, &actor, &which, id).await?.id;
    let filter = form.parse().map_err(Refusal::invalid)?;
    Ok(Json(search::of_company(&house, id, office, &filter, read_on.cursor.as_deref()).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Sought {
    /// Words to find, all of them, accents and capitals aside.
    #[serde(default)]
    text: String,
    /// The id of one position of the company.
    #[serde(default)]
    position: String,
    /// `next` of the page before, with the same words and position.
    cursor: Option<String>,
}

impl Sought {
    fn wanted(&self, whose: Whose, office: OfficeId) -> Wanted<'_> {
        Wanted { whose, office, text: &self.text, cursor: self.cursor.as_deref() }
    }
}

/// Appointments of the company's requests at one's office: those asked for first, then by day, newest first; searched by the
/// words of subject, place and register number.
#[utoipa::path(get, path = "/console/companies/{id}/meetings", tag = "console",
    params(("id" = CompanyId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<FileMeeting>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn company_meetings(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<FileMeeting>>> {
    let office = opened(&house, &actor, &which, id).await?.id;
    let Some(whose) = whose(&house, id, &sought.position).await? else { return Ok(Json(empty())) };
    Ok(Json(file_parts::meetings(&house, &sought.wanted(whose, office)).await?))
}

/// What came and went beside the drawer between the company and one's office, newest first; searched by the words of who
/// wrote, the subject and register numbers.
#[utoipa::path(get, path = "/console/companies/{id}/communications", tag = "console",
    params(("id" = CompanyId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<MissiveLine>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn company_communications(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<MissiveLine>>> {
    let office = opened(&house, &actor, &which, id).await?.id;
    let Some(whose) = whose(&house, id, &sought.position).await? else { return Ok(Json(empty())) };
    let found = correspondence::search::search(&house, whose, office, &sought.text, sought.cursor.as_deref());
    Ok(Json(found.await?))
}

/// Files of the company's requests and filed communications at one's office, newest first, searched by the words of their
/// names; only what the antivirus lets pass.
#[utoipa::path(get, path = "/console/companies/{id}/documents", tag = "console",
    params(("id" = CompanyId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<FileDocuments>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn company_documents(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<FileDocuments>>> {
    let office = opened(&house, &actor, &which, id).await?.id;
    let Some(whose) = whose(&house, id, &sought.position).await? else { return Ok(Json(empty())) };
    Ok(Json(file_parts::documents(&house, &sought.wanted(whose, office)).await?))
}

/// Notes among colleagues of one's office beside the company's requests, newest first, searched by their words.
#[utoipa::path(get, path = "/console/companies/{id}/notes", tag = "console",
    params(("id" = CompanyId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<FileNote>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn company_notes(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<FileNote>>> {
    let office = opened(&house, &actor, &which, id).await?.id;
    let Some(whose) = whose(&house, id, &sought.position).await? else { return Ok(Json(empty())) };
    Ok(Json(file_parts::notes(&house, &sought.wanted(whose, office)).await?))
}
