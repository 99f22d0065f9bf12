//! Who looked is known, and the service says how it does.

use crate::harness::World;
use crate::harness::story::*;
use contatti_model::requests::RequestDetail;
use contatti_server::db::Db;
use serde_json::json;

async fn readings(world: &World, action: &str) -> i64 {
    let sql = "SELECT COUNT(*) FROM audit WHERE action = $1";
    match &world.house.db {
        Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).bind(action.to_owned()).fetch_one(readers).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).bind(action.to_owned()).fetch_one(pool).await.unwrap(),
    }
}

on_both_engines! {
    async fn each_reading_by_the_office_leaves_a_row_and_the_companys_own_does_not(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        detail(&anna, id).await;
        assert_eq!(readings(&world, "request_read").await, 0);
        detail(&world.person(LUCA).await, id).await;
        detail(&world.person(DIRECTOR).await, id).await;
        assert_eq!(readings(&world, "request_read").await, 2);
        assert_eq!(readings(&world, "request_sent").await, 1);
    }

    async fn what_the_office_does_is_noted_as_what_it_did_and_not_as_a_reading_too(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let mut luca = world.person(LUCA).await;
        let taken = luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        assert_eq!(taken.json::<RequestDetail>().version, 2);
        assert_eq!((readings(&world, "taken_in_charge").await, readings(&world, "request_read").await), (1, 0));
    }

    async fn health_readiness_status_and_figures_answer_without_a_session(world: World) {
        let stranger = world.stranger();
        assert_eq!(stranger.get("/healthz").await.status, 204);
        assert_eq!(stranger.get("/readyz").await.status, 204);
        assert_eq!(stranger.get("/status").await.status, 200);
        assert!(stranger.get("/metrics").await.text().contains("contatti_http_answers_total"));
        world.house.live.close();
        assert_eq!(stranger.get("/readyz").await.problem().status, 503);
    }

    async fn an_unknown_path_and_a_wrong_method_are_problems_too(world: World) {
        let mut stranger = world.stranger();
        assert_eq!(stranger.get("/api/v1/nothing").await.problem().status, 404);
        let put = stranger.call(axum::http::Method::PUT, "/api/v1/me", "text/plain", "").await;
        assert_eq!(put.problem().status, 405);
    }
}
