//! The orders of the work list: however it is sorted, reading on gives each request once, and a cursor serves its own order alone.

use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::RequestId;
use contatti_model::identity::Me;
use contatti_model::page::Page;
use contatti_model::requests::{SavedWork, WorkCount, WorkLine, WorkOrder};
use serde_json::json;

const ORDERS: [WorkOrder; 6] = WorkOrder::ALL;

/// Page after page to the end.
async fn walked(client: &Client, state: &str, order: WorkOrder) -> Vec<WorkLine> {
    let address = format!("/api/v1/console/requests?state={state}&order={}", order.as_str());
    let mut lines: Vec<WorkLine> = vec![];
    let mut cursor = String::new();
    for _ in 0..10 {
        let page: Page<WorkLine> = client.read(&format!("{address}{cursor}")).await;
        lines.extend(page.items);
        match page.next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return lines,
        }
    }
    panic!("the list never ends");
}

/// Whether no line comes before one it belongs behind.
fn stands(lines: &[WorkLine], order: WorkOrder, from_its_end: bool) -> bool {
    lines.windows(2).all(|pair| {
        let (one, other) = (&pair[0].line, &pair[1].line);
        match order {
            WorkOrder::Latest if from_its_end => one.promised_on <= other.promised_on,
            WorkOrder::Latest => one.promised_on >= other.promised_on,
            WorkOrder::Promised if from_its_end => one.promised_on >= other.promised_on,
            WorkOrder::Promised => one.promised_on <= other.promised_on,
            WorkOrder::Oldest => one.registration.at <= other.registration.at,
            WorkOrder::Newest => one.registration.at >= other.registration.at,
            WorkOrder::Still => one.updated_at <= other.updated_at,
            WorkOrder::Changed => one.updated_at >= other.updated_at,
        }
    })
}

/// Sixty requests in as many ways: some in the same moment, taken in charge or closed in another order than they came.
async fn sixty(world: &World) -> Vec<RequestId> {
    let (mut sent, mut anna) = (vec![], world.person(ANNA).await);
    for place in 0..60 {
        if place % 3 == 0 {
            world.at(&format!("2026-11-23T{:02}:{:02}:00Z", 9 + place / 30, (place * 2) % 60));
            anna = if place % 30 == 0 { world.person(ANNA).await } else { anna };
        }
        sent.push(send_with(&mut anna, &[]).await.request);
    }
    let mut luca = world.person(LUCA).await;
    for (place, id) in sent.iter().enumerate().map(|(place, _)| (place, sent[(place * 7) % 60])) {
        world.at(&format!("2026-11-23T12:{place:02}:00Z"));
        if place % 2 == 0 {
            luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        }
        if place % 4 == 0 {
            let answer =
                json!({ "version": "2", "outcome": "informative", "text": format!("Ecco la risposta {place}.") });
            let reply = luca.post(&format!("/api/v1/requests/{id}/close"), &answer).await;
            assert_eq!(reply.status, 200, "{}", reply.text());
        }
    }
    sent
}

