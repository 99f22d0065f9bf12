//! Who sees what of correspondence: an office its own, a company what is filed under its positions, nobody anything else.

use super::*;
use crate::harness::story::*;
use contatti_model::identity::Me;
use serde_json::json;

async fn her_address(client: &Client) -> String {
    client.read::<Me>("/api/v1/me").await.contacts.email
}

/// A subject that names her position: her company has more than one.
async fn about(client: &Client) -> String {
    format!("Matricola {}", own_position(client).await.number)
}

on_both_engines! {
    async fn a_history_is_its_companys_its_consultants_and_its_offices(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        send_with(&mut anna, &[]).await;
        let company = own_company(&anna).await;
        mailed(&world, "x@altrove.example", "Una domanda", "Testo.").await;
        let id = waiting(&luca).await.line.id;
        decide(&mut luca, id, "file", json!({ "position": own_position(&anna).await.number, "version": "1" })).await;
        assert_eq!(history(&anna, company).await.len(), 2);
        assert_eq!(history(&luca, company).await.len(), 2);
        for stranger in [MATHIEU, MARCO, EMANUELE] {
            let client = world.person(stranger).await;
            for path in [format!("/api/v1/companies/{company}/history"), format!("/api/v1/missives/{id}")] {
                assert_eq!(client.get(&path).await.status, 404, "{stranger} {path}");
            }
        }
        assert_eq!(anna.get(&format!("/api/v1/companies/{}/history", uuid::Uuid::now_v7())).await.status, 404);
    }

    async fn a_revoked_mandate_closes_the_history_at_the_next_request(world: World) {
        let giulia = world.person(GIULIA).await;
        let company = own_position(&giulia).await.company.id;
        assert_eq!(giulia.get(&format!("/api/v1/companies/{company}/history")).await.status, 200);
        let bindings: TokenBindings = giulia.read("/api/v1/tokens/bindings").await;
        let theirs = bindings.mandates.iter().filter(|mandate| mandate.company.id == company);
        for mandate in theirs {
            world.revoke_mandate(mandate.id).await;
        }
        assert_eq!(giulia.get(&format!("/api/v1/companies/{company}/history")).await.status, 404);
    }

    async fn what_is_set_aside_leaves_the_companys_history(world: World) {
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        mailed(&world, &her_address(&anna).await, &about(&anna).await, "Scusate.").await;
        let company = own_company(&anna).await;
        let entries = history(&anna, company).await;
        let HistoryLine::Missive(line) = &entries[0] else { panic!("her own address: {entries:?}") };
        decide(&mut luca, line.id, "set-aside", json!({ "reason": "Inviata per sbaglio.", "version": "1" })).await;
        assert!(history(&anna, company).await.is_empty());
        assert_eq!(anna.get(&format!("/api/v1/missives/{}", line.id)).await.status, 404);
    }

    async fn an_offices_look_is_noted_and_the_message_as_received_is_the_offices_alone(world: World) {
        let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        mailed(&world, &her_address(&anna).await, &about(&anna).await, "Testo.").await;
        let read = waiting(&luca).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'missive_read'").await, 1);
        history(&luca, own_company(&anna).await).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'history_read'").await, 1);
        let original = read.original.unwrap().id;
        assert_eq!(luca.get(&format!("/api/v1/attachments/{original}")).await.status, 200);
        assert_eq!(anna.get(&format!("/api/v1/attachments/{original}")).await.status, 404);
        assert_eq!(missive(&anna, read.line.id).await.original, None);
    }
}
