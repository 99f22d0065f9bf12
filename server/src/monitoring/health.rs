//! Whether the server lives, is ready, and how the national API rules ask for it.

use crate::attachments::clamd_answers;
use crate::config::Antivirus;
use crate::house::House;
use crate::web::Refusal;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contatti_model::{Problem, ProblemCode};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(status)).routes(routes!(healthz)).routes(routes!(readyz))
}

#[derive(Serialize, ToSchema)]
struct Status {
    title: &'static str,
    status: u16,
    version: &'static str,
}

/// The service's state, as the national interoperability rules (ModI) want it.
#[utoipa::path(get, path = "/status", tag = "monitoring", security(()), responses(
    (status = 200, body = Status), (status = 503, body = Problem)))]
async fn status(State(house): State<House>) -> Response {
    if !house.db.answers().await {
        return Refusal::new(ProblemCode::Unavailable).into_response();
    }
    Json(Status { title: "Contatti", status: 200, version: env!("CARGO_PKG_VERSION") }).into_response()
}

/// The process lives.
#[utoipa::path(get, path = "/healthz", tag = "monitoring", security(()), responses((status = 204)))]
async fn healthz() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The database answers, the antivirus too where it is required, and the server is not closing.
#[utoipa::path(get, path = "/readyz", tag = "monitoring", security(()), responses(
    (status = 204), (status = 503, body = Problem)))]
async fn readyz(State(house): State<House>) -> Response {
    let closing = *house.live.closing().borrow();
    if closing || !house.db.answers().await || !antivirus_answers(&house).await {
        return Refusal::new(ProblemCode::Unavailable).into_response();
    }
    StatusCode::NO_CONTENT.into_response()
}

/// Without a required antivirus nobody can send.
async fn antivirus_answers(house: &House) -> bool {
    house.config.antivirus != Antivirus::Required || clamd_answers(&house.config.clamd).await
}
