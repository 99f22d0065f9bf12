//! Correspondence over HTTP: the tray and what is decided in it, one missive, a company's history.

use super::{access, file, history, open, read, record, set_aside, tray};
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use contatti_model::console::FileSearch;
use contatti_model::correspondence::{
    CompanyHistory, FilingForm, MissiveDetail, MissiveLine, MissiveState, OpeningForm, RecordForm, SetAsideForm,
    TakeBackForm,
};
use contatti_model::page::Page;
use contatti_model::{CompanyId, MissiveId, Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(list, write_down))
        .routes(routes!(read_one))
        .routes(routes!(file_it))
        .routes(routes!(open_request))
        .routes(routes!(put_aside))
        .routes(routes!(take_it_back))
        .routes(routes!(company_history))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Narrow {
    /// `waiting` (the default), `filed` or `set_aside`.
    #[serde(default)]
    state: String,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The tray of one's office: what came by other ways and waits, oldest first; or what was decided, newest first.
#[utoipa::path(get, path = "/missives", tag = "correspondence", params(Narrow), responses(
    (status = 200, body = Page<MissiveLine>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn list(
    State(house): State<House>,
    actor: Actor,
    Query(narrow): Query<Narrow>,
) -> Answer<Json<Page<MissiveLine>>> {
    let office = actor.own_office()?.id;
    let state = MissiveState::from_word(&narrow.state).unwrap_or(MissiveState::Waiting);
    Ok(Json(tray::tray(&house, office, state, narrow.cursor.as_deref()).await?))
}

/// Write down a call, a letter or a talk at the counter. The client makes the id: the same twice is written once.
#[utoipa::path(post, path = "/missives", tag = "correspondence", request_body = RecordForm, responses(
    (status = 201, body = MissiveDetail), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn write_down(State(house): State<House>, mut sent: Sent<RecordForm>) -> Response {
    let recorded = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let id = record::record(&house, &actor, &form).await?;
        let detail = read::read(&house, &actor, id).await?;
        Ok((StatusCode::CREATED, Json(detail)))
    };
    let recorded = recorded.await;
    sent.reply(recorded, |(_, Json(detail))| page(detail.line.id))
}

/// One missive with its files.
#[utoipa::path(get, path = "/missives/{id}", tag = "correspondence", params(("id" = MissiveId, Path)), responses(
    (status = 200, body = MissiveDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_one(State(house): State<House>, actor: Actor, Path(id): Path<MissiveId>) -> Answer<Response> {
    Ok(with_version(read::read(&house, &actor, id).await?))
}

/// File it in a position's history, and in a request's thread where one is named.
#[utoipa::path(post, path = "/missives/{id}/file", tag = "correspondence", request_body = FilingForm,
    params(("id" = MissiveId, Path)), responses((status = 200, body = MissiveDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn file_it(State(house): State<House>, Path(id): Path<MissiveId>, mut sent: Sent<FilingForm>) -> Response {
    let filed = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        file::file(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::read(&house, &actor, id).await?))
    };
    let filed = filed.await;
    sent.reply(filed, |_| page(id))
}

/// Open a request from it, under the number it got on arrival.
#[utoipa::path(post, path = "/missives/{id}/open-request", tag = "correspondence", request_body = OpeningForm,
    params(("id" = MissiveId, Path)), responses((status = 200, body = MissiveDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn open_request(State(house): State<House>, Path(id): Path<MissiveId>, mut sent: Sent<OpeningForm>) -> Response {
    let mut request = None;
    let opened = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        request = Some(open::open(&house, &actor, &row, sent.version(&form.version)?, &form).await?);
        Ok(with_version(read::read(&house, &actor, id).await?))
    };
    let opened = opened.await;
    sent.reply(opened, |_| request.map_or_else(|| page(id), |request| format!("/console/richieste/{request}")))
}

/// Set it aside, with the reason.
#[utoipa::path(post, path = "/missives/{id}/set-aside", tag = "correspondence", request_body = SetAsideForm,
    params(("id" = MissiveId, Path)), responses((status = 200, body = MissiveDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn put_aside(State(house): State<House>, Path(id): Path<MissiveId>, mut sent: Sent<SetAsideForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        set_aside::set_aside(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::read(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| page(id))
}

/// Take back into the tray what was set aside.
#[utoipa::path(post, path = "/missives/{id}/take-back", tag = "correspondence", request_body = TakeBackForm,
    params(("id" = MissiveId, Path)), responses((status = 200, body = MissiveDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 428, body = Problem)))]
async fn take_it_back(State(house): State<House>, Path(id): Path<MissiveId>, mut sent: Sent<TakeBackForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        set_aside::take_back(&house, &actor, &row, sent.version(&form.version)?).await?;
        Ok(with_version(read::read(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| page(id))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// The id of one position of the company, for its history alone.
    #[serde(default)]
    position: String,
    /// `next` of the page before, with the same position.
    cursor: Option<String>,
}

/// A company's history, all channels in one line of time, newest first: of the positions one may act for, or what one's
/// office has of it.
#[utoipa::path(get, path = "/companies/{id}/history", tag = "correspondence",
    params(("id" = CompanyId, Path), WhichOffice, ReadOn), responses((status = 200, body = CompanyHistory), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn company_history(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Query(which): Query<WhichOffice>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<CompanyHistory>> {
    let search = FileSearch { position: read_on.position, ..FileSearch::default() };
    let position = search.parse().map_err(Refusal::invalid)?.position;
    Ok(Json(history::history(&house, &actor, &which, (id, position), read_on.cursor.as_deref()).await?))
}

fn with_version(detail: MissiveDetail) -> Response {
    let version = format!("\"{}\"", detail.version);
    ([(ETAG, version)], Json(detail)).into_response()
}

fn page(id: MissiveId) -> String {
    format!("/console/raccoglitore/{id}")
}
