//! Who watches hears of a change when it is committed, and only of what they may see.

use crate::harness::story::*;
use crate::harness::{Client, World};
use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures::StreamExt;
use serde_json::json;
use std::time::Duration;
use tower::ServiceExt;

async fn watching(world: &World, username: &str) -> BodyDataStream {
    watching_as(world, &world.person(username).await).await
}

async fn watching_as(world: &World, client: &Client) -> BodyDataStream {
    let cookie = client.cookie.clone().unwrap();
    let request = Request::get("/api/v1/events").header("cookie", cookie).body(Body::empty()).unwrap();
    world.api.clone().oneshot(request).await.unwrap().into_body().into_data_stream()
}

/// The next words heard, or none within `patience`.
async fn hears(stream: &mut BodyDataStream, patience: Duration) -> Option<String> {
    let chunk = tokio::time::timeout(patience, stream.next()).await.ok()??.ok()?;
    Some(String::from_utf8_lossy(&chunk).into_owned())
}

on_both_engines! {
    async fn anna_and_her_office_hear_each_change_and_strangers_hear_nothing(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut annas = watching(&world, ANNA).await;
        let mut saras = watching(&world, SARA).await;
        let mut marcos = watching(&world, MARCO).await;
        let mut mathieus = watching(&world, MATHIEU).await;
        // The listener of the PostgreSQL channel needs a moment to be there.
        tokio::time::sleep(Duration::from_millis(300)).await;

        let id = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        for stream in [&mut annas, &mut saras] {
            for version in [1, 2] {
                let heard = hears(stream, Duration::from_secs(5)).await.expect("silence");
                assert!(heard.contains(&id.to_string()) && heard.contains(&format!("\"version\":{version}")), "{heard}");
            }
        }
        for stream in [&mut marcos, &mut mathieus] {
            assert_eq!(hears(stream, Duration::from_millis(300)).await, None);
        }
    }

    async fn who_signs_out_hears_nothing_a_second_later(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut lucas = watching_as(&world, &luca).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        send_with(&mut anna, &[]).await;
        assert!(hears(&mut lucas, Duration::from_secs(5)).await.is_some());
        luca.post("/api/v1/session/end", &json!({})).await;
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(hears(&mut lucas, Duration::from_millis(300)).await, None);
    }

    async fn a_stream_ends_when_the_server_closes(world: World) {
        let mut annas = watching(&world, ANNA).await;
        world.house.live.close();
        let ended = tokio::time::timeout(Duration::from_secs(5), annas.next()).await.expect("the stream stays open");
        assert!(ended.is_none());
    }
}
