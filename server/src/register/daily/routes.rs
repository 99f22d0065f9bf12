//! The daily registers of an office over HTTP, for who directs it.

use super::{file, store};
use crate::attachments::disposition;
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::offices;
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use contatti_model::page::Page;
use contatti_model::register::DailyRegister;
use contatti_model::{OfficeId, Problem};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(days)).routes(routes!(day))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// The register's area; without it, the one of the caller's first office.
    #[serde(default)]
    area: String,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The daily registers of an area, latest first.
#[utoipa::path(get, path = "/register/days", tag = "register", params(Which), responses(
    (status = 200, body = Page<DailyRegister>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn days(
    State(house): State<House>,
    actor: Actor,
    Query(which): Query<Which>,
) -> Answer<Json<Page<DailyRegister>>> {
    let (area, _) = directed(&house, &actor, &which.area).await?;
    let before = match &which.cursor {
        Some(cursor) => cursor.parse().map_err(|_| Refusal::not_found())?,
        None => house.now().day(),
    };
    Ok(Json(store::list(&house, &area, before).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// The register's area; without it, the one of the caller's first office.
    #[serde(default)]
    area: String,
}

/// The daily register of one day, byte for byte as it was produced.
#[utoipa::path(get, path = "/register/days/{day}", tag = "register",
    params(("day" = String, Path, description = "As 2026-11-23"), Whose), responses(
    (status = 200, content_type = "application/jsonl"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn day(
    State(house): State<House>,
    actor: Actor,
    Path(day): Path<String>,
    Query(whose): Query<Whose>,
) -> Answer<Response> {
    let (area, office) = directed(&house, &actor, &whose.area).await?;
    let day: Date = day.parse().map_err(|_| Refusal::not_found())?;
    let register = store::of_day(&house, &area, day).await?.ok_or_else(Refusal::not_found)?;
    let mut tx = house.begin().await?;
    audit::note(&house, &mut tx, &actor, "daily_register_read", None, None, office).await?;
    tx.commit().await?;
    let body = Body::from_stream(house.files.read(&register.sha256).await?);
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(file::MEDIA_TYPE)),
        (CONTENT_LENGTH, HeaderValue::from(register.size)),
        (ETAG, HeaderValue::from_str(&format!("\"{}\"", register.sha256)).map_err(Refusal::internal)?),
        (CONTENT_DISPOSITION, disposition("attachment", &file::name(&area, day))),
    ];
    Ok((headers, body).into_response())
}

/// The area asked for and its office, when the caller directs it; a role of its own for the register's manager does not
/// exist yet.
async fn directed(house: &House, actor: &Actor, area: &str) -> Answer<(String, OfficeId)> {
    let mut directed = vec![];
    for office in actor.directed_offices() {
        directed.push((offices::register_area(house, office).await?, office));
    }
    let wanted = |(own, _): &(String, OfficeId)| area.is_empty() || own == area;
    directed.into_iter().find(wanted).ok_or_else(Refusal::not_found)
}
