//! What an answer says of the archives: asked for whole, read by the company, looked up on its day, opened again if missing.

use super::thread::{act, in_charge, refused};
use crate::harness::story::*;
use contatti_model::page::Page;
use contatti_model::requests::{
    ArchiveKind, EventKind, MessageKind, PublicState, RequestDetail, State, WorkCount, WorkLine,
};
use contatti_model::{Issue, ProblemCode, RequestId};
use serde_json::{Value, json};

fn answer(archives: &str, text: &str, check_on: &str) -> Value {
    json!({ "version": "2", "outcome": "accepted", "text": "La denuncia è stata rettificata.",
            "archives": archives, "archives_text": text, "check_on": check_on })
}

fn check(of: &RequestDetail, held: &str, text: &str) -> Value {
    json!({ "version": of.version.to_string(), "message": of.thread.last().unwrap().id, "held": held, "text": text })
}

async fn to_check(client: &crate::harness::Client) -> Vec<RequestId> {
    let page: Page<WorkLine> = client.read("/api/v1/console/requests?state=to_check").await;
    page.items.into_iter().map(|line| line.line.id).collect()
}

on_both_engines! {
    async fn what_is_done_wants_a_sentence_and_a_working_day_to_come(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        for (body, field) in [
            (answer("forse", "x", "2026-11-30"), "archives"),
            (answer("done", " ", "2026-11-30"), "archives_text"),
            (answer("done", "Fatto.", ""), "check_on"),
            (answer("planned", "Si farà.", "2026-11-23"), "check_on"),
            (answer("planned", "Si farà.", "2028-01-10"), "check_on"),
        ] {
            let refused = luca.post(&format!("/api/v1/requests/{id}/close"), &body).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, field), "{body}");
        }
        let sunday = luca.post(&format!("/api/v1/requests/{id}/close"), &answer("done", "Fatto.", "2026-11-29")).await;
        assert_eq!(sunday.problem().fields[0].issue, Issue::RestDay);
        assert_eq!(detail(&anna, id).await.state, PublicState::InCharge, "nothing was closed");
    }

    async fn anna_reads_what_was_done_and_luca_finds_it_on_its_day(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        act(&mut luca, id, "close", answer("done", "Rettifica acquisita.", "2026-11-30")).await;
        let said = detail(&anna, id).await.thread.last().unwrap().archive.clone().unwrap();
        assert_eq!((said.kind, said.text.as_str(), said.check_on.unwrap().to_string()), (ArchiveKind::Done, "Rettifica acquisita.", "2026-11-30".to_owned()));
        assert_eq!(to_check(&luca).await, [], "its day has not come");

        world.at("2026-11-30T09:00:00Z");
        let (anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        assert_eq!(to_check(&luca).await, [id]);
        let counts: Vec<WorkCount> = luca.read("/api/v1/console/counts").await;
        assert_eq!(counts.iter().find(|count| count.state == "to_check").map(|count| count.count), Some(1));
        assert_eq!(to_check(&world.person(MARCO).await).await, [], "another office's");
        let read = detail(&luca, id).await;
        assert!(read.may_check_archives && !detail(&anna, id).await.may_check_archives);
        let held = act(&mut luca, id, "archive-check", check(&read, "yes", "")).await;
        let said = held.thread.last().unwrap().archive.clone().unwrap();
        assert_eq!((said.held, said.checked_by.as_deref(), held.version, held.state), (Some(true), Some("Luca Ferrara"), read.version, PublicState::Closed));
        assert_eq!(to_check(&luca).await, []);
        // Sara, who looked at the same moment, loses nothing and says nothing twice.
        assert_eq!(refused(&mut sara, id, "archive-check", check(&read, "no", "Manca ottobre.")).await, ProblemCode::IllegalMove);
        assert_eq!(detail(&anna, id).await.thread.last().unwrap().archive.as_ref().unwrap().held, Some(true));
    }

    async fn what_is_missing_opens_it_again_with_a_promise_of_its_own(world: World) {
        let (id, _, mut luca) = in_charge(&world).await;
        let closed = act(&mut luca, id, "close", answer("planned", "Si aggiorna la posizione.", "2026-11-30")).await;
        world.at("2026-11-30T09:00:00Z");
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        assert_eq!(anna.post(&format!("/api/v1/requests/{id}/archive-check"), &check(&closed, "no", "x")).await.status, 404);
        let wordless = luca.post(&format!("/api/v1/requests/{id}/archive-check"), &check(&closed, "no", " ")).await.problem();
        assert_eq!(wordless.fields[0].field, "text");
        act(&mut luca, id, "archive-check", check(&closed, "no", "Manca ottobre: la posizione va aggiornata.")).await;
        let read = detail(&anna, id).await;
        assert_eq!((read.internal_state, read.owner.as_deref(), read.outcome), (State::Reopened, None, None));
        let (turn, line) = (read.thread.last().unwrap(), read.timeline.last().unwrap());
        assert_eq!((turn.kind, turn.text.as_str(), line.kind), (MessageKind::Comment, "Manca ottobre: la posizione va aggiornata.", EventKind::ArchivesFailed));
        assert!(read.promised_on > closed.promised_on, "{} → {}", closed.promised_on, read.promised_on);
        let said = read.thread.iter().find_map(|turn| turn.archive.clone()).unwrap();
        assert_eq!((said.held, said.is_to_check()), (Some(false), false));
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn of_two_who_look_at_once_one_says_what_was_found(world: World) {
        let (id, _, mut luca) = in_charge(&world).await;
        let closed = act(&mut luca, id, "close", answer("done", "Fatto.", "2026-11-30")).await;
        let tries = ["yes", "no", "no"].map(|held| {
            let (mut operator, body) = (luca.clone(), check(&closed, held, "Manca il mese."));
            tokio::spawn(async move { operator.post(&format!("/api/v1/requests/{id}/archive-check"), &body).await.status })
        });
        let mut made = 0;
        for attempt in tries {
            let status = attempt.await.unwrap();
            assert!([200, 409, 412].contains(&status), "{status}");
            made += usize::from(status == 200);
        }
        let read = detail(&luca, id).await;
        let held = read.thread.iter().find_map(|turn| turn.archive.clone()).unwrap().held;
        assert_eq!((made, read.state == PublicState::Closed), (1, held == Some(true)), "what was found and what was done agree");
    }

    async fn nothing_to_do_is_said_and_nothing_is_checked(world: World) {
        let (id, anna, mut luca) = in_charge(&world).await;
        let closed = act(&mut luca, id, "close", answer("nothing", "", "")).await;
        let said = detail(&anna, id).await.thread.last().unwrap().archive.clone().unwrap();
        assert_eq!((said.kind, said.is_to_check(), closed.may_check_archives), (ArchiveKind::Nothing, false, false));
        assert_eq!(refused(&mut luca, id, "archive-check", check(&closed, "yes", "")).await, ProblemCode::IllegalMove);
    }

    async fn what_is_still_to_be_looked_up_goes_along_to_milan(world: World) {
        let (id, mut anna, mut luca) = in_charge(&world).await;
        act(&mut luca, id, "close", answer("done", "Fatto.", "2026-11-30")).await;
        act(&mut anna, id, "verdict", json!({ "solved": "no", "text": "Manca il mese." })).await;
        let hands: contatti_model::requests::Hands = luca.read(&format!("/api/v1/requests/{id}/hands")).await;
        let milan = hands.offices.into_iter().find(|office| office.name.contains("Milano")).unwrap().id;
        let over = json!({ "version": "4", "office": milan, "text": "La segue Milano." });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/hand-over"), &over).await.status, 204);
        world.at("2026-11-30T09:00:00Z");
        assert_eq!(to_check(&world.person(LUCA).await).await, []);
        assert_eq!(to_check(&world.person(MARCO).await).await, [id]);
    }
}
