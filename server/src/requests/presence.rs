//! Who has a request open just now (*chi sta leggendo, chi sta scrivendo*): a row that ages, so that any of several servers knows.

use super::access;
use crate::db::{At, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::requests::{PRESENCE_LASTS, PresenceForm, Present};
use contatti_model::{Problem, RequestId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(who_is_there, i_am_here))
}

/// The colleagues who have the request open just now.
#[utoipa::path(get, path = "/requests/{id}/presence", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, body = Vec<Present>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn who_is_there(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<RequestId>,
) -> Answer<Json<Vec<Present>>> {
    access::workable(&house, &actor, id).await?;
    Ok(Json(others(&house, &actor, id).await?))
}

/// Say that one has it open, reading or writing; the colleagues who have it open too.
#[utoipa::path(post, path = "/requests/{id}/presence", tag = "requests", request_body = PresenceForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = Vec<Present>), (status = 401, body = Problem),
    (status = 404, body = Problem)))]
async fn i_am_here(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<PresenceForm>) -> Response {
    let told = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        access::workable(&house, &actor, id).await?;
        note(&house, &actor, id, !form.writing.trim().is_empty()).await?;
        Ok(Json(others(&house, &actor, id).await?))
    };
    let told = told.await;
    sent.reply(told, |_| super::routes::console_page(id))
}

/// Writes one's own row, and sweeps away those of whoever left.
async fn note(house: &House, actor: &Actor, id: RequestId, writing: bool) -> Answer<()> {
    let (now, gone) = (At(house.now()), At(house.now().plus_seconds(-i64::from(PRESENCE_LASTS))));
    let mut tx = house.begin().await?;
    let sql = "DELETE FROM presences WHERE seen_at < $1";
    within!(tx, conn => sqlx::query(sql).bind(gone).execute(conn).await.map(drop))?;
    let sql = "INSERT INTO presences (request_id, person_id, writing, seen_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (request_id, person_id) DO UPDATE SET writing = excluded.writing, seen_at = excluded.seen_at";
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(actor.id.0).bind(writing).bind(now).execute(conn).await
        .map(drop))?;
    Ok(tx.commit().await?)
}

async fn others(house: &House, actor: &Actor, id: RequestId) -> Answer<Vec<Present>> {
    let since = At(house.now().plus_seconds(-i64::from(PRESENCE_LASTS)));
    let sql = "SELECT p.name, e.writing FROM presences e JOIN people p ON p.id = e.person_id
               WHERE e.request_id = $1 AND e.person_id <> $2 AND e.seen_at >= $3 ORDER BY p.name, p.id LIMIT 20";
    let rows: Vec<(String, bool)> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(actor.id.0).bind(since)
        .fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(name, writing)| Present { name, writing }).collect())
}
