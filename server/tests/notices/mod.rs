//! Notices leave once for each event, and say nothing but a number.

mod channels;
mod preferences;
mod sms;
mod staff;

use crate::harness::World;
use crate::harness::story::*;
use contatti_server::notices::{self, Mailer};
use contatti_server::requests::redate_due;
use serde_json::json;
use std::time::Duration;

/// Delivers until `count` letters lie in the folder; their text, sorted by subject line.
pub(crate) async fn letters(world: &World, count: usize) -> Vec<String> {
    let mailer = Mailer::open(&world.house.config).unwrap();
    let delivering = tokio::spawn(notices::run(world.house.clone(), mailer));
    let folder = world.house.config.data.join("mail");
    let mut found = vec![];
    for _ in 0..100 {
        found = std::fs::read_dir(&folder).unwrap().filter_map(|entry| read(&entry.unwrap().path())).collect();
        if found.len() >= count {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // A second copy would come now.
    tokio::time::sleep(Duration::from_millis(200)).await;
    delivering.abort();
    found.sort();
    found
}

fn read(path: &std::path::Path) -> Option<String> {
    path.extension().filter(|ending| *ending == "eml")?;
    std::fs::read_to_string(path).ok()
}

on_both_engines! {
    async fn each_event_brings_one_letter_without_personal_content(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let form = filled_form(&anna).await;
        let receipt = send(&mut anna, &form).await;
        anna.post("/api/v1/requests", &form).await;
        let url = |verb: &str| format!("/api/v1/requests/{}/{verb}", receipt.request);
        luca.post(&url("take-charge"), &json!({ "version": "1", "text": "Segreto del commento" })).await;
        luca.post(&url("close"), &json!({ "version": "2", "outcome": "accepted", "text": "Segreto della risposta" })).await;

        let letters = letters(&world, 3).await;
        assert_eq!(letters.len(), 3, "{letters:#?}");
        let number = receipt.registration.number.to_string();
        for letter in letters {
            assert!(letter.contains("anna@azienda.example"), "{letter}");
            for secret in ["Segreto", "DURC", "Vesuvio", "Luca"] {
                assert!(!letter.contains(secret), "{secret} left the house: {letter}");
            }
            assert!(letter.replace("=\r\n", "").contains(&number), "{letter}");
        }
    }

    async fn a_server_that_starts_later_delivers_what_waited_and_only_once(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(letters(&world, 1).await.len(), 1);
        assert_eq!(letters(&world, 1).await.len(), 1);
    }

    async fn a_promise_that_moves_is_told_to_both_sides_each_on_their_own_page(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let mut carmela = world.person(DIRECTOR).await;
        let closure = json!({ "day": "2026-11-30", "kind": "closure", "name": "Segreto del calendario" });
        carmela.post("/api/v1/console/calendar/changes", &closure).await;
        assert_eq!(redate_due(&world.house).await.unwrap(), 1);
        let letters: Vec<_> = letters(&world, 4).await.into_iter().map(|letter| letter.replace("=\r\n", "")).collect();
        let told: Vec<_> = letters.iter().filter(|letter| letter.contains("la data promessa")).collect();
        assert_eq!((letters.len(), told.len()), (4, 2), "{letters:#?}");
        let to = |place: &str| told.iter().find(|letter| letter.contains(&format!("/{place}/richieste/{id}")));
        assert!(to("contatti").is_some_and(|letter| letter.contains("To: anna@azienda.example")), "{told:#?}");
        assert!(to("console").is_some_and(|letter| letter.contains("To: ") && !letter.contains("anna@")), "{told:#?}");
        assert!(letters.iter().all(|letter| !letter.contains("Segreto")));
    }
}
