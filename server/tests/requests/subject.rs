//! A subject put right: the register keeps the old one, the promise follows the new, the company reads why.

use super::thread::{act, closed, in_charge, refused};
use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::offices::SubjectArea;
use contatti_model::requests::{EventKind, MessageKind, Receipt, State, SubjectChoice};
use contatti_model::{Issue, ProblemCode, RequestId};
use serde_json::{Value, json};

/// A subject with other days than the request has.
async fn other_days(luca: &Client, id: RequestId) -> SubjectChoice {
    let days = detail(luca, id).await.working_days;
    let choices: Vec<SubjectChoice> = luca.read(&format!("/api/v1/requests/{id}/subject")).await;
    choices.into_iter().find(|choice| choice.working_days > days).expect("no subject with more days")
}

fn correction(version: i64, subject: impl serde::Serialize, text: &str) -> Value {
    json!({ "version": version.to_string(), "subject": subject, "text": text })
}

on_both_engines! {
    async fn luca_puts_it_right_and_the_register_keeps_both(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        let before = detail(&anna, id).await;
        let right = other_days(&luca, id).await;
        let after = act(&mut luca, id, "subject", correction(2, right.id, "Riguarda un'altra pratica.")).await;
        assert_eq!((&after.subject, after.working_days, after.internal_state), (&right.title, right.working_days, State::InCharge));
        assert!(after.promised_on > before.promised_on, "{} → {}", before.promised_on, after.promised_on);
        let read = detail(&anna, id).await;
        let (line, turn) = (read.timeline.last().unwrap(), read.thread.last().unwrap());
        assert_eq!((line.kind, line.day), (EventKind::SubjectCorrected, Some(after.promised_on)));
        assert_eq!(line.named, Some(format!("{} → {}", before.subject, right.title)));
        assert_eq!((turn.kind, turn.text.as_str()), (MessageKind::Comment, "Riguarda un'altra pratica."));
        assert!(read.promise.first_response_at.is_none(), "a correction answers nothing");
        let receipt: Receipt = anna.read(&format!("/api/v1/requests/{id}/receipt")).await;
        assert_eq!((receipt.subject, receipt.registration), (before.subject.clone(), before.registration), "as it was registered");
        let registered = contatti_server::register::verify(&world.house).await.unwrap().unwrap();
        assert_eq!(registered.entries, 2);
        let found = anna.get(&format!("/api/v1/requests?subject={}", right.id)).await.text();
        assert!(found.contains(&id.to_string()), "found under its new subject: {found}");
    }

    async fn it_wants_a_reason_and_another_subject_of_its_scheme(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        let own: contatti_model::SubjectId = filled_form(&anna).await.subject.parse().unwrap();
        let scheme = detail(&anna, id).await.scheme;
        let areas: Vec<SubjectArea> = luca.read("/api/v1/subjects").await;
        let foreign = areas.iter().find(|area| area.scheme != scheme).unwrap().subjects[0].id;
        let right = other_days(&luca, id).await.id;
        for (body, field, issue) in [
            (correction(2, right, " "), "text", Issue::Required),
            (correction(2, "", "Perché."), "subject", Issue::Required),
            (correction(2, own, "Perché."), "subject", Issue::UnknownChoice),
            (correction(2, foreign, "Perché."), "subject", Issue::SubjectOfAnotherScheme),
        ] {
            let refused = luca.post(&format!("/api/v1/requests/{id}/subject"), &body).await.problem();
            assert_eq!((refused.fields[0].field.as_str(), &refused.fields[0].issue), (field, &issue));
        }
        assert_eq!(detail(&anna, id).await.version, 2);
    }

    async fn what_is_closed_keeps_its_subject_and_the_company_has_no_door(world: World) {
        let (id, mut anna, mut luca) = closed(&world, "informative").await;
        let right = other_days(&luca, id).await.id;
        assert_eq!(refused(&mut luca, id, "subject", correction(3, right, "Perché.")).await, ProblemCode::IllegalMove);
        assert_eq!(refused(&mut anna, id, "subject", correction(3, right, "Perché.")).await, ProblemCode::NotFound);
    }

    async fn of_two_operators_who_collide_the_second_is_told_and_loses_nothing(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        let mut sara = world.person(SARA).await;
        let right = other_days(&luca, id).await;
        act(&mut sara, id, "comment", json!({ "version": "2", "text": "Sto guardando." })).await;
        assert_eq!(refused(&mut luca, id, "subject", correction(2, right.id, "Perché.")).await, ProblemCode::Stale);
        let after = act(&mut luca, id, "subject", correction(3, right.id, "Perché.")).await;
        assert_eq!((after.subject, after.thread.len()), (right.title, 3));
        let tries = (0..4).map(|_| {
            let (mut operator, body) = (sara.clone(), json!({ "version": "4", "text": "Insieme." }));
            tokio::spawn(async move { operator.post(&format!("/api/v1/requests/{id}/comment"), &body).await.status })
        });
        let mut made = vec![];
        for attempt in tries.collect::<Vec<_>>() {
            made.push(attempt.await.unwrap());
        }
        made.sort_unstable();
        assert_eq!((made, detail(&anna, id).await.version), (vec![200, 412, 412, 412], 5));
    }
}