on_both_engines! {
    async fn reading_on_in_any_order_gives_each_request_exactly_once(world: World) {
        let sent = sixty(&world).await;
        let luca = world.person(LUCA).await;
        for (state, expected) in [("", 45), ("closed", 15), ("open", 30), ("in_charge", 15), ("mine", 15), ("unassigned", 30)] {
            for order in ORDERS {
                let lines = walked(&luca, state, order).await;
                let mut ids: Vec<_> = lines.iter().map(|line| line.line.id).collect();
                ids.sort();
                ids.dedup();
                assert_eq!((lines.len(), ids.len()), (expected, expected), "{state} {order:?}");
                assert!(ids.iter().all(|id| sent.contains(id)));
                assert!(stands(&lines, order, state == "closed"), "{state} {order:?}");
            }
        }
    }

    async fn what_is_late_is_read_on_in_any_order_and_what_falls_due_today_is_not_among_it(world: World) {
        let world = world.with_long_sessions();
        sixty(&world).await;
        let luca = world.person(LUCA).await;
        for (day, expected) in [("2026-12-02", 0), ("2026-12-03", 45)] {
            world.at(&format!("{day}T09:00:00Z"));
            for order in ORDERS {
                let lines = walked(&luca, "overdue", order).await;
                let mut ids: Vec<_> = lines.iter().map(|line| line.line.id).collect();
                ids.sort();
                ids.dedup();
                assert_eq!((lines.len(), ids.len()), (expected, expected), "{day} {order:?}");
                assert!(stands(&lines, order, false), "{day} {order:?}");
            }
        }
    }

    async fn a_cursor_of_another_order_is_none(world: World) {
        let mut anna = world.person(ANNA).await;
        for _ in 0..26 {
            send_with(&mut anna, &[]).await;
        }
        let luca = world.person(LUCA).await;
        for order in ORDERS {
            let word = order.as_str();
            let first: Page<WorkLine> = luca.read(&format!("/api/v1/console/requests?order={word}")).await;
            let cursor = first.next.expect("a second page");
            for other in ORDERS {
                let path = format!("/api/v1/console/requests?order={}&cursor={cursor}", other.as_str());
                let expected = if other == order { 200 } else { 404 };
                assert_eq!(luca.get(&path).await.status, expected, "{cursor} read as {other:?}");
            }
        }
    }

    async fn an_order_or_column_nobody_knows_is_told_at_its_field(world: World) {
        let luca = world.person(LUCA).await;
        for (query, field) in [("order=name", "order"), ("columns=promised,shoe", "columns")] {
            let problem = luca.get(&format!("/api/v1/console/requests?{query}")).await.problem();
            assert_eq!((problem.status, problem.fields[0].field.as_str()), (422, field));
        }
        assert_eq!(luca.get("/api/v1/console/requests?columns=state,owner").await.status, 200);
    }

    async fn a_line_leads_to_the_file_of_its_company(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let company = detail(&anna, id).await.company.id;
        let luca = world.person(LUCA).await;
        let page: Page<WorkLine> = luca.read("/api/v1/console/requests").await;
        assert_eq!(page.items[0].company_id, company);
        assert_eq!(luca.get(&format!("/api/v1/console/companies/{company}")).await.status, 200);
    }

    async fn who_works_at_two_offices_chooses_whose_list_is_shown(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        world.luca_also_works_in_milan().await;
        let mut luca = world.person(LUCA).await;
        let me: Me = luca.read("/api/v1/me").await;
        assert_eq!(me.offices.len(), 2);
        let mut found = vec![];
        for office in &me.offices {
            let page: Page<WorkLine> = luca.read(&format!("/api/v1/console/requests?office={}", office.id)).await;
            let counts: Vec<WorkCount> = luca.read(&format!("/api/v1/console/counts?office={}", office.id)).await;
            assert_eq!(counts[0].count as usize, page.items.len());
            let form = json!({ "name": "Sua", "shared": "yes", "office": office.id });
            assert_eq!(luca.post("/api/v1/console/saved-views", &form).await.status, 201, "each office has its own");
            found.extend(page.items.into_iter().map(|line| (line.line.id, office.id)));
        }
        let milan: Me = world.person(MARCO).await.read("/api/v1/me").await;
        let [milan] = milan.offices.try_into().expect("Marco works at one office");
        let naples = me.offices.iter().find(|office| **office != milan).unwrap().id;
        assert_eq!(found, [(id, naples)]);
        let first: Page<WorkLine> = luca.read("/api/v1/console/requests").await;
        assert_eq!(first.items.len(), usize::from(me.offices[0].id == naples));
        let marco = world.person(MARCO).await;
        let views: Vec<SavedWork> = marco.read("/api/v1/console/saved-views").await;
        assert_eq!((views.len(), views[0].form.office.as_str()), (1, ""));
        for path in ["requests", "counts", "saved-views", "units"] {
            let path = format!("/api/v1/console/{path}?office={naples}");
            assert_eq!(marco.get(&path).await.status, 404, "{path}");
        }
    }
}
