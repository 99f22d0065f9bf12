//! What comes after the first letter: replies, documents waited for, reminders, reopening, verdicts and chains.

use crate::harness::story::*;
use crate::harness::{Client, World, instant, pdf};
use contatti_model::requests::{
    EventKind, MessageKind, Outcome, PauseCause, PublicState, Receipt, RequestDetail, State,
};
use contatti_model::{ProblemCode, RequestId};
use contatti_server::{register, requests};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) async fn act(client: &mut Client, id: RequestId, verb: &str, body: Value) -> RequestDetail {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert_eq!(reply.status, 200, "{verb}: {}", reply.text());
    reply.json()
}

pub(super) async fn refused(client: &mut Client, id: RequestId, verb: &str, body: Value) -> ProblemCode {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert!(reply.status >= 400, "{verb} was accepted");
    reply.problem().code
}

pub(super) fn reply(text: &str) -> Value {
    json!({ "id": Uuid::now_v7(), "text": text })
}

/// Anna's request in Luca's charge, and both of them.
pub(super) async fn in_charge(world: &World) -> (RequestId, Client, Client) {
    let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
    let id = send_with(&mut anna, &[]).await.request;
    act(&mut luca, id, "take-charge", json!({ "version": "1" })).await;
    (id, anna, luca)
}

/// The same, closed by Luca.
pub(super) async fn closed(world: &World, outcome: &str) -> (RequestId, Client, Client) {
    let (id, anna, mut luca) = in_charge(world).await;
    act(&mut luca, id, "close", json!({ "version": "2", "outcome": outcome, "text": "Vedi la circolare." })).await;
    (id, anna, luca)
}

