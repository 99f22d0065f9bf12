//! The office's calendar over HTTP, for who directs it.

use super::{enter, take_back, view};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contatti_model::offices::{CalendarForm, OfficeCalendar};
use contatti_model::{CalendarChangeId, Problem};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows it.
const PAGE: &str = "/console/calendario";

pub(in crate::offices) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(change)).routes(routes!(undo))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// The office's id; without it, the first office one directs.
    #[serde(default)]
    office: String,
}

/// The coming rests of an office, with the changes that can be taken back.
#[utoipa::path(get, path = "/console/calendar", tag = "offices", operation_id = "read_calendar", params(Whose), responses(
    (status = 200, body = OfficeCalendar), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read(State(house): State<House>, actor: Actor, Query(whose): Query<Whose>) -> Answer<Json<OfficeCalendar>> {
    let office = view::directed(&actor, &whose.office)?;
    Ok(Json(view::view(&house, &actor, office).await?))
}

/// Close a day, or open one that would be a holiday; open requests are re-dated and people told. The same change twice is one.
#[utoipa::path(post, path = "/console/calendar/changes", tag = "offices", operation_id = "change_calendar",
    request_body = CalendarForm, responses(
    (status = 201, body = OfficeCalendar), (status = 200, body = OfficeCalendar, description = "It was changed so already"),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn change(State(house): State<House>, mut sent: Sent<CalendarForm>) -> Response {
    let changed: Answer<Changed> = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = view::directed(&actor, &form.office)?;
        let new = enter::enter(&house, &actor, office, &form).await?;
        Ok(Changed { new, calendar: view::view(&house, &actor, office).await? })
    }
    .await;
    let page = sent.page().unwrap_or(PAGE).to_owned();
    sent.reply(changed, |_| page)
}

struct Changed {
    new: bool,
    calendar: OfficeCalendar,
}

impl IntoResponse for Changed {
    fn into_response(self) -> Response {
        let status = if self.new { StatusCode::CREATED } else { StatusCode::OK };
        (status, Json(self.calendar)).into_response()
    }
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct Confirmed {}

/// Take back a change of one's office whose day has not come; open requests are re-dated and people told.
#[utoipa::path(post, path = "/console/calendar/changes/{id}/take-back", tag = "offices",
    operation_id = "take_back_calendar_change", params(("id" = CalendarChangeId, Path)), responses(
    (status = 200, body = OfficeCalendar), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 409, body = Problem)))]
async fn undo(State(house): State<House>, Path(id): Path<CalendarChangeId>, mut sent: Sent<Confirmed>) -> Response {
    let taken_back: Answer<Json<OfficeCalendar>> = async {
        let actor = sent.actor()?;
        let office = take_back::take_back(&house, &actor, id).await?;
        Ok(Json(view::view(&house, &actor, office).await?))
    }
    .await;
    let page = sent.page().unwrap_or(PAGE).to_owned();
    sent.reply(taken_back, |_| page)
}
