//! Contact first: an office writes to a company, which reads, answers and proves it as any other request.

use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::identity::Position;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{
    ContactForm, ContactOptions, EventKind, Line, MessageKind, Outcome, PublicState, RequestDetail, Side, State,
    WorkLine,
};
use contatti_model::{Issue, ProblemCode, RequestId};
use serde_json::json;
use uuid::Uuid;

const CONTACTS: &str = "/api/v1/console/contacts";

fn url(id: RequestId, verb: &str) -> String {
    format!("/api/v1/requests/{id}/{verb}")
}

/// Anna's first position.
async fn position(anna: &Client) -> Position {
    anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0)
}

/// A contact that holds, to Anna's first position about the first subject offered for it.
async fn filled(world: &World, answer: &str) -> ContactForm {
    let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
    let id = position(&anna).await.id;
    let options: ContactOptions = luca.read(&format!("/api/v1/console/positions/{id}")).await;
    ContactForm {
        id: Uuid::now_v7().to_string(),
        position: id.to_string(),
        subject: options.areas[0].subjects[0].id.to_string(),
        text: "Manca la denuncia di ottobre: può inviarla?".into(),
        audience: "both".into(),
        answer: answer.into(),
    }
}

async fn contacted(luca: &mut Client, form: &ContactForm) -> RequestDetail {
    let reply = luca.post(CONTACTS, form).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

on_both_engines! {
    async fn the_company_and_its_consultant_read_it_and_the_answer_reaches_who_wrote(world: World) {
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let sent = contacted(&mut luca, &filled(&world, "yes").await).await;
        assert_eq!((sent.internal_state, sent.owner.as_deref()), (State::InCharge, Some("Luca Ferrara")));
        let read = detail(&anna, sent.id).await;
        assert!(read.opened_by_office && read.waits_for_company && read.may_reply && !read.may_remind && !read.may_judge);
        let turn = &read.thread[0];
        assert_eq!((turn.kind, turn.side, turn.author.as_str()), (MessageKind::Contact, Side::Office, "Luca Ferrara"));
        let kinds: Vec<_> = read.timeline.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [EventKind::Contacted, EventKind::TakenInCharge]);
        let list: Page<Line> = anna.read("/api/v1/requests").await;
        assert!(list.items.iter().any(|line| line.id == sent.id && line.opened_by_office));
        let mine: Page<WorkLine> = luca.read("/api/v1/console/requests?state=mine").await;
        assert!(mine.items[0].line.opened_by_office);

        let text = json!({ "id": Uuid::now_v7(), "text": "Inviata oggi." });
        world.at("2026-11-27T09:00:00Z");
        let mut anna_again = world.person(ANNA).await;
        let replied = anna_again.post(&url(sent.id, "reply"), &text).await;
        assert_eq!(replied.status, 200, "{}", replied.text());
        let after: RequestDetail = replied.json();
        assert!(!after.waits_for_company && after.internal_state == State::InCharge);
        assert!(after.promised_on > read.promised_on, "the office's days count from the company's answer");
        assert_eq!(anna_again.get(&url(sent.id, "receipt")).await.status, 200);
        let answer = json!({ "version": after.version.to_string(), "outcome": "accepted", "text": "Ricevuta, grazie." });
        assert_eq!(world.person(LUCA).await.post(&url(sent.id, "close"), &answer).await.status, 200);
        assert!(detail(&anna_again, sent.id).await.may_judge);
    }

    async fn a_consultant_under_a_mandate_answers_it_and_only_the_chosen_audience_is_told(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let theirs = giulia.read::<Page<Position>>("/api/v1/positions").await.items;
        let mut contacts = 0;
        for position in &theirs {
            if luca.get(&format!("/api/v1/console/positions/{}", position.id)).await.status != 200 {
                continue;
            }
            let options: ContactOptions = luca.read(&format!("/api/v1/console/positions/{}", position.id)).await;
            let subject = options.areas[0].subjects[0].id.to_string();
            let form = ContactForm {
                id: Uuid::now_v7().to_string(), position: position.id.to_string(), subject,
                text: "Segreto del contatto.".into(), audience: "consultants".into(), answer: "yes".into(),
            };
            let sent = contacted(&mut luca, &form).await;
            assert_eq!(detail(&giulia, sent.id).await.thread[0].text, "Segreto del contatto.");
            let reply = giulia.post(&url(sent.id, "reply"), &json!({ "id": Uuid::now_v7(), "text": "Fatto." })).await;
            assert_eq!(reply.status, 200, "{}", reply.text());
            contacts += 1;
            break;
        }
        assert_eq!(contacts, 1, "Giulia has no position of Naples");
        let told = world.strings(
            "SELECT w.username FROM notices n JOIN events e ON e.id = n.event_id JOIN people w ON w.email = n.recipient
             WHERE e.kind = 'contacted'").await;
        assert!(told.iter().any(|name| name == GIULIA), "{told:?}");
        let own = world.count(
            "SELECT COUNT(*) FROM notices n JOIN events e ON e.id = n.event_id JOIN people w ON w.email = n.recipient
             JOIN memberships m ON m.person_id = w.id WHERE e.kind = 'contacted'").await;
        assert_eq!(own, 0, "the company's own people were not chosen");
    }

    async fn informed_only_it_is_closed_at_once_with_outcome_and_signatory_and_can_be_answered(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let sent = contacted(&mut luca, &filled(&world, "").await).await;
        let read = detail(&anna, sent.id).await;
        assert_eq!((read.state, read.outcome, read.owner.as_deref()), (PublicState::Closed, Some(Outcome::Informative), Some("Luca Ferrara")));
        let verdict = anna.post(&url(sent.id, "verdict"), &json!({ "solved": "yes" })).await;
        assert_eq!(verdict.problem().code, ProblemCode::IllegalMove, "there was no answer to judge");
        let reply = anna.post(&url(sent.id, "reply"), &json!({ "id": Uuid::now_v7(), "text": "Non è esatto." })).await;
        assert_eq!(reply.json::<RequestDetail>().internal_state, State::Reopened);
    }

    async fn it_leaves_under_the_offices_numbers_and_its_bundle_proves_it(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let before = send_with(&mut anna, &[]).await.registration.number;
        let form = filled(&world, "yes").await;
        let sent = contacted(&mut luca, &form).await;
        let again = contacted(&mut luca, &form).await;
        assert_eq!((again.id, again.version), (sent.id, 1), "the same twice is one");
        let after = send_with(&mut anna, &[]).await.registration.number;
        let expected = |step| RegisterNumber { number: before.number + step, ..before.clone() };
        assert_eq!((&sent.registration.number, &after), (&expected(1), &expected(2)));
        assert_eq!(world.strings("SELECT direction FROM register_entries ORDER BY number").await, ["in", "out", "in"]);
        contatti_server::register::verify(&world.house).await.unwrap().unwrap();
        let bundle = anna.get(&url(sent.id, "bundle.zip")).await;
        assert_eq!(bundle.status, 200);
        let proved = contatti_server::requests::proof::verify(std::io::Cursor::new(bundle.body.to_vec())).unwrap();
        assert_eq!(proved.number, sent.registration.number.to_string());
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'company_contacted'").await, 1);
        let found: Page<Line> = anna.read("/api/v1/requests?text=denuncia+ottobre").await;
        assert_eq!(found.items.iter().map(|line| line.id).collect::<Vec<_>>(), [sent.id]);
    }

    async fn another_company_reads_nothing_and_who_does_not_work_there_writes_nothing(world: World) {
        let mut luca = world.person(LUCA).await;
        let form = filled(&world, "yes").await;
        for name in [ANNA, GIULIA, MARCO, DIRECTOR, EMANUELE] {
            let mut person = world.person(name).await;
            assert_eq!(person.post(CONTACTS, &form).await.status, 404, "{name}");
        }
        let sent = contacted(&mut luca, &form).await;
        for name in [MATHIEU, MARCO] {
            let mut person = world.person(name).await;
            assert_eq!(person.get(&format!("/api/v1/requests/{}", sent.id)).await.status, 404, "{name}");
            let reply = person.post(&url(sent.id, "reply"), &json!({ "id": Uuid::now_v7(), "text": "x" })).await;
            assert_eq!(reply.status, 404, "{name}");
        }
        let mathieu = position(&world.person(MATHIEU).await).await.id;
        assert_eq!(luca.get(&format!("/api/v1/console/positions/{mathieu}")).await.status, 404);
        let foreign = ContactForm { id: Uuid::now_v7().to_string(), position: mathieu.to_string(), ..form };
        assert_eq!(luca.post(CONTACTS, &foreign).await.status, 404);
    }

    async fn what_does_not_hold_is_told_at_its_field_and_takes_no_number(world: World) {
        let mut luca = world.person(LUCA).await;
        let form = filled(&world, "yes").await;
        let short = ContactForm { text: "Ciao".into(), ..form.clone() };
        let nowhere = ContactForm { subject: Uuid::nil().to_string(), ..form.clone() };
        for (form, field, issue) in [
            (short, "text", Issue::TooShort { min: 10 }),
            (nowhere, "subject", Issue::UnknownChoice),
            (ContactForm { audience: String::new(), ..form.clone() }, "audience", Issue::Required),
        ] {
            let problem = luca.post(CONTACTS, &form).await.problem();
            assert_eq!((problem.status, problem.fields[0].field.as_str(), &problem.fields[0].issue), (422, field, &issue));
        }
        world.run("DELETE FROM memberships").await;
        let alone = ContactForm { audience: "company".into(), ..form };
        let problem = luca.post(CONTACTS, &alone).await.problem();
        assert_eq!(problem.fields[0].issue, Issue::NobodyReached);
        assert_eq!(world.count("SELECT COUNT(*) FROM register_entries").await, 0);
    }

    async fn on_from_a_closed_request_of_any_age_it_stands_in_the_chain_of_both_sides(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let first = send_with(&mut anna, &[]).await.request;
        let on = || json!({ "id": Uuid::now_v7(), "text": "Torniamo sulla sua richiesta.", "audience": "company", "answer": "yes" });
        assert_eq!(luca.post(&url(first, "contact"), &on()).await.problem().code, ProblemCode::IllegalMove, "still open");
        luca.post(&url(first, "take-charge"), &json!({ "version": "1" })).await;
        luca.post(&url(first, "close"), &json!({ "version": "2", "outcome": "informative", "text": "Ecco la risposta." })).await;
        world.at("2030-11-25T09:00:00Z");
        let (anna, mut luca, mut marco) = (world.person(ANNA).await, world.person(LUCA).await, world.person(MARCO).await);
        assert!(detail(&luca, first).await.may_contact);
        assert_eq!(marco.post(&url(first, "contact"), &on()).await.status, 404);
        let reply = luca.post(&url(first, "contact"), &on()).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        let sent: RequestDetail = reply.json();
        for reader in [&anna, &luca] {
            assert_eq!(detail(reader, sent.id).await.chain.iter().map(|link| link.id).collect::<Vec<_>>(), [first]);
            assert_eq!(detail(reader, first).await.chain.iter().map(|link| link.id).collect::<Vec<_>>(), [sent.id]);
        }
    }

    async fn of_many_presses_at_once_one_is_written(world: World) {
        let (luca, form) = (world.person(LUCA).await, filled(&world, "yes").await);
        let tries = (0..4).map(|_| {
            let (mut luca, form) = (luca.clone(), form.clone());
            tokio::spawn(async move { luca.post(CONTACTS, &form).await.status })
        });
        for attempt in tries.collect::<Vec<_>>() {
            assert_eq!(attempt.await.unwrap(), 201);
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM requests").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM register_entries").await, 1);
    }
}
