//! Possible duplicates: requests of the same position and subject that are not over, or were over a short time ago.

use super::store::{LineRow, line_from};
use crate::db::{At, on};
use crate::house::House;
use crate::identity::{Actor, position_for};
use crate::web::{Answer, Refusal};
use axum::Json;
use axum::extract::{Query, State};
use contatti_model::requests::Line;
use contatti_model::{PositionId, Problem, SubjectId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How long a closed request still counts: who writes again within this time mostly means the same case.
const RECENT_SECONDS: i64 = 60 * 24 * 3600;
/// More lines would hide the form they stand in.
const FEW: i64 = 5;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(similar))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Alike {
    /// A position's id.
    #[serde(default)]
    position: String,
    /// A subject's id.
    #[serde(default)]
    subject: String,
}

/// Requests of the same position and subject that are open, in charge, or closed in the last sixty days; newest first.
#[utoipa::path(get, path = "/requests/similar", tag = "requests", params(Alike), responses(
    (status = 200, body = Vec<Line>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn similar(State(house): State<House>, actor: Actor, Query(alike): Query<Alike>) -> Answer<Json<Vec<Line>>> {
    let (Ok(position), Ok(subject)) = (alike.position.parse::<PositionId>(), alike.subject.parse::<SubjectId>()) else {
        return Err(Refusal::not_found());
    };
    let position = position_for(&house, &actor, position).await?.ok_or_else(Refusal::not_found)?;
    let sql = "SELECT r.id, r.state, s.title AS subject, c.name AS company, p.number AS position, o.name AS office,
                      r.opened_at, r.updated_at, r.promised_on, r.outcome, r.channel, r.register_area, r.register_year,
                      r.register_number
               FROM requests r JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
               JOIN subjects s ON s.id = r.subject_id JOIN offices o ON o.id = r.office_id
               WHERE r.position_id = $1 AND r.subject_id = $2 AND (r.state <> 'closed' OR r.updated_at >= $3)
               ORDER BY r.opened_at DESC, r.id DESC LIMIT $4";
    let since = At(house.now().plus_seconds(-RECENT_SECONDS));
    let rows: Vec<LineRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(position.id.0).bind(subject.0).bind(since)
        .bind(FEW).fetch_all(pool).await)?;
    rows.into_iter().map(|row| line_from(row).map(|(_, line)| line)).collect::<Answer<_>>().map(Json)
}
