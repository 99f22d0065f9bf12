//! A labour consultant finds one of thousands of clients, reads them page by page and writes for any of them.

use crate::harness::World;
use crate::harness::story::*;
use contatti_model::identity::{Client, Needs, Position};
use contatti_model::page::Page;
use contatti_model::requests::ComposeOptions;
use contatti_server::db::{Day, Db};
use contatti_server::identity::folded;
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;

const MANY: usize = 1_200;

macro_rules! run {
    ($world:expr, $sql:expr $(, $value:expr)*) => {
        match &$world.house.db {
            Db::Sqlite { writer, .. } => sqlx::query($sql)$(.bind($value))*.execute(writer).await.map(drop),
            Db::Postgres(pool) => sqlx::query($sql)$(.bind($value))*.execute(pool).await.map(drop),
        }.unwrap()
    };
}

/// Gives Giulia's firm mandates of many companies, named so that their order is known.
async fn many_clients(world: &World) {
    let firm = "(SELECT m.intermediary_id FROM intermediary_members m JOIN people p ON p.id = m.person_id WHERE p.username = $2)";
    let mandate = format!(
        "INSERT INTO mandates (id, intermediary_id, company_id, scheme, valid_from) VALUES ($1, {firm}, $3, NULL, $4)"
    );
    let mandate: &'static str = mandate.leak();
    let since = Day(jiff::civil::date(2020, 1, 1));
    for place in 0..MANY {
        let (company, position) = (Uuid::now_v7(), Uuid::now_v7());
        let (name, tax) = (format!("Zòna {place:05} S.r.l."), format!("7{place:010}"));
        run!(
            world,
            "INSERT INTO companies (id, name, tax_code, address, town, province, folded) VALUES ($1, $2, $3, '', 'Napoli', 'NA', $4)",
            company,
            &name,
            &tax,
            folded(&format!("{name} {tax}"))
        );
        run!(
            world,
            "INSERT INTO positions (id, company_id, number, scheme, province, opened_on) VALUES ($1, $2, $3, 'employers', 'NA', $4)",
            position,
            company,
            format!("51{place:08}"),
            since
        );
        run!(world, mandate, Uuid::now_v7(), GIULIA, company, since);
    }
}

