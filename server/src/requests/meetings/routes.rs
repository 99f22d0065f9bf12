//! Appointments over HTTP: the company asks and withdraws, the office sets and cancels, both take it into their calendars.

use super::{ask, calendar_file, call_off, set, store};
use crate::attachments::disposition;
use crate::house::House;
use crate::identity::Actor;
use crate::requests::routes::{console_page, with_version};
use crate::requests::thread_routes::{TRIES, company_page, own, settled};
use crate::requests::{access, read};
use crate::web::{Answer, Refusal, Sent, chosen_language};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use contatti_model::requests::{AskMeetingForm, CommentForm, RequestDetail, SetMeetingForm, Side};
use contatti_model::{Problem, ProblemCode, RequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::requests) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(ask_for_it))
        .routes(routes!(withdraw_it))
        .routes(routes!(set_it))
        .routes(routes!(cancel_it))
        .routes(routes!(as_calendar_file))
}

/// Ask for an appointment, where so much was written that talking is offered, or the answer was no.
#[utoipa::path(post, path = "/requests/{id}/ask-appointment", tag = "requests", request_body = AskMeetingForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn ask_for_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<AskMeetingForm>) -> Response {
    let asked = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        for _ in 0..TRIES {
            let row = own(&house, &actor, id).await?;
            if settled(ask::ask(&house, &actor, &row, &form).await)? {
                return Ok(with_version(read::moved(&house, &actor, id).await?));
            }
        }
        Err(Refusal::new(ProblemCode::Unavailable))
    };
    let asked = asked.await;
    sent.reply(asked, |_| company_page(id))
}

/// Call an appointment off from the company's side, with a sentence for the office.
#[utoipa::path(post, path = "/requests/{id}/withdraw-appointment", tag = "requests", request_body = CommentForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn withdraw_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<CommentForm>) -> Response {
    let withdrawn = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        for _ in 0..TRIES {
            let row = own(&house, &actor, id).await?;
            if settled(call_off::call_off(&house, &actor, &row, row.version, Side::Company, &form).await)? {
                return Ok(with_version(read::moved(&house, &actor, id).await?));
            }
        }
        Err(Refusal::new(ProblemCode::Unavailable))
    };
    let withdrawn = withdrawn.await;
    sent.reply(withdrawn, |_| company_page(id))
}

/// Say when and where an appointment that was asked for takes place, or move it.
#[utoipa::path(post, path = "/requests/{id}/set-appointment", tag = "requests", request_body = SetMeetingForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn set_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<SetMeetingForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        set::set(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// Call an appointment off from the office's side, with a sentence for the company.
#[utoipa::path(post, path = "/requests/{id}/cancel-appointment", tag = "requests", request_body = CommentForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn cancel_it(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<CommentForm>) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        let version = sent.version(&form.version)?;
        call_off::call_off(&house, &actor, &row, version, Side::Office, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// The appointment as a file calendars take over (RFC 5545), once the office has set it.
#[utoipa::path(get, path = "/requests/{id}/appointment.ics", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, content_type = "text/calendar"), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn as_calendar_file(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<RequestId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let row = access::readable(&house, &actor, id).await?;
    let kept = store::of(&house, id).await?.ok_or_else(Refusal::not_found)?;
    let about = calendar_file::About {
        office: &row.office_name().name,
        number: &row.registration_number().to_string(),
        address: &house.config.public_url,
        language: chosen_language(&headers),
    };
    let file = calendar_file::write(&kept, &about).ok_or_else(Refusal::not_found)?;
    let name = disposition("attachment", &format!("{}.ics", row.registration_number()));
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], file).into_response())
}
