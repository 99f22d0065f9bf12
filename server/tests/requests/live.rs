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
    watching_since(world, client, None).await
}

/// As a page begins, or as a browser comes back by itself with the id it heard last.
async fn watching_since(world: &World, client: &Client, heard: Option<&str>) -> BodyDataStream {
    let mut request = Request::get("/api/v1/events").header("cookie", client.cookie.clone().unwrap());
    if let Some(heard) = heard {
        request = request.header("last-event-id", heard);
    }
    let request = request.body(Body::empty()).unwrap();
    world.api.clone().oneshot(request).await.unwrap().into_body().into_data_stream()
}

/// The id of what was heard, to come back with.
fn id_of(heard: &str) -> String {
    let line = heard.lines().find(|line| line.starts_with("id:")).expect("an event without id");
    line["id:".len()..].trim().to_owned()
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

    async fn who_comes_back_is_told_what_came_meanwhile_of_what_they_may_hear(world: World) {
        let (mut anna, mut luca, marco) = (world.person(ANNA).await, world.person(LUCA).await, world.person(MARCO).await);
        let mut first = watching_as(&world, &luca).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let id = send_with(&mut anna, &[]).await.request;
        let heard = hears(&mut first, Duration::from_secs(5)).await.expect("silence");
        drop(first);
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        // On PostgreSQL it comes back to the server a moment after it is committed.
        tokio::time::sleep(Duration::from_millis(300)).await;

        let mut again = watching_since(&world, &luca, Some(&id_of(&heard))).await;
        let told = hears(&mut again, Duration::from_secs(5)).await.expect("what came meanwhile is lost");
        assert!(told.contains(&id.to_string()) && told.contains("\"version\":2"), "{told}");
        assert_eq!(hears(&mut again, Duration::from_millis(300)).await, None, "and nothing twice");
        let mut up_to_now = watching_since(&world, &luca, Some(&id_of(&told))).await;
        assert_eq!(hears(&mut up_to_now, Duration::from_millis(300)).await, None);
        let mut marcos = watching_since(&world, &marco, Some(&id_of(&heard))).await;
        assert_eq!(hears(&mut marcos, Duration::from_millis(300)).await, None, "of another office");
    }

    async fn who_comes_back_to_another_run_of_the_server_is_told_that_something_may_be_missed(world: World) {
        let luca = world.person(LUCA).await;
        for heard in ["00000000000070008000000000000000-7", "ieri", ""] {
            let mut stream = watching_since(&world, &luca, Some(heard)).await;
            let told = hears(&mut stream, Duration::from_secs(5)).await.expect("silence");
            assert!(told.contains("event: missed"), "{heard}: {told}");
            let now = id_of(&told);
            let mut again = watching_since(&world, &luca, Some(&now)).await;
            assert_eq!(hears(&mut again, Duration::from_millis(300)).await, None, "{now}");
        }
    }

    async fn a_stream_ends_when_the_server_closes(world: World) {
        let mut annas = watching(&world, ANNA).await;
        world.house.live.close();
        let ended = tokio::time::timeout(Duration::from_secs(5), annas.next()).await.expect("the stream stays open");
        assert!(ended.is_none());
    }
}
