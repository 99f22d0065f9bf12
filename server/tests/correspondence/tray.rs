//! What an operator decides in the tray: once, by one, with a reason, and never for another office.

use super::*;
use crate::harness::story::*;
use contatti_model::correspondence::MissiveState;
use contatti_model::{Issue, ProblemCode};
use serde_json::json;

on_both_engines! {
    async fn advertising_is_set_aside_with_a_reason_and_may_come_back(world: World) {
        let mut luca = world.person(LUCA).await;
        mailed(&world, "offerte@altrove.example", "Toner a metà prezzo", "Solo oggi.").await;
        let id = waiting(&luca).await.line.id;
        let path = format!("/api/v1/missives/{id}/set-aside");
        let reasonless = luca.post(&path, &json!({ "reason": " ", "version": "1" })).await;
        assert_eq!(reasonless.problem().fields[0].issue, Issue::Required);
        let aside = decide(&mut luca, id, "set-aside", json!({ "reason": "Pubblicità.", "version": "1" })).await;
        assert_eq!((aside.line.state, aside.reason.as_deref()), (MissiveState::SetAside, Some("Pubblicità.")));
        assert_eq!(aside.decided_by.as_deref(), Some("Luca Ferrara"));
        let twice = luca.post(&path, &json!({ "reason": "x", "version": "2" })).await;
        assert_eq!(twice.problem().code, ProblemCode::IllegalMove);
        let back = decide(&mut luca, id, "take-back", json!({ "version": "2" })).await;
        assert_eq!((back.line.state, back.reason), (MissiveState::Waiting, None));
    }

    async fn of_two_operators_who_decide_at_once_one_is_told(world: World) {
        let (anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        mailed(&world, "x@altrove.example", "Una domanda", "Testo.").await;
        let id = waiting(&luca).await.line.id;
        let number = own_position(&anna).await.number;
        decide(&mut luca, id, "file", json!({ "position": number, "version": "1" })).await;
        let late = sara.post(&format!("/api/v1/missives/{id}/set-aside"), &json!({ "reason": "x", "version": "1" })).await;
        assert_eq!((late.status, late.problem().code), (412, ProblemCode::Stale));
        assert_eq!(missive(&sara, id).await.line.state, MissiveState::Filed);
        let unsaid = sara.post(&format!("/api/v1/missives/{id}/take-back"), &json!({})).await;
        assert_eq!(unsaid.status, 428);
    }

    async fn what_is_filed_nowhere_is_told_field_by_field(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        mailed(&world, "x@altrove.example", "Una domanda", "Testo.").await;
        let id = waiting(&luca).await.line.id;
        let path = format!("/api/v1/missives/{id}/file");
        for (body, field, issue) in [
            (json!({ "version": "1" }), "position", Issue::Required),
            (json!({ "version": "1", "position": "12" }), "position", Issue::UnknownChoice),
            (json!({ "version": "1", "position": "9999999999" }), "position", Issue::UnknownChoice),
            (json!({ "version": "1", "request": "INPS.5100.2026.9999999" }), "request", Issue::UnknownChoice),
        ] {
            let error = luca.post(&path, &body).await.problem().fields.remove(0);
            assert_eq!((error.field.as_str(), error.issue), (field, issue), "{body}");
        }
        // A request of one position and the number of another do not go together.
        let request = send_with(&mut anna, &[]).await.request;
        let other = own_position(&world.person(MATHIEU).await).await.number;
        let body = json!({ "version": "1", "request": number_of(&anna, request).await, "position": other });
        assert_eq!(luca.post(&path, &body).await.problem().fields[0].field, "position");
        assert_eq!(waiting(&luca).await.version, 1, "nothing was decided by any of it");
    }

    async fn the_oldest_waits_on_top_and_pages_hold_together(world: World) {
        let luca = world.person(LUCA).await;
        let folders = folders(&world);
        for place in 0..30 {
            let message = letter("x@altrove.example", &format!("numero {place:02}"), "x");
            deliver(folders.mail(), "1", message.as_bytes());
            world.at(&format!("2026-11-23T09:{place:02}:00Z"));
            round(&world.house, &folders).await;
        }
        let first: Page<MissiveLine> = luca.read("/api/v1/missives").await;
        let next = first.next.expect("a second page");
        let second: Page<MissiveLine> = luca.read(&format!("/api/v1/missives?cursor={next}")).await;
        let subjects: Vec<_> = first.items.iter().chain(&second.items).map(|line| line.subject.clone()).collect();
        assert_eq!(subjects, (0..30).map(|place| format!("numero {place:02}")).collect::<Vec<_>>());
        assert_eq!(luca.get("/api/v1/missives?cursor=x").await.status, 404);
    }
}
