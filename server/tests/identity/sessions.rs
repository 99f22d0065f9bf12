//! Sessions end: by their owner, by the clock, by whoever runs the server.

use crate::harness::story::*;
use contatti_model::identity::SessionLine;
use contatti_server::identity;
use serde_json::json;

on_both_engines! {
    async fn signing_out_ends_the_session_on_the_server_too(world: World) {
        let mut anna = world.person(ANNA).await;
        let stolen = anna.clone();
        assert_eq!(anna.post("/api/v1/session/end", &json!({})).await.status, 204);
        assert_eq!(stolen.get("/api/v1/me").await.status, 401);
    }

    async fn anna_ends_the_session_she_left_open_elsewhere(world: World) {
        let (mut here, there) = (world.person(ANNA).await, world.person(ANNA).await);
        let sessions: Vec<SessionLine> = here.read("/api/v1/sessions").await;
        let other = sessions.iter().find(|session| !session.current).expect("two sessions");
        let path = format!("/api/v1/sessions/{}/end", other.id);
        assert_eq!(here.post(&path, &json!({})).await.status, 204);
        assert_eq!((here.get("/api/v1/me").await.status, there.get("/api/v1/me").await.status), (200, 401));
    }

    async fn nobody_ends_the_session_of_somebody_else(world: World) {
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let sessions: Vec<SessionLine> = anna.read("/api/v1/sessions").await;
        let path = format!("/api/v1/sessions/{}/end", sessions[0].id);
        assert_eq!(luca.post(&path, &json!({})).await.status, 404);
        assert_eq!(anna.get("/api/v1/me").await.status, 200);
    }

    async fn a_session_is_over_after_nine_hours(world: World) {
        let anna = world.person(ANNA).await;
        world.at("2026-11-23T17:59:59Z");
        assert_eq!(anna.get("/api/v1/me").await.status, 200);
        world.at("2026-11-23T18:00:01Z");
        assert_eq!(anna.get("/api/v1/me").await.status, 401);
    }

    async fn a_disabled_account_is_out_at_the_next_request(world: World) {
        let luca = world.person(LUCA).await;
        assert_eq!(identity::disable_account(&world.house, LUCA).await.ok(), Some(true));
        assert_eq!(luca.get("/api/v1/me").await.status, 401);
    }
}