on_both_engines! {
    async fn anna_writes_again_with_a_file_and_the_same_id_twice_is_one_turn(world: World) {
        let (id, mut anna, luca) = in_charge(&world).await;
        let file = anna.uploaded("libro-unico.pdf", pdf(700)).await;
        let body = json!({ "id": Uuid::now_v7(), "text": "Ecco il LUL.", "attachments": [file.id] });
        act(&mut anna, id, "reply", body.clone()).await;
        let twice = act(&mut anna, id, "reply", body).await;
        let last = twice.thread.last().unwrap();
        assert_eq!((twice.thread.len(), last.kind, last.attachments.len()), (2, MessageKind::Reply, 1));
        assert_eq!((twice.state, twice.timeline.last().unwrap().kind), (PublicState::InCharge, EventKind::Replied));
        assert_eq!(detail(&luca, id).await.thread[1].attachments[0].sha256, file.sha256);
        let read = luca.get(&format!("/api/v1/attachments/{}", file.id)).await;
        assert_eq!(read.body.to_vec(), pdf(700));
        register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn a_reply_wants_a_text_and_files_that_are_there(world: World) {
        let (id, mut anna, _) = in_charge(&world).await;
        let body = json!({ "id": Uuid::now_v7(), "text": " ", "attachments": [Uuid::now_v7()] });
        let refusal = anna.post(&format!("/api/v1/requests/{id}/reply"), &body).await.problem();
        let fields: Vec<_> = refusal.fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!((refusal.status, fields), (422, vec!["text", "attachments"]));
        assert_eq!(detail(&anna, id).await.thread.len(), 1);
    }

    async fn while_documents_are_waited_for_the_clock_rests(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        let promised = detail(&anna, id).await.promised_on;
        let asked = json!({ "version": "2", "text": "Serve il LUL di ottobre.", "until": "2026-12-23" });
        let waiting = act(&mut luca, id, "ask-documents", asked).await;
        assert_eq!((waiting.state, waiting.internal_state), (PublicState::InCharge, State::AwaitingDocuments));
        assert!(waiting.promise.first_response_at.is_some(), "an interlocutory word stops the first clock");

        // Two working days later (Monday to Wednesday) the documents are there.
        world.clock.set(instant("2026-11-25T09:00:00Z"));
        let mut anna = world.person(ANNA).await;
        let back = act(&mut anna, id, "reply", reply("Ecco il LUL.")).await;
        assert_eq!(back.internal_state, State::InCharge);
        assert_eq!(back.owner.as_deref(), Some("Luca Ferrara"));
        let pause = back.promise.pauses[0];
        assert_eq!(pause.cause, PauseCause::AwaitingDocuments);
        assert_eq!((pause.since.to_string(), pause.until.unwrap().to_string()), ("2026-11-23".into(), "2026-11-25".into()));
        let naples = contatti_model::offices::WorkingCalendar::new(None);
        assert_eq!(back.promised_on, naples.working_days_after(promised, 2));
    }

    async fn documents_that_do_not_come_close_the_request_once_and_it_can_be_reopened(world: World) {
        let (id, _, mut luca) = in_charge(&world).await;
        let asked = json!({ "version": "2", "text": "Serve il LUL.", "until": "2026-12-03" });
        act(&mut luca, id, "ask-documents", asked).await;
        world.clock.set(instant("2026-12-03T22:30:00Z"));
        assert_eq!(requests::expire(&world.house).await.unwrap(), 0, "the last day still counts, in Rome");
        world.clock.set(instant("2026-12-03T23:30:00Z"));
        assert_eq!(requests::expire(&world.house).await.unwrap(), 1);
        assert_eq!(requests::expire(&world.house).await.unwrap(), 0);
        let mut anna = world.person(ANNA).await;
        let read = detail(&anna, id).await;
        assert_eq!((read.state, read.outcome), (PublicState::Closed, Some(Outcome::NotAccepted)));
        let (last, event) = (read.thread.last().unwrap(), read.timeline.last().unwrap());
        assert_eq!((last.kind, last.author.as_str()), (MessageKind::Answer, "Luca Ferrara"));
        assert_eq!((event.kind, event.by.as_deref()), (EventKind::Expired, None));
        let open = act(&mut anna, id, "reply", reply("Il LUL, in ritardo.")).await;
        assert_eq!((open.internal_state, open.outcome), (State::Reopened, None));
        register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn a_reminder_is_taken_the_day_after_the_promise_and_once_a_step(world: World) {
        let (id, mut anna, _) = in_charge(&world).await;
        assert_eq!(refused(&mut anna, id, "remind", json!({})).await, ProblemCode::IllegalMove);
        let promised = detail(&anna, id).await.promised_on;
        let at = |day: jiff::civil::Date| instant(&format!("{day}T10:00:00Z"));
        world.clock.set(at(promised));
        let mut anna = world.person(ANNA).await;
        assert_eq!(refused(&mut anna, id, "remind", json!({})).await, ProblemCode::IllegalMove);
        world.clock.set(at(promised.tomorrow().unwrap()));
        let mut anna = world.person(ANNA).await;
        assert!(detail(&anna, id).await.may_remind);
        let reminded = act(&mut anna, id, "remind", json!({})).await;
        assert_eq!((reminded.reminders, reminded.may_remind), (1, false));
        assert_eq!(reminded.thread.last().unwrap().kind, MessageKind::Reminder);
        assert_eq!(refused(&mut anna, id, "remind", json!({})).await, ProblemCode::IllegalMove);
    }

    async fn a_no_reopens_the_request_at_a_second_officer(world: World) {
        let (id, mut anna, mut luca) = closed(&world, "informative").await;
        assert!(detail(&anna, id).await.may_judge);
        let silent = json!({ "solved": "no", "text": "" });
        assert_eq!(refused(&mut anna, id, "verdict", silent).await, ProblemCode::Invalid);
        let open = act(&mut anna, id, "verdict", json!({ "solved": "no", "text": "Non dice quale mese." })).await;
        assert_eq!((open.internal_state, open.owner.as_deref()), (State::Reopened, None));
        let version = open.version.to_string();
        let own = refused(&mut luca, id, "take-charge", json!({ "version": version })).await;
        assert_eq!(own, ProblemCode::SecondOfficer);
        let mut sara = world.person(SARA).await;
        let taken = act(&mut sara, id, "take-charge", json!({ "version": version })).await;
        assert_eq!(taken.owner.as_deref(), Some("Sara Montella"));
        assert_eq!(refused(&mut anna, id, "verdict", json!({ "solved": "yes" })).await, ProblemCode::IllegalMove);
    }

    async fn a_yes_is_kept_and_said_once(world: World) {
        let (id, mut anna, _) = closed(&world, "accepted").await;
        let solved = act(&mut anna, id, "verdict", json!({ "solved": "yes" })).await;
        assert_eq!((solved.state, solved.solved, solved.may_judge), (PublicState::Closed, Some(true), false));
        assert_eq!(refused(&mut anna, id, "verdict", json!({ "solved": "no", "text": "x" })).await, ProblemCode::IllegalMove);
    }

    async fn reopening_ends_after_thirty_days_unless_nobody_was_competent(world: World) {
        let (late, ..) = closed(&world, "informative").await;
        let (elsewhere, ..) = closed(&world, "not_competent").await;
        world.clock.set(instant("2026-12-24T09:00:00Z"));
        let mut anna = world.person(ANNA).await;
        assert_eq!(refused(&mut anna, late, "reply", reply("Ancora.")).await, ProblemCode::IllegalMove);
        let read = detail(&anna, late).await;
        assert!(read.may_chain && !read.may_reply);
        let open = act(&mut anna, elsewhere, "reply", reply("Allora chi?")).await;
        assert_eq!(open.internal_state, State::Reopened);
        assert!(open.promised_on > open.promise.from, "a new clock runs");
    }

    async fn a_chained_request_keeps_thread_office_and_the_one_who_knows_it(world: World) {
        let (first, mut anna, _) = closed(&world, "informative").await;
        let parent = detail(&anna, first).await;
        let mut form = filled_form(&anna).await;
        form.after = first.to_string();
        let receipt: Receipt = send(&mut anna, &form).await;
        let next = detail(&anna, receipt.request).await;
        assert_eq!((next.office.id, next.known_by.as_deref()), (parent.office.id, Some("Luca Ferrara")));
        assert_eq!(next.chain.iter().map(|link| link.id).collect::<Vec<_>>(), [first]);
        assert_eq!(detail(&anna, first).await.chain[0].id, receipt.request);

        let mathieu = world.person(MATHIEU).await;
        let mut foreign = filled_form(&mathieu).await;
        foreign.after = first.to_string();
        let mut mathieu = mathieu;
        assert_eq!(mathieu.post("/api/v1/requests", &foreign).await.status, 404);
    }

    async fn nobody_else_writes_in_annas_thread(world: World) {
        let (id, ..) = closed(&world, "informative").await;
        for name in [MATHIEU, MARCO, LUCA, DIRECTOR] {
            let mut person = world.person(name).await;
            for (verb, body) in [("reply", reply("x")), ("remind", json!({})), ("verdict", json!({ "solved": "yes" }))] {
                assert_eq!(refused(&mut person, id, verb, body).await, ProblemCode::NotFound, "{name} {verb}");
            }
        }
        let mut anna = world.person(ANNA).await;
        let ask = json!({ "version": "3", "text": "x", "until": "2026-12-23" });
        assert_eq!(refused(&mut anna, id, "ask-documents", ask).await, ProblemCode::NotFound);
    }

    async fn a_reply_in_the_moment_of_an_answer_is_never_lost(world: World) {
        for _ in 0..5 {
            let (id, anna, luca) = in_charge(&world).await;
            let (mut writer, mut closer) = (anna.clone(), luca.clone());
            let written = tokio::spawn(async move { act(&mut writer, id, "reply", reply("Un momento!")).await });
            let answer = json!({ "version": "2", "outcome": "accepted", "text": "Fatto." });
            let answered = tokio::spawn(async move { closer.post(&format!("/api/v1/requests/{id}/close"), &answer).await.status });
            written.await.unwrap();
            let status = answered.await.unwrap();
            let read = detail(&anna, id).await;
            assert!(read.thread.iter().any(|turn| turn.kind == MessageKind::Reply));
            // Either the answer came first and the reply reopened it, or the operator is told of the reply.
            assert_eq!(read.internal_state, if status == 200 { State::Reopened } else { State::InCharge });
        }
        register::verify(&world.house).await.unwrap().unwrap();
    }
}
