//! A labour consultant finds one of thousands of clients, reads them page by page and writes for any of them.

use crate::harness::World;
use crate::harness::story::*;
use contatti_model::identity::Position;
use contatti_model::page::Page;
use contatti_model::requests::ComposeOptions;
use contatti_server::db::{Day, Db};
use contatti_server::identity::folded;
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
}
