//! Requests over HTTP: compose, send, read, and the office's moves.

use super::{
    access, archives, close, comment, compose, contacting, drafts, handing, linking, meetings, notes, presence, read,
    receipt, reopen, search, similar, subject, submit, take_charge, thread_routes,
};
use crate::attachments;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{ETAG, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contatti_model::page::Page;
use contatti_model::requests::search::{Filter, FilterForm};
use contatti_model::requests::{AnswerForm, CommentForm, ComposeOptions, Line, Receipt, RequestDetail, RequestForm};
use contatti_model::{FieldError, Problem, ProblemCode, RequestId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The heaviest plain form: three files of 10 MB and their text.
const MAX_MULTIPART_BYTES: usize = 32_000_000;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(send, list_own))
        .layer(DefaultBodyLimit::max(MAX_MULTIPART_BYTES))
        .merge(search::routes())
        .routes(routes!(options))
        .routes(routes!(read_one))
        .routes(routes!(read_receipt))
        .routes(routes!(take))
        .routes(routes!(say))
        .routes(routes!(answer))
        .merge(thread_routes::routes())
        .merge(meetings::routes())
        .merge(handing::routes())
        .merge(notes::routes())
        .merge(contacting::routes())
        .merge(presence::routes())
        .merge(archives::routes())
        .merge(reopen::routes())
        .merge(subject::routes())
        .merge(linking::routes())
        .merge(drafts::routes())
        .merge(similar::routes())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ComposeFor {
    /// The position one means to write for: named in the answer also when there are many.
    #[serde(default)]
    position: String,
}

/// Everything needed to compose a request.
#[utoipa::path(get, path = "/compose", tag = "requests", params(ComposeFor), responses(
    (status = 200, body = ComposeOptions), (status = 401, body = Problem)))]
async fn options(
    State(house): State<House>,
    actor: Actor,
    Query(query): Query<ComposeFor>,
) -> Answer<Json<ComposeOptions>> {
    Ok(Json(compose::options(&house, &actor, query.position.parse().ok()).await?))
}

/// Send a request. The client makes the id: sending the same twice gives the same receipt.
#[utoipa::path(post, path = "/requests", tag = "requests", request_body = RequestForm, responses(
    (status = 201, body = Receipt), (status = 200, body = Receipt, description = "Already sent; the same receipt"),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn send(State(house): State<House>, mut sent: Sent<RequestForm>) -> Response {
    let staged = sent.staged();
    let actor = match sent.actor() {
        Ok(actor) => actor,
        Err(refusal) => return sent.reply(Err::<Response, _>(refusal), |_| String::new()),
    };
    let form = sent.form();
    if let (Some(step), Ok(form)) = (sent.step(), &form) {
        let mut errors = errors_before(&house, &actor, form, &step).await;
        errors.extend(staged.refused);
        let files = kept(&house, &actor, form).await;
        return sent.show_again(errors, files);
    }
    if let Ok(form) = &form {
        sent.keep_files(kept(&house, &actor, form).await);
    }
    let result: Answer<Sending> = async {
        let form = form?;
        if !staged.refused.is_empty() {
            return Err(Refusal::invalid(staged.refused));
        }
        if sent.page().is_some() {
            attachments::await_verdicts(&house, &actor, &form.attachments).await?;
        }
        Ok(Sending(submit::submit(&house, &actor, &form).await?))
    }
    .await;
    sent.reply(result, |sending| format!("/contatti/richieste/{}/ricevuta", sending.0.request))
}

struct Sending(Receipt);

impl IntoResponse for Sending {
    fn into_response(self) -> Response {
        let status = if self.0.repeated { StatusCode::OK } else { StatusCode::CREATED };
        let location = HeaderValue::from_str(&format!("/api/v1/requests/{}", self.0.request));
        let location = location.unwrap_or(HeaderValue::from_static("/api/v1/requests"));
        (status, [(LOCATION, location)], Json(self.0)).into_response()
    }
}

/// The fields each step of the plain form holds; moving on checks the steps before, moving back checks nothing.
const STEPS: [&[&str]; 3] = [&["position", "subject"], &["text", "attachments"], &["email", "telephone"]];

async fn errors_before(house: &House, actor: &Actor, form: &RequestForm, step: &str) -> Vec<FieldError> {
    let reached = step.parse::<usize>().unwrap_or(1).saturating_sub(1).min(STEPS.len());
    let errors = match submit::check(house, actor, form).await {
        Err(refusal) if refusal.problem.code == ProblemCode::Invalid => refusal.problem.fields,
        Err(refusal) if refusal.problem.code == ProblemCode::NotFound => {
            vec![FieldError::new("position", contatti_model::Issue::UnknownChoice)]
        }
        _ => vec![],
    };
    // Moving on does not wait for the antivirus: only sending does.
    let in_steps = |error: &FieldError| {
        let waits = matches!(error.issue, contatti_model::Issue::FileInVerification { .. });
        !waits && STEPS[..reached].concat().contains(&error.field.as_str())
    };
    errors.into_iter().filter(in_steps).collect()
}

/// The form's files that are safe on the server, in the form's order.
async fn kept(house: &House, actor: &Actor, form: &RequestForm) -> Vec<contatti_model::attachments::Attachment> {
    let waiting = attachments::waiting(house, actor).await.unwrap_or_default();
    let find = |id: &String| waiting.iter().find(|file| file.id.to_string() == *id).cloned();
    form.attachments.iter().filter_map(find).collect()
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page before, with the same filters.
    cursor: Option<String>,
}

/// The requests of the companies one may act for, newest first, narrowed by every filter that is given.
#[utoipa::path(get, path = "/requests", tag = "requests", params(FilterForm, ReadOn), responses(
    (status = 200, body = Page<Line>), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn list_own(
    State(house): State<House>,
    actor: Actor,
    Query(form): Query<FilterForm>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<Page<Line>>> {
    let filter = Filter::parse(&form).map_err(Refusal::invalid)?;
    Ok(Json(search::list(&house, &actor, &filter, read_on.cursor.as_deref()).await?))
}

/// One request with its timeline, thread and files.
#[utoipa::path(get, path = "/requests/{id}", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, body = RequestDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_one(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Response> {
    Ok(with_version(read::read(&house, &actor, id).await?))
}

/// The receipt of a sent request.
#[utoipa::path(get, path = "/requests/{id}/receipt", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, body = Receipt), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_receipt(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Json<Receipt>> {
    access::readable(&house, &actor, id).await?;
    Ok(Json(receipt::of(&house, id, false).await?))
}

/// Take a request in charge; a comment to the company may go with it.
#[utoipa::path(post, path = "/requests/{id}/take-charge", tag = "requests", request_body = CommentForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn take(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<CommentForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        take_charge::take_charge(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// Tell the company something without ending the work.
#[utoipa::path(post, path = "/requests/{id}/comment", tag = "requests", request_body = CommentForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn say(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<CommentForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        comment::comment(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// Close a request with an outcome and a reasoned answer, signed by the caller.
#[utoipa::path(post, path = "/requests/{id}/close", tag = "requests", request_body = AnswerForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn answer(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<AnswerForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        close::close(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

pub(super) fn console_page(id: RequestId) -> String {
    format!("/console/richieste/{id}")
}

pub(super) fn with_version(detail: RequestDetail) -> Response {
    let tag = HeaderValue::from_str(&format!("\"{}\"", detail.version)).unwrap_or(HeaderValue::from_static("\"0\""));
    ([(ETAG, tag)], Json(detail)).into_response()
}
