//! Pages that ask in the same moment: each gets what was committed before it asked, and nobody gets another's own.

use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::RequestId;
use contatti_model::page::Page;
use contatti_model::requests::{WorkCount, WorkLine};
use futures::future::join_all;
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};

async fn list(client: &Client, query: &str) -> Vec<WorkLine> {
    client.read::<Page<WorkLine>>(&format!("/api/v1/console/requests{query}")).await.items
}

async fn ids(client: &Client, query: &str) -> Vec<RequestId> {
    list(client, query).await.into_iter().map(|line| line.line.id).collect()
}

async fn count(client: &Client, state: &str) -> u32 {
    let counts: Vec<WorkCount> = client.read("/api/v1/console/counts").await;
    counts.into_iter().find(|count| count.state == state).expect("a view that is not counted").count
}

/// A page that asks again and again, as fifty others of the office do, until it is told to stop.
async fn page(client: &Client, stop: &AtomicBool) {
    while !stop.load(Ordering::SeqCst) {
        tokio::join!(list(client, ""), count(client, "unassigned"));
    }
}

on_both_engines! {
    async fn what_somebody_did_is_in_every_list_asked_for_afterwards_however_many_ask(world: World) {
        let (mut anna, mut luca, sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let mut sent = vec![];
        for _ in 0..6 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        let stop = AtomicBool::new(false);
        let work = async {
            for (taken, id) in (1..).zip(&sent) {
                let reply = luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
                assert_eq!(reply.status, 200, "{}", reply.text());
                let asked = (0..10).map(|_| async { tokio::join!(list(&sara, ""), count(&sara, "unassigned")) });
                for (lines, unassigned) in join_all(asked).await {
                    let line = lines.iter().find(|line| line.line.id == *id).expect("still under way");
                    assert_eq!((line.owner.as_deref(), unassigned), (Some("Luca Ferrara"), 6 - taken));
                }
            }
            stop.store(true, Ordering::SeqCst);
        };
        let pages = join_all((0..5).map(|_| page(&sara, &stop)));
        tokio::join!(work, pages);
    }

    async fn who_asks_for_their_own_together_with_colleagues_gets_their_own(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let (first, second) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        luca.post(&format!("/api/v1/requests/{first}/take-charge"), &json!({ "version": "1" })).await;
        sara.post(&format!("/api/v1/requests/{second}/take-charge"), &json!({ "version": "1" })).await;
        let marco = world.person(MARCO).await;
        let asked = (0..20).map(|_| async {
            tokio::join!(ids(&luca, "?state=mine"), ids(&sara, "?state=mine"), ids(&marco, "?state=mine"), ids(&marco, ""),
                ids(&luca, "?order=newest"), count(&luca, "mine"), count(&marco, ""))
        });
        for answers in join_all(asked).await {
            assert_eq!(answers, (vec![first], vec![second], vec![], vec![], vec![second, first], 1, 0));
        }
    }

    async fn who_may_not_read_the_office_is_refused_while_others_are_answered(world: World) {
        let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let asked = (0..10).map(|_| async {
            tokio::join!(luca.get("/api/v1/console/requests"), anna.get("/api/v1/console/requests"))
        });
        for (allowed, refused) in join_all(asked).await {
            assert_eq!((allowed.status, refused.status), (200, 404));
        }
    }
}
