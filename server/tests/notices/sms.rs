//! An SMS leaves by the gateway with a number and nothing personal; what the gateway does not take now is tried again.

use super::letters;
use super::preferences::{PREFERENCES, SOMEWHERE, choose};
use crate::harness::story::*;
use crate::harness::{Gateway, Kannel, World};
use contatti_model::notices::NoticePreferences;
use contatti_server::notices::{self, Mailer};
use serde_json::json;
use std::time::{Duration, Instant};

const WITH_HER_NUMBER: &str = "SELECT (SELECT COUNT(*) FROM notices WHERE recipient LIKE '%3331234567%')
    + (SELECT COUNT(*) FROM people WHERE mobile <> '')";
const STATES: &str = "SELECT state FROM notices WHERE channel = 'sms' ORDER BY due_at";

/// Delivers until it is so, and a moment longer: a second copy would come then.
async fn deliver(world: &World, until: impl Fn() -> bool) {
    let mailer = Mailer::open(&world.house.config).unwrap();
    let delivering = tokio::spawn(notices::run(world.house.clone(), mailer));
    for _ in 0..200 {
        if until() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    delivering.abort();
}

on_both_engines! {
    async fn an_sms_says_a_number_and_where_to_read_and_nothing_of_what_was_written(world: World) {
        let gateway = Gateway::start(&[]).await;
        let world = world.texting(Some(&gateway.url));
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        let form = filled_form(&anna).await;
        let receipt = send(&mut anna, &form).await;
        let url = |verb: &str| format!("/api/v1/requests/{}/{verb}", receipt.request);
        luca.post(&url("take-charge"), &json!({ "version": "1", "text": "Segreto del commento" })).await;
        luca.post(&url("close"), &json!({ "version": "2", "outcome": "accepted", "text": "Segreto della risposta" })).await;
        deliver(&world, || gateway.calls().len() == 3).await;
        let calls = gateway.calls();
        assert_eq!(calls.len(), 3, "{calls:#?}");
        let (number, page) = (receipt.registration.number.to_string(), format!("/contatti/richieste/{}", receipt.request));
        for call in &calls {
            let text = &call["text"];
            assert!(text.contains(&number) && text.contains(&page) && text.chars().count() <= 160, "{text}");
            for secret in ["Segreto", "DURC", "Vesuvio", "Luca", "Anna"] {
                assert!(!text.contains(secret), "{secret} left the house: {text}");
            }
            let told = ["to", "from", "username", "password", "charset", "coding"].map(|name| call[name].as_str());
            assert_eq!(told, ["+393331234567", "Contatti", Kannel::USER, Kannel::PASSWORD, "UTF-8", "0"]);
        }
        assert_eq!(world.strings(STATES).await, ["sent"; 3]);
    }

    async fn what_the_gateway_cannot_take_now_is_sent_later_once(world: World) {
        let gateway = Gateway::start(&[503]).await;
        let world = world.texting(Some(&gateway.url));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        send_with(&mut anna, &[]).await;
        deliver(&world, || gateway.calls().len() == 1).await;
        assert_eq!((gateway.calls().len(), world.strings(STATES).await), (1, vec!["waiting".to_owned()]));
        world.at("2026-11-23T09:10:00Z");
        deliver(&world, || gateway.calls().len() == 2).await;
        assert_eq!((gateway.calls().len(), world.strings(STATES).await), (2, vec!["sent".to_owned()]));
    }

    async fn what_the_gateway_refuses_is_not_tried_again_and_the_letter_goes_all_the_same(world: World) {
        let gateway = Gateway::start(&[400]).await;
        let world = world.texting(Some(&gateway.url));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        send_with(&mut anna, &[]).await;
        deliver(&world, || gateway.calls().len() == 1).await;
        assert_eq!(world.strings(STATES).await, ["failed"]);
        world.at("2026-11-24T09:00:00Z");
        let since = Instant::now();
        deliver(&world, || since.elapsed() > Duration::from_millis(500)).await;
        assert_eq!(gateway.calls().len(), 1);
        assert_eq!(world.strings("SELECT state FROM notices WHERE channel = 'email'").await, ["sent"]);
    }

    async fn a_wrong_password_ends_no_message(world: World) {
        let gateway = Gateway::start(&[403, 401]).await;
        let world = world.texting(Some(&gateway.url));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        send_with(&mut anna, &[]).await;
        for (moment, calls, state) in [
            ("2026-11-23T09:00:00Z", 1, "waiting"),
            ("2026-11-23T09:10:00Z", 2, "waiting"),
            ("2026-11-23T09:30:00Z", 3, "sent"),
        ] {
            world.at(moment);
            deliver(&world, || gateway.calls().len() == calls).await;
            assert_eq!((gateway.calls().len(), world.strings(STATES).await), (calls, vec![state.to_owned()]));
        }
    }

    async fn a_gateway_that_never_answers_keeps_no_letter_back(world: World) {
        let world = world.texting(Some(&Gateway::silent().await));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        for _ in 0..25 {
            let mut by_telephone = filled_form(&anna).await;
            (by_telephone.email, by_telephone.telephone) = (String::new(), "081 123456".into());
            send(&mut anna, &by_telephone).await;
        }
        world.at("2026-11-23T09:00:01Z");
        let form = filled_form(&anna).await;
        send(&mut anna, &form).await;
        // Within five seconds: sooner than the gateway is given up once.
        assert_eq!(letters(&world, 1).await.len(), 1);
        assert_eq!(world.strings(STATES).await, vec!["waiting"; 26]);
    }

    async fn nobody_is_woken_by_an_sms(world: World) {
        let gateway = Gateway::start(&[]).await;
        let world = world.texting(Some(&gateway.url));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        let nothing_rings = async || {
            let since = Instant::now();
            deliver(&world, || since.elapsed() > Duration::from_millis(500)).await;
            gateway.calls().is_empty()
        };
        // What waited since the day, and what the night brings.
        send_with(&mut anna, &[]).await;
        world.at("2026-11-23T20:30:00Z");
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        assert!(nothing_rings().await);
        assert_eq!(world.strings("SELECT state FROM notices WHERE channel = 'email'").await, ["sent"; 2]);
        world.at("2026-11-24T05:59:59Z");
        assert!(nothing_rings().await);
        world.at("2026-11-24T06:00:00Z");
        deliver(&world, || gateway.calls().len() == 2).await;
        assert_eq!((gateway.calls().len(), world.strings(STATES).await), (2, vec!["sent".to_owned(); 2]));
    }

    async fn a_number_taken_back_is_not_written_to_any_more(world: World) {
        let gateway = Gateway::start(&[]).await;
        let world = world.texting(Some(&gateway.url));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, false, "333 1234567").await.status, 200);
        let mut own = filled_form(&anna).await;
        own.email = anna.read::<NoticePreferences>(PREFERENCES).await.email;
        send(&mut anna, &own).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(world.strings("SELECT channel FROM notices ORDER BY channel").await, ["email", "sms", "sms"]);
        assert_eq!(choose(&mut anna, true, "").await.status, 200);
        assert_eq!(world.count(WITH_HER_NUMBER).await, 0);
        let ended = "SELECT COUNT(*) FROM notices WHERE channel = 'sms' AND state = 'waiting'";
        let since = Instant::now();
        deliver(&world, || since.elapsed() > Duration::from_secs(1)).await;
        assert_eq!((gateway.calls().len(), world.count(ended).await), (0, 0));
        // A letter told of the second one; the first would else be told by nothing.
        assert_eq!(world.strings(STATES).await, ["withdrawn"]);
        let to_her = letters(&world, 2).await;
        assert_eq!(to_her.iter().filter(|letter| letter.contains(&format!("To: {}", own.email))).count(), 1, "{to_her:#?}");
        assert_eq!(to_her.len(), 2);
    }

    async fn an_sms_goes_to_the_number_kept_when_it_leaves(world: World) {
        let gateway = Gateway::start(&[]).await;
        let world = world.texting(Some(&gateway.url));
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        send_with(&mut anna, &[]).await;
        assert_eq!(choose(&mut anna, true, "+49 151 23456789").await.status, 200);
        deliver(&world, || gateway.calls().len() == 1).await;
        let calls: Vec<_> = gateway.calls().iter().map(|call| call["to"].clone()).collect();
        assert_eq!(calls, ["+4915123456789"]);
    }

    async fn where_the_gateway_is_gone_a_letter_tells_what_no_letter_told(world: World) {
        let world = world.texting(SOMEWHERE);
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, false, "333 1234567").await.status, 200);
        let mut own = filled_form(&anna).await;
        own.email = anna.read::<NoticePreferences>(PREFERENCES).await.email;
        send(&mut anna, &own).await;
        send_with(&mut anna, &[]).await;
        let world = world.texting(None);
        let found = letters(&world, 2).await;
        let to = |address: &str| found.iter().filter(|letter| letter.contains(&format!("To: {address}"))).count();
        assert_eq!((found.len(), to(&own.email), to("anna@azienda.example")), (2, 1, 1), "{found:#?}");
        assert_eq!(world.strings("SELECT state FROM notices ORDER BY state").await, ["failed", "sent", "sent"]);
        assert_eq!(world.strings(STATES).await, ["failed"], "the letter to the address of the request told of it");
    }

    async fn kannel_hands_it_to_the_message_centre(world: World) {
        let Some(kannel) = Kannel::start() else { return };
        let world = world.texting(Some(&kannel.url));
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        assert_eq!(choose(&mut anna, true, "333 1234567").await.status, 200);
        let receipt = send_with(&mut anna, &[]).await;
        luca.post(&format!("/api/v1/requests/{}/take-charge", receipt.request), &json!({ "version": "1" })).await;
        deliver(&world, || kannel.messages().len() >= 2).await;
        let messages = kannel.messages();
        let number = receipt.registration.number.to_string();
        assert_eq!(messages.len(), 2, "{messages:#?}");
        assert!(messages.iter().all(|one| one.starts_with("Contatti +393331234567 text ") && one.contains(&number)), "{messages:#?}");
        assert!(messages.iter().any(|one| one.contains("novità")), "{messages:#?}");
        assert_eq!(world.strings(STATES).await, ["sent"; 2]);
    }
}
