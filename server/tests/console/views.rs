//! The views of the work list: each shows and counts what its name says, and narrows by who wrote and about what.

use crate::harness::Client;
use crate::harness::story::*;
use crate::offices::units::unit;
use contatti_model::RequestId;
use contatti_model::page::Page;
use contatti_model::requests::{Hands, WorkCount, WorkLine};
use serde_json::json;

async fn ids(client: &Client, query: &str) -> Vec<RequestId> {
    let page: Page<WorkLine> = client.read(&format!("/api/v1/console/requests?{query}")).await;
    page.items.into_iter().map(|line| line.line.id).collect()
}

async fn count(client: &Client, state: &str) -> (u32, bool) {
    let counts: Vec<WorkCount> = client.read("/api/v1/console/counts").await;
    let found = counts.into_iter().find(|count| count.state == state).expect("a view that is not counted");
    (found.count, found.more)
}

async fn step(client: &mut Client, id: RequestId, verb: &str, body: serde_json::Value) {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert_eq!(reply.status, 200, "{verb}: {}", reply.text());
}

on_both_engines! {
    async fn each_view_shows_and_counts_what_its_name_says(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let [old, mine, saras, waiting, again] = {
            let mut sent = vec![];
            for _ in 0..5 {
                sent.push(send_with(&mut anna, &[]).await.request);
            }
            sent.try_into().unwrap()
        };
        step(&mut luca, mine, "take-charge", json!({ "version": "1" })).await;
        step(&mut sara, saras, "take-charge", json!({ "version": "1" })).await;
        step(&mut sara, waiting, "take-charge", json!({ "version": "1" })).await;
        step(&mut sara, waiting, "ask-documents", json!({ "version": "2", "text": "Il LUL", "until": "2026-12-22" })).await;
        step(&mut luca, again, "take-charge", json!({ "version": "1" })).await;
        step(&mut luca, again, "close", json!({ "version": "2", "outcome": "informative", "text": "Ecco." })).await;
        step(&mut anna, again, "verdict", json!({ "solved": "no", "text": "Manca il mese." })).await;
        for (view, expected) in [
            ("mine", vec![mine]),
            ("unassigned", vec![old, again]),
            ("awaiting_documents", vec![waiting]),
            ("reopened", vec![again]),
            ("overdue", vec![]),
            ("due_today", vec![]),
            ("mentioned", vec![]),
            ("unit", vec![]),
            ("covering", vec![]),
            ("", vec![old, mine, saras, waiting, again]),
        ] {
            let mut shown = ids(&luca, &format!("state={view}")).await;
            shown.sort();
            let mut expected = expected;
            expected.sort();
            assert_eq!(shown, expected, "{view}");
            assert_eq!(count(&luca, view).await, (u32::try_from(expected.len()).unwrap(), false), "{view}");
        }
    }

    async fn what_a_unit_has_is_shown_and_counted_for_its_members_and_narrowed_by_unit(world: World) {
        let mut anna = world.person(ANNA).await;
        let elsewhere = send_with(&mut anna, &[]).await.request;
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[subject], false).await;
        let id = send_with(&mut anna, &[]).await.request;
        let (luca, sara) = (world.person(LUCA).await, world.person(SARA).await);
        assert_eq!((ids(&luca, "state=unit").await, count(&luca, "unit").await.0), (vec![id], 1));
        assert_eq!((ids(&sara, "state=unit").await, count(&sara, "unit").await.0), (vec![], 0));
        assert_eq!(ids(&sara, &format!("unit={}", made.id)).await, [id]);
        assert_eq!(ids(&luca, &format!("unit={}&state=mine", made.id)).await, []);
        assert_eq!(ids(&sara, "").await, [elsewhere, id]);
        assert_eq!(luca.get("/api/v1/console/requests?unit=7").await.problem().fields[0].field, "unit");
    }

    async fn what_is_late_is_overdue_the_day_after_its_promise_and_due_on_the_day(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let promised = detail(&anna, id).await.promised_on;
        for (day, due, overdue) in [(promised.yesterday().unwrap(), 0, 0), (promised, 1, 0), (promised.tomorrow().unwrap(), 0, 1)] {
            world.at(&format!("{day}T09:00:00Z"));
            let luca = world.person(LUCA).await;
            let shown = (ids(&luca, "state=due_today").await.len(), ids(&luca, "state=overdue").await.len());
            assert_eq!(shown, (due, overdue), "{day}");
            assert_eq!(count(&luca, "overdue").await.0 as usize, overdue, "{day}");
        }
    }

    async fn a_list_is_narrowed_by_who_wrote_and_about_what(world: World) {
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let read = detail(&anna, id).await;
        let form = filled_form(&anna).await;
        let first_word = read.company.name.split(' ').next().unwrap().to_lowercase();
        for query in [format!("who={}", read.position), format!("who={first_word}"), format!("who={}", read.company.tax_code),
                      format!("subject={}", form.subject), format!("subject={}&who={first_word}&state=unassigned", form.subject)] {
            assert_eq!(ids(&luca, &query).await, [id], "{query}");
        }
        for query in ["who=nessuno".to_owned(), format!("subject={}", uuid::Uuid::nil()), "who=%25".to_owned()] {
            let found = ids(&luca, &query).await;
            let expected: &[RequestId] = if query == "who=%25" { &[id] } else { &[] };
            assert_eq!(found, expected, "{query}: a sign that is no word narrows nothing");
        }
        assert_eq!(luca.get("/api/v1/console/requests?subject=7").await.problem().fields[0].field, "subject");
    }

    async fn a_list_is_narrowed_to_what_one_consultant_sent(world: World) {
        let (mut anna, mut giulia, luca) = (world.person(ANNA).await, world.person(GIULIA).await, world.person(LUCA).await);
        let own = send_with(&mut anna, &[]).await.request;
        let sent = send_with(&mut giulia, &[]).await.request;
        let firm = detail(&luca, sent).await.on_behalf_through.expect("sent through a firm");
        let word = firm.split(' ').find(|word| *word == "Capuano").expect("the firm bears her name").to_lowercase();
        assert_eq!(ids(&luca, &format!("who={word}")).await, [sent], "by the firm's name, without {own}");
    }

    async fn a_note_for_luca_waits_in_his_list_until_he_has_read_it(world: World) {
        let (mut anna, luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let hands: Hands = sara.read(&format!("/api/v1/requests/{id}/hands")).await;
        let to = hands.colleagues.iter().find(|colleague| colleague.name == "Luca Ferrara").unwrap().id;
        let notes = format!("/api/v1/requests/{id}/notes");
        assert_eq!(sara.post(&notes, &json!({ "text": "La conosci tu?", "mentions": [to] })).await.status, 200);
        assert_eq!((ids(&luca, "state=mentioned").await, count(&luca, "mentioned").await.0), (vec![id], 1));
        assert_eq!(ids(&sara, "state=mentioned").await, []);
        let _: serde_json::Value = luca.read(&notes).await;
        assert_eq!((ids(&luca, "state=mentioned").await, count(&luca, "mentioned").await.0), (vec![], 0));
    }
}
