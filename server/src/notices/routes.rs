//! One's own notices over HTTP: how one wants to be told; what an office's people are told of themselves, and putting it away.

use super::{preferences, staff};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::notices::{NoticePreferences, NoticePreferencesForm, StaffNotice};
use contatti_model::{Problem, StaffNoticeId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows notices to staff.
const PAGE: &str = "/console";

/// The page on which everybody says how they want to be told, and the same once it is done.
const PREFERENCES_PAGE: &str = "/preferenze?saved=yes";

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read)).routes(routes!(preferences, change_preferences))
}

/// How one wants to be told: by e-mail, by SMS, or both.
#[utoipa::path(get, path = "/preferences", tag = "notices", operation_id = "read_preferences", responses(
    (status = 200, body = NoticePreferences), (status = 401, body = Problem)))]
async fn preferences(State(house): State<House>, actor: Actor) -> Answer<Json<NoticePreferences>> {
    Ok(Json(preferences::of(&house, actor.id).await?))
}

/// Change how one is told, from the next event on. Whoever has an address keeps one channel at least; without SMS the number
/// is forgotten.
#[utoipa::path(post, path = "/preferences", tag = "notices", operation_id = "change_preferences",
    request_body = NoticePreferencesForm, responses((status = 200, body = NoticePreferences), (status = 401, body = Problem),
    (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn change_preferences(State(house): State<House>, mut sent: Sent<NoticePreferencesForm>) -> Response {
    let done = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let version = sent.version(&form.version)?;
        Ok(Json(preferences::change(&house, actor.id, version, &form).await?))
    };
    let done = done.await;
    sent.reply(done, |_| PREFERENCES_PAGE.to_owned())
}

/// One's notices that were not put away and whose days are not over, newest first.
#[utoipa::path(get, path = "/console/notices", tag = "notices", operation_id = "read_staff_notices", responses(
    (status = 200, body = Vec<StaffNotice>), (status = 401, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<StaffNotice>>> {
    Ok(Json(staff::unread(&house, actor.id).await?))
}

/// A form without fields of its own.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct PutAway {}

/// Put one's own notice away as read.
#[utoipa::path(post, path = "/console/notices/{id}/read", tag = "notices", operation_id = "put_staff_notice_away",
    params(("id" = StaffNoticeId, Path)), responses((status = 200, body = Vec<StaffNotice>),
    (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read(State(house): State<House>, Path(id): Path<StaffNoticeId>, mut sent: Sent<PutAway>) -> Response {
    let done = async {
        let actor = sent.actor()?;
        staff::put_away(&house, actor.id, id).await?;
        Ok(Json(staff::unread(&house, actor.id).await?))
    };
    let done = done.await;
    sent.reply(done, |_| PAGE.to_owned())
}
