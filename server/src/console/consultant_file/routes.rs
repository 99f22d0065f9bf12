//! The consultant's file over HTTP. Each reading leaves a row for the firm and for each company shown (promise 7).

use super::{clients, read};
use crate::console::file_parts::{self, Wanted};
use crate::console::known;
use crate::correspondence;
use crate::house::House;
use crate::identity::{Actor, WhichOffice, Whose};
use crate::monitoring::audit;
use crate::requests::search;
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::extract::{Path, Query, State};
use contatti_model::console::{ConsultantFile, FileClient, FileDocuments, FileMeeting, FileNote, FileSearch};
use contatti_model::correspondence::MissiveLine;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::{CompanyId, IntermediaryId, MandateId, OfficeId, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::console) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(consultant_file))
        .routes(routes!(consultant_clients))
        .routes(routes!(consultant_requests))
        .routes(routes!(consultant_meetings))
        .routes(routes!(consultant_communications))
        .routes(routes!(consultant_documents))
        .routes(routes!(consultant_notes))
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
    note(&house, &actor, id, office, page.items.iter().map(|client| client.company.id)).await?;
    Ok(Json(page))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page before, with the same search.
    cursor: Option<String>,
}

/// Notes the reading: a row for the firm, and one for each company shown.
async fn note(
    house: &House,
    actor: &Actor,
    firm: IntermediaryId,
    office: OfficeId,
    shown: impl Iterator<Item = CompanyId>,
) -> Answer<()> {
    let mut companies: Vec<CompanyId> = shown.collect();
    companies.sort();
    companies.dedup();
    audit::note_firm_read(house, actor, firm, &companies, office).await
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

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Sought {
    /// Words to find, all of them, accents and capitals aside.
    #[serde(default)]
    text: String,
    /// `next` of the page before, with the same words.
    cursor: Option<String>,
}

impl Sought {
    fn wanted(&self, firm: IntermediaryId, office: OfficeId) -> Wanted<'_> {
        Wanted { whose: Whose::Firm(firm), office, text: &self.text, cursor: self.cursor.as_deref() }
    }
}

/// Appointments of what the firm sent to one's office: those asked for first, then by day, newest first; searched by the words
/// of subject, place, register number and company.
#[utoipa::path(get, path = "/console/consultants/{id}/meetings", tag = "console",
    params(("id" = IntermediaryId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<FileMeeting>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn consultant_meetings(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<FileMeeting>>> {
    let office = known::with_firm(&house, &actor, &which, id).await?.id;
    let page = file_parts::meetings(&house, &sought.wanted(id, office)).await?;
    note(&house, &actor, id, office, page.items.iter().filter_map(|line| Some(line.company.as_ref()?.id))).await?;
    Ok(Json(page))
}

/// What came and went beside the drawer between the firm and one's office, newest first; searched by the words of who wrote,
/// the subject, register numbers and the company.
#[utoipa::path(get, path = "/console/consultants/{id}/communications", tag = "console",
    params(("id" = IntermediaryId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<MissiveLine>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn consultant_communications(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<MissiveLine>>> {
    let office = known::with_firm(&house, &actor, &which, id).await?.id;
    let (whose, cursor) = (Whose::Firm(id), sought.cursor.as_deref());
    let page = correspondence::search::search(&house, whose, office, &sought.text, cursor).await?;
    note(&house, &actor, id, office, page.items.iter().filter_map(|line| Some(line.position.as_ref()?.company_id)))
        .await?;
    Ok(Json(page))
}

/// Files of what the firm sent to one's office, newest first, searched by the words of their names; only what the antivirus
/// lets pass.
#[utoipa::path(get, path = "/console/consultants/{id}/documents", tag = "console",
    params(("id" = IntermediaryId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<FileDocuments>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn consultant_documents(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<FileDocuments>>> {
    let office = known::with_firm(&house, &actor, &which, id).await?.id;
    let page = file_parts::documents(&house, &sought.wanted(id, office)).await?;
    note(&house, &actor, id, office, page.items.iter().filter_map(|line| Some(line.company.as_ref()?.id))).await?;
    Ok(Json(page))
}

/// Notes among colleagues of one's office beside what the firm sent, newest first, searched by their words.
#[utoipa::path(get, path = "/console/consultants/{id}/notes", tag = "console",
    params(("id" = IntermediaryId, Path), WhichOffice, Sought), responses(
    (status = 200, body = Page<FileNote>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn consultant_notes(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<IntermediaryId>,
    Query(which): Query<WhichOffice>,
    Query(sought): Query<Sought>,
) -> Answer<Json<Page<FileNote>>> {
    let office = known::with_firm(&house, &actor, &which, id).await?.id;
    let page = file_parts::notes(&house, &sought.wanted(id, office)).await?;
    note(&house, &actor, id, office, page.items.iter().filter_map(|line| Some(line.company.as_ref()?.id))).await?;
    Ok(Json(page))
}
