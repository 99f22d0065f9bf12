//! Drafts over HTTP: one's own alone, for everybody else they do not exist.

use super::{save, store};
use crate::attachments;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::ETAG;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contatti_model::attachments::Attachment;
use contatti_model::requests::{DraftForm, DraftLine, SavedDraft};
use contatti_model::{Problem, RequestId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// As heavy as the form that sends: its files may come along.
const MAX_MULTIPART_BYTES: usize = 32_000_000;

pub(in crate::requests) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(list, keep))
        .layer(DefaultBodyLimit::max(MAX_MULTIPART_BYTES))
        .routes(routes!(read_one, put, delete))
        .routes(routes!(discard))
}

/// One's own drafts, last saved first.
#[utoipa::path(get, path = "/drafts", tag = "drafts", responses(
    (status = 200, body = Vec<DraftLine>), (status = 401, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<DraftLine>>> {
    Ok(Json(store::list(&house, actor.id).await?))
}

/// Save a draft from a plain form, whose body names the id; files may come with it.
#[utoipa::path(post, path = "/drafts", tag = "drafts", request_body = DraftForm, responses(
    (status = 200, body = DraftLine), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn keep(State(house): State<House>, mut sent: Sent<DraftForm>) -> Response {
    let staged = sent.staged();
    let saved: Answer<DraftLine> = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        sent.keep_files(waiting(&house, &actor, &form).await);
        let id = form.request.id.parse().map_err(|_| Refusal::not_found())?;
        save::save(&house, &actor, id, sent.version(&form.version)?, form).await
    }
    .await;
    let step = sent.step().unwrap_or_else(|| "1".into());
    match saved {
        Ok(line) if !staged.refused.is_empty() => sent.show_refused_files(line.version, staged.refused),
        saved => {
            sent.reply(saved.map(Saved), |saved| format!("/contatti/nuova-richiesta?bozza={}&passo={step}", saved.0.id))
        }
    }
}

/// Read a draft.
#[utoipa::path(get, path = "/drafts/{id}", tag = "drafts", params(("id" = RequestId, Path)), responses(
    (status = 200, body = SavedDraft), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_one(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Response> {
    let draft = store::one(&house, actor.id, id).await?;
    Ok(([(ETAG, tag(draft.version))], Json(draft)).into_response())
}

/// Save a draft, written upon the version in `If-Match` or in the body (`0` for a new one). What was saved elsewhere
/// meanwhile is not overwritten: 412, and both versions can be read.
#[utoipa::path(put, path = "/drafts/{id}", tag = "drafts", request_body = DraftForm, params(("id" = RequestId, Path)),
    responses((status = 200, body = DraftLine), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 413, body = Problem), (status = 428, body = Problem)))]
async fn put(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<DraftForm>) -> Answer<Response> {
    let (actor, form) = (sent.actor()?, sent.form()?);
    let version = sent.version(&form.version)?;
    Ok(Saved(save::save(&house, &actor, id, version, form).await?).into_response())
}

/// Discard a draft.
#[utoipa::path(delete, path = "/drafts/{id}", tag = "drafts", params(("id" = RequestId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn delete(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<StatusCode> {
    store::discard(&house, actor.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A form without fields of its own.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
struct DiscardForm {}

/// Discard a draft from a plain form.
#[utoipa::path(post, path = "/drafts/{id}/discard", tag = "drafts", request_body = DiscardForm,
    params(("id" = RequestId, Path)), responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn discard(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<DiscardForm>) -> Response {
    let discarded: Answer<StatusCode> = async {
        let actor = sent.actor()?;
        store::discard(&house, actor.id, id).await?;
        Ok(StatusCode::NO_CONTENT)
    }
    .await;
    sent.reply(discarded, |_| "/contatti".into())
}

struct Saved(DraftLine);

impl IntoResponse for Saved {
    fn into_response(self) -> Response {
        ([(ETAG, tag(self.0.version))], Json(self.0)).into_response()
    }
}

fn tag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// The form's files that are safe on the server, in the form's order.
async fn waiting(house: &House, actor: &Actor, form: &DraftForm) -> Vec<Attachment> {
    let waiting = attachments::waiting(house, actor).await.unwrap_or_default();
    let find = |id: &String| waiting.iter().find(|file| file.id.to_string() == *id).cloned();
    form.request.attachments.iter().filter_map(find).collect()
}
