//! Sending a file before its request, taking it back, asking how it stands, and reading it.

use super::receive::Announced;
use super::{archive, digest, preview, receive, store, uploads};
use crate::correspondence;
use crate::house::House;
use crate::identity::Actor;
use crate::requests::access;
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contatti_model::attachments::Attachment;
use contatti_model::{AttachmentId, Problem, ProblemCode, RequestId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(send))
        // The stream itself counts, to the subject's limit.
        .layer(DefaultBodyLimit::disable())
        .routes(routes!(read, take_back))
        .routes(routes!(about))
        .routes(routes!(all))
        .merge(uploads::routes())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Naming {
    /// The file's name, with its ending.
    name: String,
    /// The subject's id, where already chosen: its limits apply at once.
    subject: Option<String>,
}

/// Send one file, as the whole body; it waits a day for its request. With `Repr-Digest: sha-256=:…:` (RFC 9530) what
/// arrives is compared with what was sent.
#[utoipa::path(post, path = "/attachments", tag = "attachments", params(Naming, ("Repr-Digest" = Option<String>, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 201, body = Attachment), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 408, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn send(
    State(house): State<House>,
    actor: Actor,
    Query(naming): Query<Naming>,
    headers: HeaderMap,
    body: Body,
) -> Answer<(StatusCode, Json<Attachment>)> {
    let sha256 = digest::announced(&headers)?;
    let announced = Announced { name: naming.name, subject: naming.subject, sha256, upload: None };
    let file = receive::receive_body(&house, &actor, &announced, body).await?;
    Ok((StatusCode::CREATED, Json(file)))
}

/// Take back a file that was not sent yet.
#[utoipa::path(delete, path = "/attachments/{id}", tag = "attachments", params(("id" = AttachmentId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn take_back(State(house): State<House>, actor: Actor, Path(id): Path<AttachmentId>) -> Answer<StatusCode> {
    if store::remove_waiting(&house, &actor, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Refusal::not_found())
    }
}

/// A file's name, size, digest and what the antivirus says of it.
#[utoipa::path(get, path = "/attachments/{id}/about", tag = "attachments", params(("id" = AttachmentId, Path)), responses(
    (status = 200, body = Attachment), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn about(State(house): State<House>, actor: Actor, Path(id): Path<AttachmentId>) -> Answer<Json<Attachment>> {
    Ok(Json(readable(&house, &actor, id).await?.0))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Showing {
    /// `true` shows a PDF, JPEG or PNG in the browser instead of downloading it; other kinds are always downloaded.
    #[serde(default)]
    inline: bool,
}

/// Read a file, byte for byte as it was received. An infected one is not served to anybody, one in verification to
/// nobody but who brought it.
#[utoipa::path(get, path = "/attachments/{id}", tag = "attachments", params(("id" = AttachmentId, Path), Showing), responses(
    (status = 200, content_type = "application/octet-stream"), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem)))]
async fn read(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<AttachmentId>,
    Query(showing): Query<Showing>,
) -> Answer<Response> {
    let (file, own) = readable(&house, &actor, id).await?;
    if !file.scan.may_be_read() {
        return Err(Refusal::new(ProblemCode::FileInfected));
    }
    if !own && !file.scan.may_be_passed_on() {
        return Err(Refusal::new(ProblemCode::FileInVerification));
    }
    let body = Body::from_stream(house.files.read(&file.sha256).await?);
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type())),
        (CONTENT_LENGTH, HeaderValue::from(file.size)),
        (ETAG, HeaderValue::from_str(&format!("\"{}\"", file.sha256)).map_err(Refusal::internal)?),
    ];
    if showing.inline && file.can_be_previewed() {
        return Ok((headers, preview::headers(file.kind, &file.name), body).into_response());
    }
    Ok((headers, [(CONTENT_DISPOSITION, disposition("attachment", &file.name))], body).into_response())
}

/// A file the person may know of, their own that waits to be sent (`true`), or one of a request or letter they may read.
async fn readable(house: &House, actor: &Actor, id: AttachmentId) -> Answer<(Attachment, bool)> {
    let located = store::locate(house, id).await?.ok_or_else(Refusal::not_found)?;
    match (located.request, located.missive) {
        (Some((request, ..)), _) => drop(access::readable(house, actor, request).await?),
        (None, Some(missive)) => correspondence::may_read_file(house, actor, missive, located.file.kind).await?,
        (None, None) if located.hand == actor.hand() => return Ok((located.file, true)),
        (None, None) => return Err(Refusal::not_found()),
    }
    Ok((located.file, false))
}

/// All files of a request as one .zip, infected ones and those in verification left out.
#[utoipa::path(get, path = "/requests/{id}/attachments.zip", tag = "attachments", params(("id" = RequestId, Path)), responses(
    (status = 200, content_type = "application/zip"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn all(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Response> {
    let number = access::readable(&house, &actor, id).await?.registration_number();
    let belonging = store::belonging_to(&house, id).await?.into_iter().map(|(_, file)| file);
    let files: Vec<_> = belonging.filter(|file| file.scan.may_be_passed_on()).collect();
    if files.is_empty() {
        return Err(Refusal::not_found());
    }
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (CONTENT_DISPOSITION, disposition("attachment", &format!("{number}.zip"))),
    ];
    let named = archive::unique_names(&files).into_iter();
    let parts = named.map(|(name, file)| (name, archive::Source::Kept(file.sha256.clone()))).collect();
    Ok((headers, archive::stream(house.files.clone(), parts)).into_response())
}

/// RFC 6266 with the name in UTF-8.
pub(crate) fn disposition(how: &'static str, name: &str) -> HeaderValue {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');
    let encoded = utf8_percent_encode(name, KEPT);
    HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{encoded}")).unwrap_or(HeaderValue::from_static(how))
}
