//! Sending: the receipt, the promise, the route, and the bytes back as they were.

use crate::harness::story::*;
use crate::harness::{JPEG, P7M, pdf};
use contatti_model::ProblemCode;
use contatti_model::page::Page;
use contatti_model::requests::{EventKind, Line, PublicState, Receipt, State};
use jiff::civil::date;

on_both_engines! {
    async fn anna_gets_a_receipt_with_number_office_digests_and_promise(world: World) {
        let mut anna = world.person(ANNA).await;
        let file = anna.uploaded("F24 ottobre.pdf", pdf(2_000)).await;
        let form = filled_form(&anna).await;
        let receipt = send_with(&mut anna, &[file.id]).await;
        assert_eq!(receipt.registration.number.to_string(), "INPS.5100.2026.0000001");
        assert_eq!(receipt.registration.at, world.house.now());
        assert_eq!(receipt.office.name, "Direzione provinciale di Napoli");
        assert_eq!(receipt.attachments, [file]);
        assert_eq!(receipt.text_sha256.len(), 64);
        assert!(!receipt.repeated && !form.id.is_empty());
    }

    async fn the_promised_day_skips_weekends_and_the_immaculate_conception(world: World) {
        // Monday 30 November: seven working days, of which Tuesday 8 December is none.
        world.at("2026-11-30T22:59:00Z");
        let mut anna = world.person(ANNA).await;
        let receipt = send_with(&mut anna, &[]).await;
        assert_eq!((receipt.working_days, receipt.promised_on), (7, date(2026, 12, 10)));
    }

    async fn text_and_three_real_files_come_back_byte_for_byte(world: World) {
        let mut anna = world.person(ANNA).await;
        let heavy = pdf(1_200_000);
        let sent = [("Perché è così 🧾.pdf", heavy.as_slice()), ("foto.jpeg", JPEG), ("contratto.pdf.p7m", P7M)];
        let mut ids = vec![];
        for (name, bytes) in sent {
            ids.push(anna.uploaded(name, bytes.to_vec()).await.id);
        }
        let mut form = filled_form(&anna).await;
        form.attachments = ids.iter().map(ToString::to_string).collect();
        let receipt = send(&mut anna, &form).await;

        let luca = world.person(LUCA).await;
        let read = detail(&luca, receipt.request).await;
        assert_eq!(read.thread[0].text, form.text);
        for ((name, bytes), file) in sent.iter().zip(&read.thread[0].attachments) {
            assert_eq!(file.name, *name);
            let back = luca.get(&format!("/api/v1/attachments/{}", file.id)).await;
            assert_eq!(back.body.as_ref(), *bytes);
            assert_eq!(back.header("x-content-type-options"), "nosniff");
            assert!(back.header("content-disposition").starts_with("attachment"));
        }
    }

    async fn the_company_sees_it_open_and_routed_in_list_and_timeline(world: World) {
        let mut anna = world.person(ANNA).await;
        let receipt = send_with(&mut anna, &[]).await;
        let list: Page<Line> = anna.read("/api/v1/requests?state=open").await;
        assert_eq!((list.items[0].id, list.items[0].state), (receipt.request, PublicState::Open));
        let detail = detail(&anna, receipt.request).await;
        let kinds: Vec<_> = detail.timeline.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Registered, EventKind::Routed]);
        assert_eq!((detail.internal_state, detail.version), (State::Routed, 1));
        assert!(!detail.may_take_charge && !detail.may_answer);
        let closed: Page<Line> = anna.read("/api/v1/requests?state=closed").await;
        assert!(closed.items.is_empty());
    }

    async fn a_request_from_a_province_no_rule_routes_goes_to_the_named_fallback_desk(world: World) {
        let mut mathieu = world.person(MATHIEU).await;
        let receipt = send_with(&mut mathieu, &[]).await;
        let emanuele = world.person(EMANUELE).await;
        assert_eq!(detail(&emanuele, receipt.request).await.office.name, receipt.office.name);
    }

    async fn the_same_id_twice_gives_the_same_receipt_and_one_request(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        let first = send(&mut anna, &form).await;
        let again = anna.post("/api/v1/requests", &form).await;
        assert_eq!(again.status, 200);
        let again: Receipt = again.json();
        assert!(again.repeated);
        assert_eq!(again.registration, first.registration);
        let list: Page<Line> = anna.read("/api/v1/requests").await;
        assert_eq!(list.items.len(), 1);
    }

    async fn the_same_id_for_another_text_or_by_another_person_is_refused(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let form = filled_form(&anna).await;
        send(&mut anna, &form).await;
        let other_text = contatti_model::requests::RequestForm { text: "Altro".into(), ..form.clone() };
        assert_eq!(anna.post("/api/v1/requests", &other_text).await.problem().code, ProblemCode::IdTaken);
        let other_person = contatti_model::requests::RequestForm { id: form.id, ..filled_form(&giulia).await };
        assert_eq!(giulia.post("/api/v1/requests", &other_person).await.problem().code, ProblemCode::IdTaken);
    }

    async fn two_tabs_sending_one_draft_at_once_make_one_request(world: World) {
        let anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        let tabs = (0..8).map(|_| {
            let (mut tab, form) = (anna.clone(), form.clone());
            tokio::spawn(async move { tab.post("/api/v1/requests", &form).await })
        });
        let mut fresh = 0;
        for tab in tabs.collect::<Vec<_>>() {
            let reply = tab.await.unwrap();
            assert!(matches!(reply.status, 200 | 201), "{}", reply.text());
            fresh += u32::from(reply.status == 201);
            assert_eq!(reply.json::<Receipt>().registration.number.number, 1);
        }
        assert_eq!(fresh, 1);
    }

    async fn two_tabs_using_one_waiting_file_cannot_both_have_it(world: World) {
        let mut anna = world.person(ANNA).await;
        let file = anna.uploaded("a.pdf", pdf(500)).await;
        send_with(&mut anna, &[file.id]).await;
        let mut second = filled_form(&anna).await;
        second.attachments = vec![file.id.to_string()];
        let problem = anna.post("/api/v1/requests", &second).await.problem();
        assert_eq!((problem.status, problem.fields[0].field.as_str()), (422, "attachments"));
    }
}
