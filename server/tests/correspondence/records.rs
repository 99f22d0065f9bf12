//! What an operator writes down of a call, a letter or a talk at the counter.

use super::*;
use crate::harness::story::*;
use contatti_model::requests::Channel;
use contatti_model::{Issue, ProblemCode};
use contatti_server::register;
use serde_json::{Value, json};
use uuid::Uuid;

fn call(position: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "position": position, "channel": "phone", "direction": "out", "at": "2026-11-23T09:30",
        "correspondent": "Anna Rossi", "subject": "Documenti", "text": "Ho chiesto il libro unico."
    })
}

on_both_engines! {
    async fn a_call_is_written_down_once_and_the_company_reads_it(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let request = send_with(&mut anna, &[]).await.request;
        let mut form = call(&own_position(&anna).await.number);
        form["request"] = json!(number_of(&anna, request).await);
        for _ in 0..2 {
            assert_eq!(luca.post("/api/v1/missives", &form).await.status, 201);
        }
        let entries = history(&anna, own_company(&anna).await).await;
        assert_eq!(entries.len(), 2, "a request and a call: {entries:?}");
        let HistoryLine::Missive(line) = &entries[1] else { panic!("{entries:?}") };
        assert_eq!((line.channel, line.request.as_ref().unwrap().id), (Channel::Phone, request));
        let read = missive(&anna, line.id).await;
        assert_eq!((read.text.as_str(), read.decided_by.as_deref()), ("Ho chiesto il libro unico.", Some("Luca Ferrara")));
        assert_eq!(detail(&anna, request).await.thread.len(), 1, "named, and the thread stays as it is");
        assert_eq!(register::verify(&world.house).await.unwrap().map(|verified| verified.entries), Ok(2));
    }

    async fn nobody_but_an_office_writes_down_and_only_what_holds(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let form = call(&own_position(&anna).await.number);
        for client in [&mut anna, &mut world.person(DIRECTOR).await] {
            assert_eq!(client.post("/api/v1/missives", &form).await.status, 404);
        }
        let empty = luca.post("/api/v1/missives", &json!({})).await.problem();
        assert_eq!((empty.code, empty.fields.len()), (ProblemCode::Invalid, 8));
        let mut odd = form.clone();
        (odd["at"], odd["position"]) = (json!("1900-01-01T00:00"), json!("9999999999"));
        assert!(matches!(luca.post("/api/v1/missives", &odd).await.problem().fields[0].issue, Issue::DateOutside { .. }));
    }
}