on_both_engines! {
    async fn a_consultant_pages_through_all_clients_and_meets_each_once(world: World) {
        many_clients(&world).await;
        let giulia = world.person(GIULIA).await;
        let (mut met, mut path) = (HashSet::new(), "/api/v1/positions".to_owned());
        loop {
            let page: Page<Position> = giulia.read(&path).await;
            for position in page.items {
                assert!(met.insert(position.id), "met twice");
            }
            let Some(next) = page.next else { break };
            path = format!("/api/v1/positions?cursor={next}");
        }
        assert!(met.len() > MANY);
    }

    async fn a_client_is_found_by_name_number_or_tax_code_and_nobody_elses_is(world: World) {
        many_clients(&world).await;
        let giulia = world.person(GIULIA).await;
        for search in ["zona+00777", "5100000777", "70000000777", "ZONA%20srl%2000777"] {
            let found: Page<Position> = giulia.read(&format!("/api/v1/positions?search={search}")).await;
            let names: Vec<_> = found.items.iter().map(|position| position.company.name.as_str()).collect();
            assert_eq!(names, ["Zòna 00777 S.r.l."], "{search}");
        }
        let anna = world.person(ANNA).await;
        let found: Page<Position> = anna.read("/api/v1/positions?search=zona").await;
        assert!(found.items.is_empty());
        for hostile in ["%25", "_", "%27%20OR%201=1%20--", "%F0%9F%99%8F"] {
            let found: Page<Position> = anna.read(&format!("/api/v1/positions?search={hostile}")).await;
            assert!(found.items.iter().all(|position| !position.company.name.starts_with("Zòna")));
        }
    }

    async fn a_consultant_writes_for_a_client_far_down_the_list(world: World) {
        many_clients(&world).await;
        let mut giulia = world.person(GIULIA).await;
        let found: Page<Position> = giulia.read("/api/v1/positions?search=01100").await;
        let position = &found.items[0];
        let options: ComposeOptions = giulia.read(&format!("/api/v1/compose?position={}", position.id)).await;
        assert!(options.more_positions);
        assert!(options.positions.contains(position));
        let mut form = filled_form(&giulia).await;
        form.position = position.id.to_string();
        let area = options.areas.iter().find(|area| area.scheme == position.scheme).unwrap();
        form.subject = area.subjects[0].id.to_string();
        let receipt = send(&mut giulia, &form).await;
        assert_eq!(receipt.company.name, "Zòna 01100 S.r.l.");
    }

    async fn each_client_says_what_needs_the_consultant_today(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let before = needs(&giulia, "").await;
        let form = filled_form(&giulia).await;
        let position: contatti_model::PositionId = form.position.parse().unwrap();
        let mut sent = vec![];
        for _ in 0..5 {
            let form = contatti_model::requests::RequestForm { id: Uuid::now_v7().to_string(), ..form.clone() };
            sent.push(send(&mut giulia, &form).await.request);
        }
        let url = |place: usize, verb: &str| format!("/api/v1/requests/{}/{verb}", sent[place]);
        for place in 1..5 {
            assert_eq!(luca.post(&url(place, "take-charge"), &json!({ "version": "1" })).await.status, 200);
        }
        for (place, until) in [(1, "2027-01-20"), (2, "2026-12-23")] {
            let ask = json!({ "version": "2", "text": "Serve il LUL.", "until": until });
            assert_eq!(luca.post(&url(place, "ask-documents"), &ask).await.status, 200);
        }
        let answer = json!({ "version": "2", "outcome": "informative", "text": "Vedi la circolare." });
        assert_eq!(luca.post(&url(3, "close"), &answer).await.status, 200);
        let was = before.iter().find(|(id, _)| *id == position).map(|(_, needs)| needs.clone()).unwrap();
        let now = of(&needs(&giulia, "").await, position);
        let gained = (now.open - was.open, now.in_charge - was.in_charge, now.awaiting - was.awaiting, now.answered - was.answered);
        assert_eq!(gained, (1, 3, 2, 1));
        assert_eq!(now.awaiting_until.map(|day| day.to_string()).as_deref(), Some("2026-12-23"), "the nearest");
        assert!(needs(&giulia, "today").await.iter().any(|(id, _)| *id == position));
        // Every other position says what it said.
        let others = |all: &[(contatti_model::PositionId, Needs)]| all.iter().filter(|(id, _)| *id != position).cloned().collect::<Vec<_>>();
        assert_eq!(others(&before), others(&needs(&giulia, "").await));

        // The promise of the two that run has passed, that of those that rest has not; the answer is no longer new.
        world.at("2027-03-01T09:00:00Z");
        let giulia = world.person(GIULIA).await;
        let later = of(&needs(&giulia, "").await, position);
        assert_eq!((later.late, later.answered), (now.open + now.in_charge - now.awaiting, 0));
    }

    async fn only_those_who_need_somebody_are_found_among_thousands_and_page_by_page(world: World) {
        many_clients(&world).await;
        let mut giulia = world.person(GIULIA).await;
        let far: Page<Position> = giulia.read("/api/v1/positions?search=01100").await;
        let mut form = filled_form(&giulia).await;
        form.position = far.items[0].id.to_string();
        let options: ComposeOptions = giulia.read(&format!("/api/v1/compose?position={}", form.position)).await;
        let area = options.areas.iter().find(|area| area.scheme == far.items[0].scheme).unwrap();
        form.subject = area.subjects[0].id.to_string();
        let id = send(&mut giulia, &form).await.request;
        assert!(needs(&giulia, "today").await.iter().all(|(id, _)| *id != far.items[0].id), "nobody is late yet");
        let mut luca = world.person(LUCA).await;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let ask = json!({ "version": "2", "text": "Serve il LUL.", "until": "2026-12-23" });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/ask-documents"), &ask).await.status, 200);
        let found = needs(&giulia, "today").await;
        assert!(found.iter().any(|(id, _)| *id == far.items[0].id));
        assert!(found.iter().all(|(_, needs)| needs.today()));
        // As the whole list knows them.
        let (mut all, mut path) = (vec![], "/api/v1/clients".to_owned());
        loop {
            let page: Page<Client> = giulia.read(&path).await;
            all.extend(page.items.into_iter().filter(|client| client.needs.today()).map(|client| client.position.id));
            let Some(next) = page.next else { break };
            path = format!("/api/v1/clients?cursor={next}");
        }
        assert_eq!(found.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), all);
    }

    async fn another_consultants_clients_and_their_needs_are_not_told(world: World) {
        let anna = world.person(ANNA).await;
        let own: Page<Position> = anna.read("/api/v1/positions").await;
        let told: Vec<_> = needs(&anna, "").await.into_iter().map(|(id, _)| id).collect();
        assert_eq!(told, own.items.iter().map(|position| position.id).collect::<Vec<_>>());
        assert!(needs(&world.person(LUCA).await, "").await.is_empty());
    }
}

/// What each position of the first page needs.
async fn needs(client: &crate::harness::Client, needing: &str) -> Vec<(contatti_model::PositionId, Needs)> {
    let page: Page<Client> = client.read(&format!("/api/v1/clients?needing={needing}")).await;
    page.items.into_iter().map(|client| (client.position.id, client.needs)).collect()
}

fn of(all: &[(contatti_model::PositionId, Needs)], position: contatti_model::PositionId) -> Needs {
    all.iter().find(|(id, _)| *id == position).map(|(_, needs)| needs.clone()).unwrap()
}
