//! One's own notices over HTTP: what an office's people are told of themselves, and putting it away.

use super::staff;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::notices::StaffNotice;
use contatti_model::{Problem, StaffNoticeId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows them.
const PAGE: &str = "/console";

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read))
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
