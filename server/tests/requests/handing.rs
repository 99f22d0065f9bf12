//! A request in other hands: a colleague's, the office's again, another office's; and notes no company reads.

use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::identity::OfficeName;
use contatti_model::page::Page;
use contatti_model::requests::{EventKind, Hands, MessageKind, Note, PublicState, State, WorkLine};
use contatti_model::{Issue, ProblemCode, RequestId};
use serde_json::{Value, json};

fn url(id: RequestId, verb: &str) -> String {
    format!("/api/v1/requests/{id}/{verb}")
}

async fn hands(client: &Client, id: RequestId) -> Hands {
    client.read(&url(id, "hands")).await
}

async fn colleague(client: &Client, id: RequestId, name: &str) -> Value {
    let found = hands(client, id).await.colleagues.into_iter().find(|colleague| colleague.name == name);
    json!(found.expect("no such colleague").id)
}

async fn office(client: &Client, id: RequestId, town: &str) -> OfficeName {
    let offices = hands(client, id).await.offices;
    offices.into_iter().find(|office| office.name.contains(town)).expect("no such office")
}

on_both_engines! {
    async fn luca_gives_it_to_sara_and_anna_sees_who_has_it(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let promised = detail(&anna, id).await.promised_on;
        let to = colleague(&luca, id, "Sara Montella").await;
        let assigned = luca.post(&url(id, "assign"), &json!({ "version": "1", "to": to })).await;
        assert_eq!(assigned.status, 200, "{}", assigned.text());
        let read = detail(&anna, id).await;
        assert_eq!((read.state, read.owner.as_deref()), (PublicState::InCharge, Some("Sara Montella")));
        let line = read.timeline.last().unwrap();
        assert_eq!((line.kind, line.by.as_deref(), line.named.as_deref()), (EventKind::Assigned, Some("Luca Ferrara"), Some("Sara Montella")));
        let stale = luca.post(&url(id, "assign"), &json!({ "version": "1", "to": to })).await;
        assert_eq!(stale.problem().code, ProblemCode::Stale);
        let back = sara.post(&url(id, "give-back"), &json!({ "version": "2" })).await;
        assert_eq!(back.status, 200, "{}", back.text());
        let read = detail(&anna, id).await;
        assert_eq!((read.state, read.owner, read.promised_on), (PublicState::Open, None, promised));
        let again = sara.post(&url(id, "give-back"), &json!({ "version": "3" })).await;
        assert_eq!(again.problem().code, ProblemCode::IllegalMove);
    }

    async fn each_change_of_hands_may_carry_a_word_that_anna_reads_and_that_stops_the_first_clock(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let promised = detail(&anna, id).await.promised_on;
        let to = colleague(&luca, id, "Sara Montella").await;
        let body = json!({ "version": "1", "to": to, "text": "La segue Sara, che conosce la posizione." });
        assert_eq!(luca.post(&url(id, "assign"), &body).await.status, 200);
        let body = json!({ "version": "2", "text": "Sono in congedo: la prende un collega." });
        assert_eq!(sara.post(&url(id, "give-back"), &body).await.status, 200);
        let read = detail(&anna, id).await;
        let said: Vec<_> = read.thread.iter().skip(1).map(|turn| (turn.kind, turn.author.as_str())).collect();
        assert_eq!(said, [(MessageKind::Comment, "Luca Ferrara"), (MessageKind::Comment, "Sara Montella")]);
        assert!(read.promise.first_response_at.is_some() && read.promised_on == promised, "the second clock goes on");
        let long = json!({ "version": "3", "to": to, "text": "a".repeat(10_001) });
        let refused = luca.post(&url(id, "assign"), &long).await.problem();
        assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "text"));
    }

    async fn only_an_operator_of_the_office_is_assigned_and_not_whose_answer_did_not_answer(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        for to in ["".to_owned(), "7".to_owned(), uuid::Uuid::nil().to_string()] {
            let refused = luca.post(&url(id, "assign"), &json!({ "version": "1", "to": to })).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "to"), "{to}");
        }
        let himself = colleague(&luca, id, "Luca Ferrara").await;
        luca.post(&url(id, "take-charge"), &json!({ "version": "1" })).await;
        luca.post(&url(id, "close"), &json!({ "version": "2", "outcome": "informative", "text": "Ecco." })).await;
        assert_eq!(anna.post(&url(id, "verdict"), &json!({ "solved": "no", "text": "Manca il mese." })).await.status, 200);
        let again = luca.post(&url(id, "assign"), &json!({ "version": "4", "to": himself })).await.problem();
        assert_eq!(again.code, ProblemCode::SecondOfficer);
    }

    async fn handed_over_with_its_number_its_promise_and_a_reason_anna_reads(world: World) {
        let (mut anna, mut luca, mut marco) = (world.person(ANNA).await, world.person(LUCA).await, world.person(MARCO).await);
        let id = send_with(&mut anna, &[]).await.request;
        let before = detail(&anna, id).await;
        let milan = office(&luca, id, "Milano").await;
        assert_eq!(marco.get(&url(id, "hands")).await.status, 404, "not Milan's yet");
        for (body, field) in [
            (json!({ "version": "1", "office": milan.id, "text": " " }), "text"),
            (json!({ "version": "1", "office": before.office.id, "text": "Qui." }), "office"),
            (json!({ "version": "1", "office": uuid::Uuid::nil(), "text": "Là." }), "office"),
        ] {
            let refused = luca.post(&url(id, "hand-over"), &body).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, field));
        }
        let reason = "La posizione è seguita a Milano.";
        let over = luca.post(&url(id, "hand-over"), &json!({ "version": "1", "office": milan.id, "text": reason })).await;
        assert_eq!(over.status, 204, "{}", over.text());

        let read = detail(&anna, id).await;
        assert_eq!((read.office.id, read.state, read.internal_state), (milan.id, PublicState::Open, State::Routed));
        assert_eq!((read.promised_on, &read.registration), (before.promised_on, &before.registration));
        let turn = read.thread.last().unwrap();
        assert_eq!((turn.kind, turn.text.as_str(), turn.author.as_str()), (MessageKind::Comment, reason, "Luca Ferrara"));
        let line = read.timeline.last().unwrap();
        assert_eq!((line.kind, line.named.as_deref()), (EventKind::HandedOver, Some(milan.name.as_str())));
        assert_eq!(luca.get(&format!("/api/v1/requests/{id}")).await.status, 404, "Naples has it no more");
        let list: Page<WorkLine> = marco.read("/api/v1/console/requests?state=unassigned").await;
        assert_eq!(list.items.iter().map(|line| line.line.id).collect::<Vec<_>>(), [id]);
        assert_eq!(marco.post(&url(id, "take-charge"), &json!({ "version": "2" })).await.status, 200);
        let answer = json!({ "version": "3", "outcome": "accepted", "text": "Fatto." });
        assert_eq!(marco.post(&url(id, "close"), &answer).await.status, 200);
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn what_waits_for_documents_stays_and_may_change_its_owner(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        luca.post(&url(id, "take-charge"), &json!({ "version": "1" })).await;
        let asked = json!({ "version": "2", "text": "Il LUL", "until": "2026-12-22" });
        assert_eq!(luca.post(&url(id, "ask-documents"), &asked).await.status, 200);
        let milan = office(&luca, id, "Milano").await.id;
        let over = luca.post(&url(id, "hand-over"), &json!({ "version": "3", "office": milan, "text": "Là." })).await;
        assert_eq!(over.problem().code, ProblemCode::IllegalMove);
        let to = colleague(&luca, id, "Sara Montella").await;
        assert_eq!(luca.post(&url(id, "assign"), &json!({ "version": "3", "to": to })).await.status, 200);
        let read = detail(&luca, id).await;
        assert_eq!((read.internal_state, read.owner.as_deref()), (State::AwaitingDocuments, Some("Sara Montella")));
        assert!(read.awaiting_until.is_some());
    }

    async fn of_two_hands_at_the_same_instant_one_gives_it_away(world: World) {
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        for _ in 0..3 {
            let id = send_with(&mut anna, &[]).await.request;
            let (milan, to) = (office(&luca, id, "Milano").await.id, colleague(&luca, id, "Sara Montella").await);
            let moves = [
                ("assign", json!({ "version": "1", "to": to })),
                ("hand-over", json!({ "version": "1", "office": milan, "text": "Là." })),
                ("take-charge", json!({ "version": "1" })),
            ];
            let tries = moves.map(|(verb, body)| {
                let mut operator = luca.clone();
                tokio::spawn(async move { operator.post(&url(id, verb), &body).await.status })
            });
            let mut made = 0;
            for attempt in tries {
                let status = attempt.await.unwrap();
                assert!([200, 204, 404, 412].contains(&status), "{status}");
                made += usize::from(status < 300);
            }
            assert_eq!((made, detail(&anna, id).await.version), (1, 2));
        }
    }

    async fn notes_are_the_offices_and_no_companys(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let written = luca.post(&url(id, "notes"), &json!({ "text": "Sentita l'azienda." })).await;
        let notes: Vec<Note> = written.json();
        assert_eq!((notes[0].text.as_str(), notes[0].author.as_str(), &notes[0].mentions), ("Sentita l'azienda.", "Luca Ferrara", &vec![]));
        assert_eq!(world.person(DIRECTOR).await.read::<Vec<Note>>(&url(id, "notes")).await.len(), 1);
        for name in [ANNA, MARCO, MATHIEU] {
            let mut person = world.person(name).await;
            assert_eq!(person.get(&url(id, "notes")).await.status, 404, "{name}");
            assert_eq!(person.post(&url(id, "notes"), &json!({ "text": "x" })).await.status, 404, "{name}");
        }
        assert_eq!(world.person(DIRECTOR).await.post(&url(id, "notes"), &json!({ "text": "x" })).await.status, 404);
        let outside = luca.post(&url(id, "notes"), &json!({ "text": "x", "mentions": [uuid::Uuid::nil()] })).await.problem();
        assert_eq!((outside.fields[0].field.as_str(), &outside.fields[0].issue), ("mentions", &Issue::UnknownChoice));
        let read = detail(&anna, id).await;
        assert_eq!((read.thread.len(), read.version, read.may_note), (1, 1, false));
    }

    async fn a_note_names_several_colleagues_and_each_reads_it_for_themselves(world: World) {
        let (mut anna, mut luca, sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let (himself, her) = (colleague(&luca, id, "Luca Ferrara").await, colleague(&luca, id, "Sara Montella").await);
        let form = json!({ "text": "Vedetela insieme.", "mentions": [her, himself, her] });
        assert_eq!(luca.post(&url(id, "notes"), &form).await.status, 200);
        let read = |notes: Vec<Note>| -> Vec<(String, bool)> {
            notes[0].mentions.iter().map(|one| (one.name.clone(), one.seen_at.is_some())).collect()
        };
        let director: Vec<Note> = world.person(DIRECTOR).await.read(&url(id, "notes")).await;
        assert_eq!(read(director), [("Luca Ferrara".to_owned(), false), ("Sara Montella".to_owned(), false)]);
        assert_eq!(read(sara.read(&url(id, "notes")).await)[1], ("Sara Montella".to_owned(), true));
        let listed: Page<WorkLine> = luca.read("/api/v1/console/requests?state=mentioned").await;
        assert_eq!(listed.items.iter().map(|line| line.line.id).collect::<Vec<_>>(), [id], "Luca has not read it");
        assert_eq!(read(luca.read(&url(id, "notes")).await)[0], ("Luca Ferrara".to_owned(), true));
        let listed: Page<WorkLine> = luca.read("/api/v1/console/requests?state=mentioned").await;
        assert_eq!(listed.items.len(), 0);
        let outside = json!({ "text": "Anche a chi non c'è.", "mentions": [her, uuid::Uuid::nil()] });
        assert_eq!(luca.post(&url(id, "notes"), &outside).await.status, 422);
        assert_eq!(luca.read::<Vec<Note>>(&url(id, "notes")).await.len(), 1, "the note is not there without those it names");
        let plain = [("text", "A voce."), ("mentions", her.as_str().unwrap()), ("mentions", himself.as_str().unwrap())];
        assert_eq!(luca.form(&url(id, "notes"), &plain).await.status, 303);
        assert_eq!(luca.read::<Vec<Note>>(&url(id, "notes")).await[1].mentions.len(), 2, "without scripts too");
    }

    async fn the_second_officer_stays_the_second_through_every_pair_of_hands(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let himself = colleague(&luca, id, "Luca Ferrara").await;
        luca.post(&url(id, "take-charge"), &json!({ "version": "1" })).await;
        luca.post(&url(id, "close"), &json!({ "version": "2", "outcome": "informative", "text": "Ecco." })).await;
        anna.post(&url(id, "verdict"), &json!({ "solved": "no", "text": "Manca il mese." })).await;
        assert_eq!(sara.post(&url(id, "take-charge"), &json!({ "version": "4" })).await.status, 200);
        let back = sara.post(&url(id, "assign"), &json!({ "version": "5", "to": himself })).await.problem();
        assert_eq!(back.code, ProblemCode::SecondOfficer);
        assert_eq!(sara.post(&url(id, "give-back"), &json!({ "version": "5" })).await.status, 200);
        let again = luca.post(&url(id, "take-charge"), &json!({ "version": "6" })).await.problem();
        assert_eq!(again.code, ProblemCode::SecondOfficer);
        assert_eq!(sara.post(&url(id, "take-charge"), &json!({ "version": "6" })).await.status, 200);
        let answer = json!({ "version": "7", "outcome": "accepted", "text": "Il mese è novembre." });
        assert_eq!(sara.post(&url(id, "close"), &answer).await.status, 200);
    }

    async fn what_milan_writes_is_registered_at_milan_and_promised_by_its_calendar(world: World) {
        // Milan's patron is the seventh of December, Naples's the nineteenth of September.
        world.at("2026-12-01T09:00:00Z");
        let (mut anna, mut luca, mut marco) = (world.person(ANNA).await, world.person(LUCA).await, world.person(MARCO).await);
        let id = send_with(&mut anna, &[]).await.request;
        let before = detail(&anna, id).await;
        luca.post(&url(id, "notes"), &json!({ "text": "Solo per Napoli." })).await;
        let milan = office(&luca, id, "Milano").await;
        let over = luca.post(&url(id, "hand-over"), &json!({ "version": "1", "office": milan.id, "text": "Là." })).await;
        assert_eq!(over.status, 204, "{}", over.text());
        let read = detail(&anna, id).await;
        assert!(read.promised_on > before.promised_on, "{} → {}", before.promised_on, read.promised_on);
        assert_eq!(read.timeline.last().unwrap().day, Some(read.promised_on), "the line says the new day");
        assert_eq!(marco.read::<Vec<Note>>(&url(id, "notes")).await, [], "notes stay with who wrote them");
        marco.post(&url(id, "take-charge"), &json!({ "version": "2", "text": "La leggo." })).await;
        let read = detail(&anna, id).await;
        let areas: Vec<_> = read.thread.iter().map(|turn| turn.registration.number.area.as_str()).collect();
        assert_eq!((areas[0], areas[1] == areas[0], areas[2] == areas[0]), (before.registration.number.area.as_str(), true, false));
        assert_eq!(read.registration, before.registration);
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
    }
}
