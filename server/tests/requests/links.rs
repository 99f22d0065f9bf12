//! Requests that have to do with each other: both name each other, and one that goes on in another keeps all it had.

use super::thread::{act, in_charge, refused};
use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::requests::{LinkKind, MessageKind, Outcome, PublicState};
use contatti_model::{Issue, ProblemCode, RequestId};
use serde_json::{Value, json};

async fn number(client: &Client, id: RequestId) -> String {
    detail(client, id).await.registration.number.to_string()
}

fn url(id: RequestId, verb: &str) -> String {
    format!("/api/v1/requests/{id}/{verb}")
}

fn merge(version: &str, number: &str) -> Value {
    json!({ "version": version, "number": number, "text": "Le due domande riguardano lo stesso mese." })
}

on_both_engines! {
    async fn both_pages_name_each_other_until_the_link_is_taken_back(world: World) {
        let (one, mut anna, mut luca) = in_charge(&world).await;
        let other = send_with(&mut anna, &[]).await.request;
        let (first, second) = (number(&anna, one).await, number(&anna, other).await);
        act(&mut luca, one, "link", json!({ "number": format!("prot. {second}") })).await;
        act(&mut luca, other, "link", json!({ "number": first })).await;
        for (here, there) in [(one, other), (other, one)] {
            let related = detail(&anna, here).await.related;
            assert_eq!(related.iter().map(|link| (link.id, link.kind)).collect::<Vec<_>>(), [(there, LinkKind::Related)]);
        }
        assert_eq!(detail(&anna, one).await.version, 2, "nobody's form is stale for it");
        act(&mut luca, other, "unlink", json!({ "number": first })).await;
        assert!(detail(&anna, one).await.related.is_empty() && detail(&anna, other).await.related.is_empty());
        assert_eq!(refused(&mut luca, other, "unlink", json!({ "number": first })).await, ProblemCode::Invalid);
    }

    async fn only_requests_of_the_same_company_at_the_same_office_are_linked(world: World) {
        let (one, mut anna, mut luca) = in_charge(&world).await;
        let mut mathieu = world.person(MATHIEU).await;
        let strangers = send_with(&mut mathieu, &[]).await.request;
        let strangers = number(&mathieu, strangers).await;
        for number in [strangers, number(&anna, one).await, "INPS.5100.2026.9999999".into(), "quella".into(), " ".into()] {
            let refused = luca.post(&url(one, "link"), &json!({ "number": number })).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "number"), "{number}");
        }
        let second = send_with(&mut anna, &[]).await.request;
        let second = number(&anna, second).await;
        for name in [ANNA, MARCO, MATHIEU] {
            let mut person = world.person(name).await;
            assert_eq!(person.post(&url(one, "link"), &json!({ "number": second })).await.status, 404, "{name}");
        }
        assert!(detail(&anna, one).await.related.is_empty());
    }

    async fn one_goes_on_in_the_other_and_nothing_of_it_is_lost(world: World) {
        let (one, mut anna, mut luca) = in_charge(&world).await;
        let other = send_with(&mut anna, &[]).await.request;
        let second = number(&anna, other).await;
        let before = detail(&anna, one).await.thread;
        let wordless = luca.post(&url(one, "merge"), &json!({ "version": "2", "number": second, "text": " " })).await;
        assert_eq!(wordless.problem().fields[0].field, "text");
        act(&mut luca, one, "merge", merge("2", &second)).await;
        let read = detail(&anna, one).await;
        assert_eq!((read.state, read.outcome), (PublicState::Closed, Some(Outcome::Informative)));
        assert_eq!(read.thread[..before.len()], before[..]);
        let answer = read.thread.last().unwrap();
        assert_eq!(answer.kind, MessageKind::Answer);
        assert!(answer.text.starts_with("Le due domande") && answer.text.contains(&second), "{}", answer.text);
        assert_eq!(read.related.iter().map(|link| (link.id, link.kind, link.came_in)).collect::<Vec<_>>(), [(other, LinkKind::MergedInto, false)]);
        let survivor = detail(&anna, other).await;
        assert_eq!(survivor.related.iter().map(|link| (link.id, link.kind, link.came_in)).collect::<Vec<_>>(), [(one, LinkKind::MergedInto, true)]);
        assert_eq!(survivor.state, PublicState::Open, "the other is worked on as before");
        let first = number(&anna, one).await;
        assert_eq!(refused(&mut luca, other, "unlink", json!({ "number": first })).await, ProblemCode::Invalid);
        act(&mut luca, other, "take-charge", json!({ "version": "1" })).await;
        let into_closed = luca.post(&url(other, "merge"), &merge("2", &first)).await.problem();
        assert_eq!(into_closed.fields[0].issue, Issue::UnknownChoice, "nothing goes on in what is closed");
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn of_two_that_would_go_on_in_each_other_one_stays_open(world: World) {
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        for _ in 0..3 {
            let mut pair = vec![];
            for _ in 0..2 {
                let id = send_with(&mut anna, &[]).await.request;
                act(&mut luca.clone(), id, "take-charge", json!({ "version": "1" })).await;
                pair.push((id, number(&anna, id).await));
            }
            let tries = [(0, 1), (1, 0)].map(|(from, to)| {
                let (mut operator, id, body) = (luca.clone(), pair[from].0, merge("2", &pair[to].1));
                tokio::spawn(async move { operator.post(&url(id, "merge"), &body).await.status })
            });
            let mut statuses = vec![];
            for attempt in tries {
                statuses.push(attempt.await.unwrap());
            }
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 422]);
        }
    }
}
