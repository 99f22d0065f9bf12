//! Who has a request open: colleagues see each other, nobody else does, and nobody holds anybody up.

use super::thread::{act, in_charge};
use crate::harness::story::*;
use contatti_model::RequestId;
use contatti_model::requests::Present;
use serde_json::json;

fn url(id: RequestId) -> String {
    format!("/api/v1/requests/{id}/presence")
}

on_both_engines! {
    async fn luca_sees_sara_writing_until_she_is_gone(world: World) {
        let (id, _, mut luca) = in_charge(&world).await;
        let mut sara = world.person(SARA).await;
        assert_eq!(luca.post(&url(id), &json!({})).await.json::<Vec<Present>>(), [], "alone, and not told of himself");
        let seen: Vec<Present> = sara.post(&url(id), &json!({ "writing": "yes" })).await.json();
        assert_eq!(seen, [Present { name: "Luca Ferrara".into(), writing: false }]);
        assert_eq!(luca.read::<Vec<Present>>(&url(id)).await, [Present { name: "Sara Montella".into(), writing: true }]);
        sara.post(&url(id), &json!({ "writing": "" })).await;
        assert!(!luca.read::<Vec<Present>>(&url(id)).await[0].writing);
        // No lock: Luca moves it while she is there.
        act(&mut luca, id, "comment", json!({ "version": "2", "text": "Ci penso io." })).await;
        world.at("2026-11-23T09:40:00Z");
        assert_eq!(luca.read::<Vec<Present>>(&url(id)).await, []);
    }

    async fn no_company_and_no_other_office_learns_who_is_there(world: World) {
        let (id, ..) = in_charge(&world).await;
        for name in [ANNA, MARCO, MATHIEU, DIRECTOR] {
            let mut person = world.person(name).await;
            assert_eq!(person.get(&url(id)).await.status, 404, "{name}");
            assert_eq!(person.post(&url(id), &json!({})).await.status, 404, "{name}");
        }
    }
}
