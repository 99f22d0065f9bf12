//! The thread over HTTP: what the company adds after its request, and the office's asking for documents.

use super::routes::{console_page, with_version};
use super::store::RequestRow;
use super::{access, documents, read, remind, reply, verdict};
use crate::attachments;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use contatti_model::requests::{CommentForm, DocumentsForm, ReplyForm, RequestDetail, VerdictForm};
use contatti_model::{Problem, ProblemCode, RequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The heaviest plain form: files and their text.
const MAX_MULTIPART_BYTES: usize = 32_000_000;
/// The company's moves do not name a version: they hold whatever the office did meanwhile, and are tried again so often.
pub(super) const TRIES: usize = 5;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(write_again))
        .layer(DefaultBodyLimit::max(MAX_MULTIPART_BYTES))
        .routes(routes!(remind_office))
        .routes(routes!(judge_answer))
        .routes(routes!(ask_for_documents))
}

/// Write again on a request, with files if need be; on a closed one, where it may still be, this opens it again.
#[utoipa::path(post, path = "/requests/{id}/reply", tag = "requests", request_body = ReplyForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn write_again(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<ReplyForm>) -> Response {
    let staged = sent.staged();
    let kept = staged.kept.clone();
    let written = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        if !staged.refused.is_empty() {
            return Err(Refusal::invalid(staged.refused));
        }
        if sent.page().is_some() {
            attachments::await_verdicts(&house, &actor, &form.attachments).await?;
        }
        for _ in 0..TRIES {
            let row = own(&house, &actor, id).await?;
            if settled(reply::reply(&house, &actor, &row, &form).await)? {
                return Ok(with_version(read::moved(&house, &actor, id).await?));
            }
        }
        Err(Refusal::new(ProblemCode::Unavailable))
    };
    let written = written.await;
    sent.keep_files(kept);
    sent.reply(written, |_| company_page(id))
}

/// Remind an office that is late.
#[utoipa::path(post, path = "/requests/{id}/remind", tag = "requests", request_body = CommentForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn remind_office(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<CommentForm>) -> Response {
    let reminded = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        for _ in 0..TRIES {
            let row = own(&house, &actor, id).await?;
            if settled(remind::remind(&house, &actor, &row, &form).await)? {
                return Ok(with_version(read::moved(&house, &actor, id).await?));
            }
        }
        Err(Refusal::new(ProblemCode::Unavailable))
    };
    let reminded = reminded.await;
    sent.reply(reminded, |_| company_page(id))
}

/// Say whether the answer answered; a no with one sentence opens the request again at another officer.
#[utoipa::path(post, path = "/requests/{id}/verdict", tag = "requests", request_body = VerdictForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn judge_answer(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<VerdictForm>) -> Response {
    let judged = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        for _ in 0..TRIES {
            let row = own(&house, &actor, id).await?;
            if settled(verdict::judge(&house, &actor, &row, &form).await)? {
                return Ok(with_version(read::moved(&house, &actor, id).await?));
            }
        }
        Err(Refusal::new(ProblemCode::Unavailable))
    };
    let judged = judged.await;
    sent.reply(judged, |_| company_page(id))
}

/// Ask the company for documents, by a day; the resolution clock rests until they come or the day has passed.
#[utoipa::path(post, path = "/requests/{id}/ask-documents", tag = "requests", request_body = DocumentsForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn ask_for_documents(
    State(house): State<House>,
    Path(id): Path<RequestId>,
    mut sent: Sent<DocumentsForm>,
) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        documents::ask_documents(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// The request, when the person may act for its company today.
pub(super) async fn own(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestRow> {
    let row = access::readable(house, actor, id).await?;
    let acts = access::acts_for(house, actor, row.company(), row.scheme()?).await?;
    if acts { Ok(row) } else { Err(Refusal::not_found()) }
}

/// Whether the move is made; false when somebody else moved the request in the same moment.
pub(super) fn settled(made: Answer<()>) -> Answer<bool> {
    match made {
        Ok(()) => Ok(true),
        Err(refusal) if refusal.problem.code == ProblemCode::Stale => Ok(false),
        Err(refusal) => Err(refusal),
    }
}

pub(super) fn company_page(id: RequestId) -> String {
    format!("/contatti/richieste/{id}")
}
