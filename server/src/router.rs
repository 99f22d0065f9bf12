//! The API's table of contents.

use crate::house::House;
use crate::monitoring::{events, health, metrics};
use crate::web::{finish_problems, guard_cross_site, security_headers, tell_limits};
use crate::{
    attachments, campaigns, console, contract, correspondence, escalation, figures, identity, notices, offices,
    register, requests,
};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::get;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;

/// Longest silence of a sender, and longest work on an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// A file over a slow line may take this long as a whole.
const LONGEST_SEND: Duration = Duration::from_secs(30 * 60);

/// Every route of the API, with the shields around them.
pub fn api(house: House) -> Router {
    let (rooms, document) = rooms().split_for_parts();
    let document_json = contract::completed(document).to_json().unwrap_or_default();
    let served = move || async move { ([("content-type", "application/json")], document_json) };
    rooms
        .route("/api/v1/openapi.json", get(served))
        .route("/metrics", get(metrics::figures))
        .with_state(house)
        .layer(RequestBodyTimeoutLayer::new(PATIENCE))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_SEND))
        .layer(from_fn(guard_cross_site))
        .layer(from_fn(tell_limits))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(finish_problems))
        .layer(from_fn(metrics::observe))
        .layer(from_fn(security_headers))
}

/// The OpenAPI document as software reads it.
pub fn document() -> Document {
    contract::completed(rooms().split_for_parts().1)
}

fn rooms() -> OpenApiRouter<House> {
    let v1 = OpenApiRouter::new()
        // Everybody: sign in and out, who am I, my devices, my language.
        .merge(identity::routes::routes())
        // Whoever lets a program act.
        .merge(identity::tokens::routes::routes())
        // Who may work an office's requests.
        .merge(identity::enablement::routes::routes())
        // Whoever composes a request.
        .merge(offices::routes::routes())
        .merge(attachments::routes::routes())
        // Companies and intermediaries send and read; the office reads and moves.
        .merge(requests::routes::routes())
        .merge(requests::proof::routes::routes())
        // Operators write to many first.
        .merge(campaigns::routes::routes())
        // What comes and goes by other ways than the drawer.
        .merge(correspondence::routes::routes())
        // The office alone.
        .merge(console::routes::routes())
        .merge(register::daily::routes::routes())
        // Whoever watches an office's load.
        .merge(figures::routes::routes())
        // Who answers for an office or a unit.
        .merge(escalation::routes::routes())
        // What people of the offices are told of themselves.
        .merge(notices::routes::routes())
        // Whoever watches a page.
        .merge(events::routes());
    OpenApiRouter::with_openapi(Contract::openapi()).nest("/api/v1", v1).merge(health::routes())
}

/// What the OpenAPI document says of the service as a whole.
#[derive(OpenApi)]
#[openapi(info(
    title = "Contatti",
    description = "Requests of companies and their intermediaries to a social-security office.",
    license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    contact(name = "Contatti", url = "https://contatti.example/aiuto", email = "contatti@contatti.example")
), servers((url = "/", description = "This server")))]
struct Contract;
