//! Searching over HTTP: choices, exports, and filters kept under a name. The list itself is beside sending.

use super::export::{self, Format, Language};
use super::{choices, views};
use crate::house::House;
use crate::identity::{Actor, LANGUAGE_COOKIE};
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use contatti_model::requests::search::{Filter, FilterChoices, FilterForm, SavedView, ViewForm};
use contatti_model::{Problem, ViewId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows the list.
const PAGE: &str = "/contatti/richieste";

pub(in crate::requests) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(read_choices))
        .routes(routes!(export_csv))
        .routes(routes!(export_xlsx))
        .routes(routes!(read_views, save_view))
        .routes(routes!(delete_view))
        .routes(routes!(delete_by_form))
}

/// What the list can be narrowed to: subjects, offices and intermediaries that can be in it.
#[utoipa::path(get, path = "/requests/choices", tag = "requests", responses(
    (status = 200, body = FilterChoices), (status = 401, body = Problem)))]
async fn read_choices(State(house): State<House>, actor: Actor) -> Answer<Json<FilterChoices>> {
    Ok(Json(choices::choices(&house, &actor).await?))
}

/// The whole filtered list as CSV: UTF-8 with a byte order mark, semicolons, sent row by row.
#[utoipa::path(get, path = "/requests/export.csv", tag = "requests", params(FilterForm), responses(
    (status = 200, body = String, content_type = "text/csv"), (status = 401, body = Problem),
    (status = 422, body = Problem)))]
async fn export_csv(
    State(house): State<House>,
    actor: Actor,
    headers: HeaderMap,
    cookies: CookieJar,
    Query(form): Query<FilterForm>,
) -> Answer<Response> {
    let language = language(&headers, &cookies);
    export(house, actor, &form, Format::Csv, language)
}

/// The same as a workbook that spreadsheet programs open.
#[utoipa::path(get, path = "/requests/export.xlsx", tag = "requests", params(FilterForm), responses(
    (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn export_xlsx(
    State(house): State<House>,
    actor: Actor,
    headers: HeaderMap,
    cookies: CookieJar,
    Query(form): Query<FilterForm>,
) -> Answer<Response> {
    let language = language(&headers, &cookies);
    export(house, actor, &form, Format::Xlsx, language)
}

fn export(house: House, actor: Actor, form: &FilterForm, format: Format, language: Language) -> Answer<Response> {
    let filter = Filter::parse(form).map_err(Refusal::invalid)?;
    let name = format!("attachment; filename=\"richieste-{}.{}\"", house.now().day(), format.ending());
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(format.media_type());
    let body = export::stream(house, actor, filter, format, language);
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], body).into_response())
}

/// The language of the columns' names: the visitor's choice, or what their browser asks for.
fn language(headers: &HeaderMap, cookies: &CookieJar) -> Language {
    let chosen = cookies.get(LANGUAGE_COOKIE).and_then(|cookie| Language::parse(cookie.value()));
    let asked = || headers.get(ACCEPT_LANGUAGE).and_then(|header| Language::from_accept(header.to_str().ok()?));
    chosen.or_else(asked).unwrap_or_default()
}

/// The filters one keeps, by name.
#[utoipa::path(get, path = "/views", tag = "views", responses(
    (status = 200, body = Vec<SavedView>), (status = 401, body = Problem)))]
async fn read_views(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<SavedView>>> {
    Ok(Json(views::views(&house, &actor).await?))
}

/// Keep a filter under a name: at most thirty, each name once.
#[utoipa::path(post, path = "/views", tag = "views", request_body = ViewForm, responses(
    (status = 201, body = SavedView), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 422, body = Problem)))]
async fn save_view(State(house): State<House>, mut sent: Sent<ViewForm>) -> Response {
    let result: Answer<Saving> = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        Ok(Saving(views::save(&house, &actor, &form).await?))
    }
    .await;
    sent.reply(result, |saving| address(&saving.0.filter))
}

struct Saving(SavedView);

impl IntoResponse for Saving {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, [(LOCATION, HeaderValue::from_static("/api/v1/views"))], Json(self.0)).into_response()
    }
}

/// The list's page with this filter.
fn address(filter: &FilterForm) -> String {
    let pairs: Vec<_> = filter.pairs().into_iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("{PAGE}?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
}

/// Forget a kept filter.
#[utoipa::path(delete, path = "/views/{id}", tag = "views", params(("id" = ViewId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn delete_view(State(house): State<House>, actor: Actor, Path(id): Path<ViewId>) -> Answer<StatusCode> {
    views::delete(&house, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A form without fields of its own.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
struct Confirmed {}

/// The same for plain forms, which cannot delete.
#[utoipa::path(post, path = "/views/{id}/delete", tag = "views", params(("id" = ViewId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn delete_by_form(State(house): State<House>, Path(id): Path<ViewId>, mut sent: Sent<Confirmed>) -> Response {
    let page = sent.page().unwrap_or(PAGE).to_owned();
    let result: Answer<Response> = async {
        views::delete(&house, &sent.actor()?, id).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    }
    .await;
    sent.reply(result, |_| page)
}
