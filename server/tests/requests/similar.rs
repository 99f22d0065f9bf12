//! Possible duplicates: what is open, or closed a short time ago, of the same position and subject.

use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::requests::{Line, RequestForm};

async fn alike(client: &Client, form: &RequestForm) -> Vec<Line> {
    client.read(&path(form)).await
}

fn path(form: &RequestForm) -> String {
    format!("/api/v1/requests/similar?position={}&subject={}", form.position, form.subject)
}

/// Luca closes it, as it stands.
async fn close(luca: &mut Client, id: contatti_model::RequestId) {
    let take = serde_json::json!({ "version": "1" });
    assert_eq!(luca.post(&format!("/api/v1/requests/{id}/take-charge"), &take).await.status, 200);
    let answer = serde_json::json!({ "version": "2", "outcome": "informative", "text": "Ecco." });
    assert_eq!(luca.post(&format!("/api/v1/requests/{id}/close"), &answer).await.status, 200);
}

on_both_engines! {
    async fn the_same_position_and_subject_are_alike_and_nothing_else_is(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        assert!(alike(&anna, &form).await.is_empty());
        let first = send(&mut anna, &form).await.request;
        let again = filled_form(&anna).await;
        let second = send(&mut anna, &again).await.request;
        let found: Vec<_> = alike(&anna, &form).await.into_iter().map(|line| line.id).collect();
        assert_eq!(found, [second, first]);
        let options: contatti_model::requests::ComposeOptions = anna.read("/api/v1/compose").await;
        let other = options.areas.iter().flat_map(|area| &area.subjects).find(|one| one.id.to_string() != form.subject).unwrap();
        let elsewhere = RequestForm { subject: other.id.to_string(), ..form };
        assert!(alike(&anna, &elsewhere).await.is_empty());
    }

    async fn a_closed_one_counts_for_sixty_days(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let form = filled_form(&anna).await;
        let sent = send(&mut anna, &form).await.request;
        close(&mut luca, sent).await;
        world.at("2027-01-22T09:00:00Z");
        let anna = world.person(ANNA).await;
        assert_eq!(alike(&anna, &form).await.len(), 1);
        world.at("2027-01-22T09:00:01Z");
        assert!(alike(&anna, &form).await.is_empty());
    }

    async fn for_a_position_one_may_not_act_for_there_is_no_answer(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        send(&mut anna, &form).await;
        for wrong in [MATHIEU, LUCA] {
            assert_eq!(world.person(wrong).await.get(&path(&form)).await.status, 404, "{wrong}");
        }
        assert_eq!(anna.get("/api/v1/requests/similar").await.status, 404);
    }
}
