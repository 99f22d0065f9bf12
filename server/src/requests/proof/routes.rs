//! Proof over HTTP: for the request's company, its intermediaries and the people of its office.

use super::{bundle, receipt_pdf, segnature};
use crate::attachments::{disposition, stream};
use crate::house::House;
use crate::identity::Actor;
use crate::requests::{access, read, receipt};
use crate::web::{Answer, Refusal, chosen_language};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use contatti_model::{MessageId, Problem, RequestId};
use contatti_words::Language;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(paper))
        .routes(routes!(first_segnatura))
        .routes(routes!(one_segnatura))
        .routes(routes!(whole))
}

/// The receipt as an accessible PDF (PDF/UA-1, PDF/A-2a), in the caller's language.
#[utoipa::path(get, path = "/requests/{id}/receipt.pdf", tag = "proof", params(("id" = RequestId, Path)), responses(
    (status = 200, content_type = "application/pdf"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn paper(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<RequestId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let number = access::readable(&house, &actor, id).await?.registration_number();
    let language = chosen_language(&headers);
    let bytes = receipt_pdf::print(receipt::of(&house, id, false).await?, language).await?;
    Ok((spoken(language), named("application/pdf", &format!("{number}.pdf")), bytes).into_response())
}

/// The sealed segnatura (AgID 3.0) of the request.
#[utoipa::path(get, path = "/requests/{id}/segnatura.xml", tag = "proof", params(("id" = RequestId, Path)), responses(
    (status = 200, content_type = "application/xml"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn first_segnatura(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Response> {
    segnatura(&house, &actor, id, None).await
}

/// The sealed segnatura (AgID 3.0) of one message of the thread.
#[utoipa::path(get, path = "/requests/{id}/messages/{message}/segnatura.xml", tag = "proof",
    params(("id" = RequestId, Path), ("message" = MessageId, Path)), responses(
    (status = 200, content_type = "application/xml"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn one_segnatura(
    State(house): State<House>,
    actor: Actor,
    Path((id, message)): Path<(RequestId, MessageId)>,
) -> Answer<Response> {
    segnatura(&house, &actor, id, Some(message)).await
}

async fn segnatura(house: &House, actor: &Actor, id: RequestId, message: Option<MessageId>) -> Answer<Response> {
    let detail = read::read(house, actor, id).await?;
    let wanted = match message {
        Some(message) => detail.thread.iter().find(|known| known.id == message),
        None => detail.thread.first(),
    };
    let (kept, xml) = segnature::of(house, &detail, wanted.ok_or_else(Refusal::not_found)?).await?;
    let name = format!("{}.xml", kept.entry.register_number());
    Ok((named("application/xml", &name), xml).into_response())
}

/// Everything that proves the request, as one .zip that `contatti register verify --bundle` checks.
#[utoipa::path(get, path = "/requests/{id}/bundle.zip", tag = "proof", params(("id" = RequestId, Path)), responses(
    (status = 200, content_type = "application/zip"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn whole(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<RequestId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let detail = read::read(&house, &actor, id).await?;
    let parts = bundle::of(&house, &detail, chosen_language(&headers)).await?;
    let name = format!("{}-prova.zip", detail.registration.number);
    Ok((named("application/zip", &name), stream(house.files.clone(), parts)).into_response())
}

fn named(kind: &'static str, name: &str) -> [(axum::http::HeaderName, HeaderValue); 2] {
    [(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, disposition("attachment", name))]
}

fn spoken(language: Language) -> [(axum::http::HeaderName, HeaderValue); 1] {
    [(CONTENT_LANGUAGE, HeaderValue::from_static(language.as_str()))]
}
