//! The file of a consultant: mandates that hold apart from those that ended, and what the firm sent to one's office.

use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::console::{ConsultantFile, FileClient};
use contatti_model::identity::{Position, TokenBindings};
use contatti_model::page::Page;
use contatti_model::requests::{ComposeOptions, Line};
use contatti_model::{IntermediaryId, RequestId};

fn url(firm: IntermediaryId, part: &str) -> String {
    format!("/api/v1/console/consultants/{firm}{part}")
}

pub(super) async fn firm_of(client: &Client) -> IntermediaryId {
    client.read::<TokenBindings>("/api/v1/tokens/bindings").await.firm.expect("no consultant").id
}

/// Sends for a client whose office is in this town.
async fn send_to(giulia: &mut Client, town: &str, text: &str) -> (RequestId, Position) {
    let options: ComposeOptions = giulia.read("/api/v1/compose").await;
    let position = options.positions.into_iter().find(|position| position.office.name.contains(town));
    let position = position.expect("no client there");
    let area = options.areas.iter().find(|area| area.scheme == position.scheme).expect("no subject");
    let mut form = filled_form(giulia).await;
    form.position = position.id.to_string();
    form.subject = area.subjects[0].id.to_string();
    form.text = text.into();
    (send(giulia, &form).await.request, position)
}

async fn clients(client: &Client, firm: IntermediaryId, which: &str) -> Vec<FileClient> {
    client.read::<Page<FileClient>>(&url(firm, &format!("/clients{which}"))).await.items
}

async fn requests(client: &Client, firm: IntermediaryId, search: &str) -> Vec<RequestId> {
    let page: Page<Line> = client.read(&url(firm, &format!("/requests{search}"))).await;
    page.items.into_iter().map(|line| line.id).collect()
}

on_both_engines! {
    async fn mandates_that_hold_are_apart_from_those_that_ended(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let (firm, luca) = (firm_of(&giulia).await, world.person(LUCA).await);
        let (_, position) = send_to(&mut giulia, "Napoli", "Una domanda.").await;
        let holding = clients(&luca, firm, "").await;
        assert!(holding.iter().all(|client| client.holds), "{holding:?}");
        let client = holding.iter().find(|client| client.company.id == position.company.id).expect("a client is missing");
        assert_eq!((client.open, client.in_charge), (1, 0));
        let ended = clients(&luca, firm, "?ended=yes").await;
        assert!(ended.iter().any(|client| client.company.name.contains("Molo")), "{ended:?}");
        assert!(ended.iter().all(|client| !client.holds));

        world.revoke_mandate(client.mandate).await;
        assert!(clients(&luca, firm, "").await.iter().all(|other| other.mandate != client.mandate));
        let ended = clients(&luca, firm, "?ended=yes").await;
        let revoked = ended.iter().find(|other| other.mandate == client.mandate).expect("a revoked mandate is gone");
        assert!(revoked.span.revoked_at.is_some() && !revoked.holds);
    }

    async fn what_the_firm_sent_to_the_office_is_listed_and_searched(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let (firm, luca) = (firm_of(&giulia).await, world.person(LUCA).await);
        send_with(&mut anna, &[]).await;
        let (first, _) = send_to(&mut giulia, "Napoli", "Il durc è irregolare.").await;
        let (second, _) = send_to(&mut giulia, "Napoli", "Una rateazione.").await;
        let file: ConsultantFile = luca.read(&url(firm, "")).await;
        assert_eq!(file.counts[0].count, 2);
        assert!(file.people.contains(&"Giulia Capuano".to_owned()), "{:?}", file.people);
        assert_eq!(requests(&luca, firm, "").await, [second, first]);
        assert_eq!(requests(&luca, firm, "?text=durc").await, [first]);
        assert_eq!(requests(&luca, firm, "?state=closed").await, []);
    }

    async fn who_does_not_deal_with_the_firm_finds_no_file_and_each_reading_is_noted(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let (firm, luca) = (firm_of(&giulia).await, world.person(LUCA).await);
        send_to(&mut giulia, "Napoli", "Una domanda.").await;
        for name in [ANNA, GIULIA, MARCO] {
            let person = world.person(name).await;
            for part in ["", "/clients", "/requests", "/meetings", "/communications", "/documents", "/notes"] {
                assert_eq!(person.get(&url(firm, part)).await.status, 404, "{name} {part}");
            }
        }
        let all = "SELECT COUNT(*) FROM audit WHERE action = 'consultant_file_read'";
        assert_eq!(world.count(all).await, 0);
        luca.read::<ConsultantFile>(&url(firm, "")).await;
        assert_eq!(world.count(all).await, 1, "the firm's own row");
        requests(&luca, firm, "").await;
        let of_companies = "SELECT COUNT(*) FROM audit WHERE action = 'consultant_file_read' AND company_id IS NOT NULL
                            AND intermediary_id IS NOT NULL";
        assert_eq!((world.count(all).await, world.count(of_companies).await), (3, 1));
        let shown = clients(&luca, firm, "").await;
        let mut companies: Vec<_> = shown.iter().map(|client| client.company.id).collect();
        companies.dedup();
        assert_eq!(world.count(of_companies).await, 1 + companies.len() as i64);
    }
}
