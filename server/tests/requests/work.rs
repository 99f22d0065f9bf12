//! The office works a request: takes it, comments, closes it; two operators never overwrite each other.

use crate::harness::story::*;
use contatti_model::ProblemCode;
use contatti_model::requests::{EventKind, MessageKind, Outcome, PublicState, RequestDetail, State};
use serde_json::json;

on_both_engines! {
    async fn luca_takes_it_comments_and_closes_it_and_anna_reads_who_said_what(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let url = |verb: &str| format!("/api/v1/requests/{id}/{verb}");

        let taken = luca.post(&url("take-charge"), &json!({ "version": "1", "text": "La leggo subito." })).await;
        assert_eq!((taken.status, taken.header("etag")), (200, "\"2\""));
        assert_eq!(detail(&anna, id).await.state, PublicState::InCharge);
        assert_eq!(luca.post(&url("comment"), &json!({ "version": "2", "text": "Verifico l'F24." })).await.status, 200);
        let answer = json!({ "version": "3", "outcome": "accepted", "text": "Il versamento è stato abbinato." });
        assert_eq!(luca.post(&url("close"), &answer).await.status, 200);

        let read = detail(&anna, id).await;
        assert_eq!((read.state, read.outcome, read.owner.as_deref()), (PublicState::Closed, Some(Outcome::Accepted), Some("Luca Ferrara")));
        let turns: Vec<_> = read.thread.iter().map(|turn| (turn.kind, turn.author.as_str(), turn.registration.number.number)).collect();
        let expected = [(MessageKind::Request, "Anna Rossi", 1), (MessageKind::Comment, "Luca Ferrara", 2),
            (MessageKind::Comment, "Luca Ferrara", 3), (MessageKind::Answer, "Luca Ferrara", 4)];
        assert_eq!(turns, expected);
        let kinds: Vec<_> = read.timeline.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Registered, EventKind::Routed, EventKind::TakenInCharge, EventKind::Commented, EventKind::Closed]);
    }

    async fn the_second_of_two_operators_is_told_and_overwrites_nothing(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let url = format!("/api/v1/requests/{id}/take-charge");
        assert_eq!(luca.post(&url, &json!({ "version": "1" })).await.status, 200);
        let second = sara.post(&url, &json!({ "version": "1", "text": "La prendo io." })).await;
        assert_eq!((second.status, second.problem().code), (412, ProblemCode::Stale));
        let read = detail(&sara, id).await;
        assert_eq!((read.owner.as_deref(), read.thread.len()), (Some("Luca Ferrara"), 1));
    }

    async fn of_two_at_the_same_instant_exactly_one_wins_and_the_register_has_no_gap(world: World) {
        let mut anna = world.person(ANNA).await;
        let operators = [world.person(LUCA).await, world.person(SARA).await];
        for _ in 0..5 {
            let id = send_with(&mut anna, &[]).await.request;
            let tries = operators.clone().map(|mut operator| {
                tokio::spawn(async move {
                    let body = json!({ "version": "1", "text": "Presa." });
                    operator.post(&format!("/api/v1/requests/{id}/take-charge"), &body).await.status
                })
            });
            let mut statuses = vec![];
            for attempt in tries {
                statuses.push(attempt.await.unwrap());
            }
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 412]);
        }
        let verified = contatti_server::register::verify(&world.house).await.unwrap().unwrap();
        assert_eq!(verified.entries, 10);
    }

    async fn a_closed_request_cannot_be_closed_again(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let url = format!("/api/v1/requests/{id}/close");
        let answer = |version: &str| json!({ "version": version, "outcome": "informative", "text": "Ecco." });
        assert_eq!(luca.post(&url, &answer("2")).await.status, 200);
        let again = luca.post(&url, &answer("3")).await.problem();
        assert_eq!((again.status, again.code), (409, ProblemCode::IllegalMove));
        let unread = luca.post(&url, &answer("2")).await.problem();
        assert_eq!(unread.code, ProblemCode::Stale);
    }

    async fn nothing_is_closed_without_an_answer_an_outcome_and_being_in_charge(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let url = format!("/api/v1/requests/{id}/close");
        let direct = luca.post(&url, &json!({ "version": "1", "outcome": "accepted", "text": "Ecco." })).await;
        assert_eq!(direct.problem().code, ProblemCode::IllegalMove);
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let problem = luca.post(&url, &json!({ "version": "2", "outcome": "", "text": " " })).await.problem();
        let fields: Vec<_> = problem.fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!((problem.status, fields), (422, vec!["outcome", "text"]));
        let detail: RequestDetail = detail(&luca, id).await;
        assert_eq!(detail.internal_state, State::InCharge);
    }

    async fn a_move_that_does_not_say_what_was_read_is_refused(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let reply = luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({})).await;
        assert_eq!(reply.problem().code, ProblemCode::VersionMissing);
    }

    async fn who_is_not_of_the_office_cannot_work_nor_see_it(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        for name in [MARCO, MATHIEU, ANNA, DIRECTOR] {
            let mut person = world.person(name).await;
            for verb in ["take-charge", "comment", "close"] {
                let body = json!({ "version": "1", "text": "x", "outcome": "accepted" });
                assert_eq!(person.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await.status, 404, "{name} {verb}");
            }
        }
        assert_eq!(world.person(MARCO).await.get(&format!("/api/v1/requests/{id}")).await.status, 404);
        assert_eq!(world.person(DIRECTOR).await.get(&format!("/api/v1/requests/{id}")).await.status, 200);
    }
}
