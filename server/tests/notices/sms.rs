//! An SMS leaves by the gateway with a number and nothing personal; what the gateway does not take now is tried again.

use super::preferences::choose;
use crate::harness::story::*;
use crate::harness::{Gateway, Kannel, World};
use contatti_server::notices::{self, Mailer};
use serde_json::json;
use std::time::{Duration, Instant};

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
