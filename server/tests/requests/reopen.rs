//! The office opens again what it ended too soon: with a reason, a new promise, and whoever says so in charge of it.

use crate::harness::story::*;
use crate::harness::{Client, Reply};
use crate::offices::units::unit;
use contatti_model::requests::{EventKind, MessageKind, State};
use contatti_model::{ProblemCode, RequestId};
use contatti_server::requests::expire;
use serde_json::json;

const YEARS_LATER: &str = "2028-11-20T09:00:00Z";

async fn answered(anna: &mut Client, luca: &mut Client) -> RequestId {
    let id = send_with(anna, &[]).await.request;
    for (verb, body) in [
        ("take-charge", json!({ "version": "1" })),
        ("close", json!({ "version": "2", "outcome": "not_accepted", "text": "Non risulta." })),
    ] {
        let done = luca.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
        assert_eq!(done.status, 200, "{}", done.text());
    }
    id
}

async fn reopen(who: &mut Client, id: RequestId, version: &str, text: &str) -> Reply {
    who.post(&format!("/api/v1/requests/{id}/reopen"), &json!({ "version": version, "text": text })).await
}

on_both_engines! {
    async fn sara_takes_up_what_luca_ended_too_soon_and_anna_reads_why(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = answered(&mut anna, &mut luca).await;
        // However old: the thirty days bind the company alone.
        world.at(YEARS_LATER);
        let mut sara = world.person(SARA).await;
        assert!(detail(&sara, id).await.may_reopen);
        let why = "Il versamento risulta in un'altra posizione: lo sistemiamo noi.";
        let done = reopen(&mut sara, id, "3", why).await;
        assert_eq!(done.status, 200, "{}", done.text());
        let read = detail(&world.person(ANNA).await, id).await;
        assert_eq!((read.internal_state, read.outcome, read.owner.as_deref()), (State::InCharge, None, Some("Sara Montella")));
        let (turn, line) = (read.thread.last().unwrap(), read.timeline.last().unwrap());
        assert_eq!((turn.kind, turn.text.as_str(), line.kind), (MessageKind::Comment, why, EventKind::TakenUpAgain));
        assert!(read.days_left > 0 && read.promise.from == world.house.now().day(), "a clock of its own");
        let told = "SELECT COUNT(*) FROM notices n JOIN events e ON e.id = n.event_id WHERE e.kind = 'taken_up_again'";
        assert_eq!(world.count(told).await, 1);
        let closed = json!({ "version": "4", "outcome": "accepted", "text": "Sistemato sulla posizione giusta, come richiesto." });
        assert_eq!(sara.post(&format!("/api/v1/requests/{id}/close"), &closed).await.status, 200);
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn only_what_is_closed_is_opened_again_with_a_reason_and_by_its_office(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let open = send_with(&mut anna, &[]).await.request;
        assert_eq!(reopen(&mut luca, open, "1", "Ecco.").await.problem().code, ProblemCode::IllegalMove);
        assert!(!detail(&luca, open).await.may_reopen);
        let id = answered(&mut anna, &mut luca).await;
        let bare = reopen(&mut luca, id, "3", " ").await.problem();
        assert_eq!((bare.status, bare.fields[0].field.as_str()), (422, "text"));
        assert_eq!(reopen(&mut luca, id, "2", "Ecco.").await.problem().code, ProblemCode::Stale);
        for name in [ANNA, MARCO, DIRECTOR] {
            assert_eq!(reopen(&mut world.person(name).await, id, "3", "Ecco.").await.status, 404, "{name}");
        }
        assert!(!detail(&anna, id).await.may_reopen, "the company writes again instead");
    }

    async fn what_goes_on_in_another_request_is_worked_there(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let into = send_with(&mut anna, &[]).await.registration.number.to_string();
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await.status, 200);
        let merged = json!({ "version": "2", "number": into, "text": "La seguiamo insieme all'altra." });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/merge"), &merged).await.status, 200);
        assert!(!detail(&luca, id).await.may_reopen);
        assert_eq!(reopen(&mut luca, id, "3", "Ecco.").await.problem().code, ProblemCode::IllegalMove);
    }

    async fn what_comes_back_is_not_in_a_unit_that_was_dissolved_meanwhile(world: World) {
        let (mut anna, mut luca, mut carmela) = (world.person(ANNA).await, world.person(LUCA).await, world.person(DIRECTOR).await);
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[subject], false).await;
        let id = answered(&mut anna, &mut luca).await;
        assert_eq!(detail(&luca, id).await.unit.as_deref(), Some("DURC"));
        let gone = carmela.post(&format!("/api/v1/console/units/{}/retire", made.id), &json!({ "version": made.version.to_string() })).await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        assert_eq!(detail(&luca, id).await.unit.as_deref(), Some("DURC"), "closed by it");
        assert_eq!(reopen(&mut luca, id, "3", "Ecco.").await.status, 200);
        assert_eq!(detail(&luca, id).await.unit, None);
    }

    async fn who_did_not_answer_once_does_not_get_it_back_this_way(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = answered(&mut anna, &mut luca).await;
        let url = |verb: &str| format!("/api/v1/requests/{id}/{verb}");
        assert_eq!(anna.post(&url("verdict"), &json!({ "solved": "no", "text": "Manca il mese." })).await.status, 200);
        assert_eq!(sara.post(&url("take-charge"), &json!({ "version": "4" })).await.status, 200);
        let asked = json!({ "version": "5", "text": "Serve il LUL.", "until": "2026-12-22" });
        assert_eq!(sara.post(&url("ask-documents"), &asked).await.status, 200);
        // Nothing came: it ended by itself, answered by nobody since.
        world.at("2027-01-11T09:00:00Z");
        while expire(&world.house).await.unwrap() > 0 {}
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        assert_eq!(reopen(&mut luca, id, "7", "Ci ripenso.").await.problem().code, ProblemCode::SecondOfficer);
        assert_eq!(reopen(&mut sara, id, "7", "Il LUL era arrivato per PEC.").await.status, 200);
        assert_eq!(sara.post(&url("give-back"), &json!({ "version": "8" })).await.status, 200);
        let again = luca.post(&url("take-charge"), &json!({ "version": "9" })).await.problem();
        assert_eq!(again.code, ProblemCode::SecondOfficer);
    }
}
