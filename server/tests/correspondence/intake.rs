//! Matching: who is known joins by itself, who is not is proposed, and the same thing twice is once.

use super::*;
use crate::harness::story::*;
use crate::harness::{Clamd, eicar, pdf};
use base64::Engine;
use contatti_model::ProblemCode;
use contatti_model::attachments::{FileKind, Scan};
use contatti_model::correspondence::MissiveState;
use contatti_model::register::Direction;
use contatti_model::requests::{Channel, EventKind, MessageKind, State};
use contatti_server::attachments::scan_next;
use contatti_server::config::Antivirus;
use contatti_server::correspondence::intake::{FaxReceived, deliver_fax};
use contatti_server::register;
use serde_json::json;

/// The address Anna gives in her requests.
const ANNAS: &str = "Anna Rossi <Anna@Azienda.example>";

/// A letter with one file.
fn with_file(from: &str, subject: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let body = base64::engine::general_purpose::STANDARD.encode(bytes);
    format!(
        "From: {from}\r\nTo: napoli@{DOMAIN}\r\nSubject: {subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
         Content-Type: text/plain\r\n\r\nEcco il file.\r\n--b\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
    )
    .into_bytes()
}

on_both_engines! {
    async fn annas_mail_that_quotes_her_number_is_a_turn_of_her_request_with_its_file(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let request = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{request}/take-charge"), &json!({ "version": "1" })).await;
        let subject = format!("Re: la tua richiesta {}", number_of(&anna, request).await);
        let folders = folders(&world);
        let message = with_file(ANNAS, &subject, "f24.pdf", &pdf(900));
        deliver(folders.mail(), "1", &message);
        assert_eq!(round(&world.house, &folders).await, Round { taken: 1, ..Round::default() });
        let read = detail(&anna, request).await;
        let turn = read.thread.last().unwrap();
        assert_eq!((turn.kind, turn.channel, turn.text.as_str()), (MessageKind::Reply, Channel::Email, "Ecco il file."));
        assert_eq!(read.timeline.last().unwrap().kind, EventKind::Replied);
        let file = anna.get(&format!("/api/v1/attachments/{}", turn.attachments[0].id)).await;
        assert_eq!(file.body.to_vec(), pdf(900));
        // Filed by itself: nothing waits; the same bytes again are known.
        assert!(tray(&luca, "waiting").await.is_empty());
        deliver(folders.mail(), "2", &message);
        assert_eq!(round(&world.house, &folders).await, Round { known: 1, ..Round::default() });
        assert_eq!(detail(&anna, request).await.thread.len(), 2);
        assert!(register::verify(&world.house).await.unwrap().is_ok());
        assert_eq!(turn.registration.number.number, 2, "one number for the turn, not two");
    }

    async fn documents_waited_for_may_come_by_mail(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let request = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{request}/take-charge"), &json!({ "version": "1" })).await;
        let asked = json!({ "version": "2", "text": "Serve il LUL.", "until": "2026-12-23" });
        luca.post(&format!("/api/v1/requests/{request}/ask-documents"), &asked).await;
        world.at("2026-11-26T09:00:00Z");
        let anna = world.person(ANNA).await;
        mailed(&world, ANNAS, &number_of(&anna, request).await, "Ecco.").await;
        let read = detail(&anna, request).await;
        assert_eq!((read.internal_state, read.promise.pauses.len()), (State::InCharge, 1));
    }

    async fn a_stranger_who_quotes_a_number_waits_until_an_operator_decides(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let request = send_with(&mut anna, &[]).await.request;
        let number = number_of(&anna, request).await;
        mailed(&world, "Chiunque <x@altrove.example>", &format!("Re: {number}"), "Sono di Vesuvio.").await;
        assert_eq!(detail(&anna, request).await.thread.len(), 1, "anybody can quote a number");
        let company = own_company(&anna).await;
        assert_eq!(history(&anna, company).await.len(), 1, "only the request is hers to see");
        let waits = waiting(&luca).await;
        assert_eq!(waits.proposed_request.as_ref().unwrap().id, request);
        assert_eq!((waits.line.position.clone(), waits.known_as.clone()), (None, None));
        assert_eq!(anna.get(&format!("/api/v1/missives/{}", waits.line.id)).await.status, 404);
        // Luca knows the sender, and says so for the future.
        let body = json!({ "request": number, "remember": "yes", "version": "1" });
        let filed = decide(&mut luca, waits.line.id, "file", body).await;
        assert_eq!((filed.line.state, filed.line.request.unwrap().id), (MissiveState::Filed, request));
        let turn = detail(&anna, request).await.thread.pop().unwrap();
        assert_eq!((turn.author.as_str(), turn.text.as_str()), ("Chiunque", "Sono di Vesuvio."));
        assert_eq!(turn.registration, filed.line.registration, "the number it got on arrival");
        mailed(&world, "x@altrove.example", &number, "Ancora io.").await;
        assert_eq!(detail(&anna, request).await.thread.len(), 3);
        assert!(tray(&luca, "waiting").await.is_empty());
    }

    async fn an_absence_notice_opens_and_adds_nothing(world: World) {
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let request = send_with(&mut anna, &[]).await.request;
        let number = number_of(&anna, request).await;
        let folders = folders(&world);
        let notice = format!("Auto-Submitted: auto-replied\r\n{}", letter(ANNAS, &number, "Sono in ferie."));
        deliver(folders.mail(), "1", notice.as_bytes());
        round(&world.house, &folders).await;
        assert_eq!(detail(&anna, request).await.thread.len(), 1);
        let aside = tray(&luca, "set_aside").await;
        assert!(aside.len() == 1 && aside[0].automatic);
    }

    async fn mail_to_a_closed_request_waits_with_its_proposal_and_opens_it_again_when_filed(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let request = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{request}/take-charge"), &json!({ "version": "1" })).await;
        let answer = json!({ "version": "2", "outcome": "informative", "text": "Vedi la circolare." });
        luca.post(&format!("/api/v1/requests/{request}/close"), &answer).await;
        let number = number_of(&anna, request).await;
        mailed(&world, ANNAS, &number, "Non ho capito.").await;
        let waits = waiting(&luca).await;
        assert_eq!(waits.proposed_request.as_ref().unwrap().id, request);
        assert_eq!(waits.line.position.clone().unwrap().number, own_position(&anna).await.number);
        decide(&mut luca, waits.line.id, "file", json!({ "request": number, "version": "1" })).await;
        assert_eq!(detail(&anna, request).await.internal_state, State::Reopened);
        // Thirty days after a closure a request takes nothing more.
        world.at("2027-02-26T09:00:00Z");
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let version = detail(&luca, request).await.version;
        luca.post(&format!("/api/v1/requests/{request}/take-charge"), &json!({ "version": version.to_string() })).await;
        let body = json!({ "version": (version + 1).to_string(), "outcome": "accepted", "text": "Fatto." });
        luca.post(&format!("/api/v1/requests/{request}/close"), &body).await;
        world.at("2027-04-26T09:00:00Z");
        let mut luca = world.person(LUCA).await;
        drop(anna);
        mailed(&world, ANNAS, &number, "Dopo due mesi.").await;
        let late = waiting(&luca).await;
        let form = json!({ "request": number, "version": "1" });
        let refused = luca.post(&format!("/api/v1/missives/{}/file", late.line.id), &form).await;
        assert_eq!(refused.problem().fields[0].issue, contatti_model::Issue::RequestOver);
    }

    async fn certified_mail_opens_a_request_under_the_number_and_day_of_its_arrival(world: World) {
        let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let position = own_position(&anna).await;
        let folders = folders(&world);
        let inner = letter("info@sconosciuta.example", &format!("Matricola {}", position.number), "Chiedo il rimborso.");
        let outer = format!(
            "X-Trasporto: posta-certificata\r\nFrom: posta-certificata@provider.example\r\nTo: napoli@pec.{DOMAIN}\r\n\
             Content-Type: multipart/mixed; boundary=p\r\n\r\n--p\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--p--\r\n"
        );
        deliver(folders.pec(), "1", outer.as_bytes());
        round(&world.house, &folders).await;
        let waits = waiting(&luca).await;
        assert_eq!((waits.line.channel, waits.proposed_position.unwrap().id), (Channel::Pec, position.id));
        // Two working days later somebody opens the request.
        world.at("2026-11-25T09:00:00Z");
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let form = filled_form(&anna).await;
        let body = json!({ "position": position.number, "subject": form.subject, "version": "1" });
        let opened = decide(&mut luca, waits.line.id, "open-request", body.clone()).await;
        let request = opened.line.request.unwrap().id;
        let read = detail(&anna, request).await;
        assert_eq!(read.registration, opened.line.registration);
        assert_eq!(read.promise.from, jiff::civil::date(2026, 11, 23), "counted from the day it arrived");
        assert_eq!(read.thread[0].channel, Channel::Pec);
        let listed: serde_json::Value = anna.read("/api/v1/requests?channel=pec").await;
        assert_eq!(listed["items"][0]["id"], json!(request));
        let found: serde_json::Value = anna.read("/api/v1/requests?text=rimborsi").await;
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "found by its words");
        let entries = history(&anna, own_company(&anna).await).await;
        assert_eq!(entries.len(), 1, "one document, one entry: {entries:?}");
        let again = luca.post(&format!("/api/v1/missives/{}/open-request", waits.line.id), &body).await;
        assert_eq!(again.status, 412, "decided meanwhile");
        assert!(register::verify(&world.house).await.unwrap().is_ok());
    }

    async fn a_fax_of_a_known_number_is_in_the_history_and_one_of_nobody_in_the_tray(world: World) {
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let position = own_position(&anna).await;
        let folders = folders(&world);
        let tiff = demo_tiff();
        let document = world.house.config.data.join("fax000007.tif");
        for communication in ["000000007", "000000008"] {
            std::fs::write(&document, &tiff).unwrap();
            let (from, to) = ("+39 081 5550000".into(), "0810005100".into());
            let said = FaxReceived { from, to, communication: communication.into(), ..FaxReceived::default() };
            deliver_fax(&folders, &document, &said).unwrap();
            assert_eq!(round(&world.house, &folders).await.taken, 1);
            if communication == "000000007" {
                let waits = waiting(&luca).await;
                assert_eq!((waits.line.channel, waits.files.len()), (Channel::Fax, 1));
                assert_eq!((waits.files[0].kind, waits.address.as_str()), (FileKind::Tiff, "0815550000"));
                let body = json!({ "position": position.number, "remember": "yes", "version": "1" });
                decide(&mut luca, waits.line.id, "file", body).await;
            }
        }
        // The second came from a number that is known by now: in the history at once, and still to be looked at.
        let second = waiting(&luca).await;
        assert_eq!(second.line.position.unwrap().id, position.id);
        let entries = history(&anna, own_company(&anna).await).await;
        assert_eq!(entries.len(), 2);
        let HistoryLine::Missive(line) = &entries[0] else { panic!("{entries:?}") };
        let seen = missive(&anna, line.id).await;
        let file = anna.get(&format!("/api/v1/attachments/{}", seen.files[0].id)).await;
        assert_eq!(file.body.to_vec(), tiff);
        assert!(!seen.may_work && seen.original.is_none());
    }

    async fn what_the_contact_centre_did_is_in_the_history_of_both_sides(world: World) {
        let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let position = own_position(&anna).await;
        let folders = folders(&world);
        let record = json!({
            "channel": "phone", "direction": "out", "at": "2026-11-23T08:30:00Z", "position": position.number,
            "correspondent": "Anna Rossi", "address": "+39 081 5551234", "subject": "Richiamata", "text": "Chiesto il LUL."
        });
        std::fs::write(folders.contact_centre().join("1.json"), record.to_string()).unwrap();
        assert_eq!(round(&world.house, &folders).await.taken, 1);
        let company = own_company(&anna).await;
        for side in [&anna, &luca] {
            let entries = history(side, company).await;
            let HistoryLine::Missive(line) = &entries[0] else { panic!("{entries:?}") };
            assert_eq!((line.state, line.direction, line.channel), (MissiveState::Filed, Direction::Out, Channel::Phone));
            assert_eq!(line.at, crate::harness::instant("2026-11-23T08:30:00Z"));
        }
        assert!(tray(&luca, "waiting").await.is_empty());
    }

    async fn a_consultant_is_known_for_the_position_they_name_and_no_other(world: World) {
        let (giulia, luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let me: contatti_model::identity::Me = giulia.read("/api/v1/me").await;
        let position = own_position(&giulia).await;
        mailed(&world, &me.contacts.email, &format!("DURC di {}", position.number), "Urgente.").await;
        let lines = [tray(&luca, "waiting").await, tray(&world.person(EMANUELE).await, "waiting").await].concat();
        assert_eq!(lines[0].position.as_ref().map(|position| position.id), Some(position.id));
        mailed(&world, &me.contacts.email, "Una domanda", "Senza matricola.").await;
        let both = [tray(&luca, "waiting").await, tray(&world.person(EMANUELE).await, "waiting").await].concat();
        let unnamed = both.iter().find(|line| line.subject == "Una domanda").unwrap();
        assert_eq!(unnamed.position, None, "of her many clients, nobody knows which");
    }

    async fn an_infected_file_and_the_message_it_came_in_are_served_to_nobody(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::On, &clamd.address);
        let luca = world.person(LUCA).await;
        let folders = folders(&world);
        deliver(folders.mail(), "1", &with_file("x@altrove.example", "Fattura", "fattura.txt", &eicar()));
        round(&world.house, &folders).await;
        let file = format!("/api/v1/attachments/{}", waiting(&luca).await.files[0].id);
        let early = luca.get(&file).await;
        assert_eq!((early.status, early.problem().code), (409, ProblemCode::FileInVerification));
        while scan_next(&world.house).await.unwrap() {}
        let waits = waiting(&luca).await;
        assert_eq!(waits.files[0].scan, Scan::Infected);
        assert_eq!(luca.get(&file).await.status, 410);
        let original = waits.original.unwrap();
        assert_eq!((original.kind, original.scan), (FileKind::Eml, Scan::Infected), "clamd reads messages too");
        assert_eq!(luca.get(&format!("/api/v1/attachments/{}", original.id)).await.status, 410);
    }
}

fn demo_tiff() -> Vec<u8> {
    contatti_server::demo::file(FileKind::Tiff, 1)
}
