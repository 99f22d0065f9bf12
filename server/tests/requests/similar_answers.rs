//! An answer that says nearly what another said is shown to its author first; who read it again sends it.

use super::thread::{act, in_charge};
use crate::harness::story::*;
use contatti_model::requests::PublicState;
use contatti_model::{Issue, RequestId};
use serde_json::{Value, json};

const TEXT: &str = "La rettifica della denuncia di settembre è stata acquisita: il DURC risulterà regolare dalla prossima \
                    elaborazione, senza che l'azienda debba inviare altro.";

fn answer(version: &str, text: &str, similar_ok: &str) -> Value {
    json!({ "version": version, "outcome": "accepted", "text": text, "similar_ok": similar_ok })
}

fn close(id: RequestId) -> String {
    format!("/api/v1/requests/{id}/close")
}

on_both_engines! {
    async fn the_same_words_for_another_case_are_sent_only_once_read_again(world: World) {
        let (one, anna, mut luca) = in_charge(&world).await;
        act(&mut luca, one, "close", answer("2", TEXT, "")).await;
        let sent = detail(&anna, one).await.thread.last().unwrap().registration.number.to_string();
        let (two, ..) = in_charge(&world).await;
        let shouted = TEXT.to_uppercase();
        let refused = luca.post(&close(two), &answer("2", &shouted, "")).await.problem();
        let said: Vec<_> = refused.fields.iter().map(|error| (error.field.as_str(), error.issue.clone())).collect();
        assert_eq!((refused.status, said), (422, vec![("text", Issue::TooSimilar { number: sent })]));
        assert_eq!(detail(&anna, two).await.state, PublicState::InCharge);
        act(&mut luca, two, "close", answer("2", &shouted, "yes")).await;
        assert_eq!(detail(&anna, two).await.state, PublicState::Closed);
    }

    async fn other_words_short_words_and_the_same_request_are_not_held_against_anybody(world: World) {
        let (one, mut anna, mut luca) = in_charge(&world).await;
        act(&mut luca, one, "close", answer("2", TEXT, "")).await;
        let (two, ..) = in_charge(&world).await;
        let other = "La sospensione del conguaglio dipende dal codice mancante: va chiesto con il modulo telematico \
                     prima della prossima denuncia mensile, allegando la delibera.";
        act(&mut luca, two, "close", answer("2", other, "")).await;
        for _ in 0..2 {
            let (id, ..) = in_charge(&world).await;
            act(&mut luca, id, "close", answer("2", "Vedi la circolare.", "")).await;
        }
        let again = json!({ "id": uuid::Uuid::now_v7(), "text": "Non ho capito." });
        act(&mut anna, one, "reply", again).await;
        act(&mut luca, one, "take-charge", json!({ "version": "4" })).await;
        act(&mut luca, one, "close", answer("5", TEXT, "")).await;
    }

    async fn what_another_office_answered_is_not_this_offices(world: World) {
        let (one, anna, mut luca) = in_charge(&world).await;
        act(&mut luca, one, "close", answer("2", TEXT, "")).await;
        let (two, ..) = in_charge(&world).await;
        let hands: contatti_model::requests::Hands = luca.read(&format!("/api/v1/requests/{two}/hands")).await;
        let milan = hands.offices.into_iter().find(|office| office.name.contains("Milano")).unwrap().id;
        let over = json!({ "version": "2", "office": milan, "text": "La segue Milano." });
        assert_eq!(luca.post(&format!("/api/v1/requests/{two}/hand-over"), &over).await.status, 204);
        let mut marco = world.person(MARCO).await;
        act(&mut marco, two, "take-charge", json!({ "version": "3" })).await;
        act(&mut marco, two, "close", answer("4", TEXT, "")).await;
        assert_eq!(detail(&anna, two).await.state, PublicState::Closed);
    }
}
