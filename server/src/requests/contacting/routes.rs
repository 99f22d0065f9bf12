//! Contact first over HTTP, for the operators of an office.

use super::{chained, find, options, send};
use crate::house::House;
use crate::identity::Actor;
use crate::requests::routes::{console_page, with_version};
use crate::requests::{access, read};
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contatti_model::identity::Position;
use contatti_model::requests::{ChainedContactForm, ContactForm, ContactOptions, RequestDetail};
use contatti_model::{PositionId, Problem, RequestId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::requests) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(find_positions))
        .routes(routes!(read_options))
        .routes(routes!(contact))
        .routes(routes!(contact_on))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Search {
    /// Words of a company's name, its tax code or a position's number.
    #[serde(default)]
    search: String,
}

/// The positions one's office may write to first: competent by territory, or of a request it has. The first twenty.
#[utoipa::path(get, path = "/console/positions", tag = "requests", operation_id = "find_contactable", params(Search),
    responses((status = 200, body = Vec<Position>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn find_positions(
    State(house): State<House>,
    actor: Actor,
    Query(query): Query<Search>,
) -> Answer<Json<Vec<Position>>> {
    let office = actor.worked_office()?;
    Ok(Json(find::search(&house, office, &query.search).await?))
}

/// One such position: the subjects of its scheme, and how many people would be told.
#[utoipa::path(get, path = "/console/positions/{id}", tag = "requests", operation_id = "read_contactable",
    params(("id" = PositionId, Path)), responses((status = 200, body = ContactOptions), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
async fn read_options(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<PositionId>,
) -> Answer<Json<ContactOptions>> {
    let office = actor.worked_office()?;
    Ok(Json(options::of(&house, office, id).await?))
}

/// Write to a company first: a request of the office, registered going out. The client makes the id: the same twice is
/// written once.
#[utoipa::path(post, path = "/console/contacts", tag = "requests", operation_id = "contact_company",
    request_body = ContactForm, responses((status = 201, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn contact(State(house): State<House>, mut sent: Sent<ContactForm>) -> Response {
    let written = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = actor.worked_office()?;
        let id = send::send(&house, &actor, office, &form).await?;
        Ok(Opened(read::read(&house, &actor, id).await?))
    };
    let written = written.await;
    sent.reply(written, |opened| console_page(opened.0.id))
}

/// Write to the company on from a closed request, however old: a new request in its chain.
#[utoipa::path(post, path = "/requests/{id}/contact", tag = "requests", operation_id = "contact_on",
    params(("id" = RequestId, Path)), request_body = ChainedContactForm, responses(
    (status = 201, body = RequestDetail), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn contact_on(
    State(house): State<House>,
    Path(id): Path<RequestId>,
    mut sent: Sent<ChainedContactForm>,
) -> Response {
    let written = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        let id = chained::send(&house, &actor, &row, &form).await?;
        Ok(Opened(read::read(&house, &actor, id).await?))
    };
    let written = written.await;
    sent.reply(written, |opened| console_page(opened.0.id))
}

/// The request that was opened, as the office reads it.
struct Opened(RequestDetail);

impl IntoResponse for Opened {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, with_version(self.0)).into_response()
    }
}
