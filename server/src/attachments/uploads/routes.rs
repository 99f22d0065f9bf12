//! tus over HTTP: say what we speak, begin, ask how far, add bytes, give up. Somebody else's upload does not exist.

use super::headers::{EXPIRES, EXTENSION, LENGTH, OFFSET, RESUMABLE, SPOKEN, VERSION};
use super::{append, begin, headers, store};
use crate::attachments::sweep::WAIT_SECONDS;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use contatti_model::{AttachmentId, Problem, ProblemCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::attachments) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(spoken, create))
        .routes(routes!(how_far, add, give_up))
        .layer(map_response(with_version))
}

/// Every answer says the version, refusals too.
async fn with_version(mut response: Response) -> Response {
    response.headers_mut().insert(RESUMABLE, SPOKEN);
    response
}

/// What of tus this server speaks.
#[utoipa::path(options, path = "/uploads", tag = "attachments", responses((status = 204), (status = 401, body = Problem)))]
async fn spoken(_: Actor) -> Response {
    let extensions = HeaderValue::from_static("creation,expiration,termination");
    (StatusCode::NO_CONTENT, [(VERSION, SPOKEN), (EXTENSION, extensions)]).into_response()
}

/// Begin a file that is sent in pieces (tus 1.0.0): `Upload-Length` in bytes; `Upload-Metadata` with `filename` and,
/// where already chosen, `subject`; `Repr-Digest` with the whole's SHA-256 where known. It is kept a day without news.
#[utoipa::path(post, path = "/uploads", tag = "attachments", params(
    ("Tus-Resumable" = String, Header, description = "1.0.0"), ("Upload-Length" = u64, Header),
    ("Upload-Metadata" = String, Header), ("Repr-Digest" = Option<String>, Header)), responses(
    (status = 201, headers(("Location" = String), ("Upload-Expires" = String))), (status = 400, body = Problem),
    (status = 401, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
async fn create(State(house): State<House>, actor: Actor, sent: HeaderMap) -> Answer<Response> {
    headers::same_version(&sent)?;
    let size = headers::bytes(&sent, &LENGTH)?;
    let id = begin::begin(&house, &actor, &headers::announced(&sent)?, size).await?;
    let location = HeaderValue::from_str(&format!("/api/v1/uploads/{id}")).map_err(Refusal::internal)?;
    let answer = [(LOCATION, location), (OFFSET, HeaderValue::from(0)), (EXPIRES, expiry(&house))];
    Ok((StatusCode::CREATED, answer).into_response())
}

/// How far an upload has come; one that has ended stands at its length.
#[utoipa::path(head, path = "/uploads/{id}", tag = "attachments", params(("id" = AttachmentId, Path)), responses(
    (status = 200, headers(("Upload-Offset" = u64), ("Upload-Length" = u64))), (status = 401), (status = 404), (status = 412)))]
async fn how_far(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<AttachmentId>,
    sent: HeaderMap,
) -> Answer<Response> {
    let (offset, size) = match store::find(&house, actor.hand(), id).await? {
        Some(upload) => (upload.received, upload.size),
        None => {
            let size = store::ended_size(&house, actor.hand(), id).await?.ok_or_else(Refusal::not_found)?;
            (size, size)
        }
    };
    headers::same_version(&sent)?;
    Ok([(OFFSET, HeaderValue::from(offset)), (LENGTH, HeaderValue::from(size))].into_response())
}

/// Add bytes from `Upload-Offset` on. What arrived of a broken line is kept. With the last byte the file is checked as
/// one sent whole would be, and is then the attachment of the upload's id.
#[utoipa::path(patch, path = "/uploads/{id}", tag = "attachments", params(("id" = AttachmentId, Path),
    ("Tus-Resumable" = String, Header, description = "1.0.0"), ("Upload-Offset" = u64, Header)),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"), responses(
    (status = 204, headers(("Upload-Offset" = u64), ("Upload-Expires" = String))), (status = 400, body = Problem),
    (status = 401, body = Problem), (status = 404, body = Problem), (status = 408, body = Problem),
    (status = 409, body = Problem), (status = 412, body = Problem), (status = 413, body = Problem),
    (status = 415, body = Problem), (status = 422, body = Problem)))]
async fn add(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<AttachmentId>,
    sent: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let upload = store::find(&house, actor.hand(), id).await?.ok_or_else(Refusal::not_found)?;
    headers::same_version(&sent)?;
    let is_pieces = sent.get(CONTENT_TYPE).is_some_and(|kind| kind == "application/offset+octet-stream");
    if !is_pieces {
        return Err(Refusal::new(ProblemCode::UnsupportedMedia));
    }
    let offset = headers::bytes(&sent, &OFFSET)?;
    let offset = append::append(&house, &actor, upload, offset, body).await?;
    let answer = [(OFFSET, HeaderValue::from(offset)), (EXPIRES, expiry(&house))];
    Ok((StatusCode::NO_CONTENT, answer).into_response())
}

/// Give an upload up; what was received of it is dropped.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "attachments", params(("id" = AttachmentId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn give_up(State(house): State<House>, actor: Actor, Path(id): Path<AttachmentId>) -> Answer<StatusCode> {
    if !store::forget(&house, actor.hand(), id).await? {
        return Err(Refusal::not_found());
    }
    append::drop_bytes(&house, id).await;
    Ok(StatusCode::NO_CONTENT)
}

fn expiry(house: &House) -> HeaderValue {
    headers::http_date(house.now().plus_seconds(WAIT_SECONDS))
}
