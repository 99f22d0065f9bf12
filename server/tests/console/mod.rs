//! The office's work list.

mod campaigns;
mod colliding;
mod company_file;
mod consultant_file;
mod file_parts;
mod ordering;
mod saved_views;
mod texts;
mod together;
mod views;

use crate::harness::story::*;
use contatti_model::page::Page;
use contatti_model::requests::{PublicState, WorkLine};
use serde_json::json;

on_both_engines! {
    async fn the_oldest_promise_comes_first_and_pages_hold_together(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut sent = vec![];
        for hour in 0..30 {
            world.at(&format!("2026-11-{:02}T{:02}:00:00Z", 23 + hour / 8, 9 + hour % 8));
            anna = if hour % 8 == 0 { world.person(ANNA).await } else { anna };
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        let luca = world.person(LUCA).await;
        let first: Page<WorkLine> = luca.read("/api/v1/console/requests").await;
        let next = first.next.expect("a second page");
        let second: Page<WorkLine> = luca.read(&format!("/api/v1/console/requests?cursor={next}")).await;
        let lines: Vec<_> = first.items.iter().chain(&second.items).collect();
        assert_eq!((first.items.len(), lines.len(), second.next), (25, 30, None));
        assert!(lines.windows(2).all(|pair| pair[0].line.promised_on <= pair[1].line.promised_on));
        let mut ids: Vec<_> = lines.iter().map(|line| line.line.id).collect();
        ids.sort();
        sent.sort();
        assert_eq!(ids, sent);
    }

    async fn each_state_has_its_list_and_an_owner_is_named(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (open, taken) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        luca.post(&format!("/api/v1/requests/{taken}/take-charge"), &json!({ "version": "1" })).await;
        for (state, id, owner) in [(PublicState::Open, open, None), (PublicState::InCharge, taken, Some("Luca Ferrara"))] {
            let list: Page<WorkLine> = luca.read(&format!("/api/v1/console/requests?state={}", state.as_str())).await;
            assert_eq!((list.items.len(), list.items[0].line.id, list.items[0].owner.as_deref()), (1, id, owner));
            assert_eq!(list.items[0].days_left, 7);
        }
    }

    async fn who_has_no_office_has_no_work_list_and_an_office_sees_its_own(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(anna.get("/api/v1/console/requests").await.status, 404);
        let milan: Page<WorkLine> = world.person(MARCO).await.read("/api/v1/console/requests").await;
        assert!(milan.items.is_empty());
        assert_eq!(world.person(LUCA).await.get("/api/v1/console/requests?cursor=x").await.status, 404);
    }
}
