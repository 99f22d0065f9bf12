//! The nightly check: who is gone gives back what they had, and what nobody will touch is said by name.

use super::{at, mornings};
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::RequestId;
use contatti_model::escalation::{Finding, Night};
use contatti_model::requests::{EventKind, State};
use contatti_model::time::start_of_day;
use contatti_server::db::{At, Db};
use contatti_server::escalation::check_night;
use jiff::civil::date;
use serde_json::json;

const NIGHT: &str = "/api/v1/escalation/night";
const LUCA_IS_GONE: &str = "UPDATE grants SET valid_to = '2026-11-22' WHERE role = 'operator'
                            AND person_id = (SELECT id FROM people WHERE username = 'luca.ferrara')";

async fn checked(world: &World) -> usize {
    check_night(&world.house).await.unwrap()
}

async fn taken_by_luca(world: &World) -> (RequestId, Client, Client) {
    let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
    let id = send_with(&mut anna, &[]).await.request;
    let taken = luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    (id, anna, luca)
}

async fn found(world: &World) -> Vec<(RequestId, Finding, bool)> {
    let night: Night = world.person(DIRECTOR).await.read(NIGHT).await;
    assert_eq!(night.day, Some(world.house.now().day()));
    night.findings.into_iter().map(|line| (line.id, line.finding, line.given_back)).collect()
}

/// Letters of what was given back that leave now.
async fn due(world: &World) -> i64 {
    let sql = "SELECT COUNT(*) FROM notices n JOIN events e ON e.id = n.event_id
               WHERE e.kind = 'given_back' AND n.state = 'waiting' AND n.due_at <= $1";
    let now = At(world.house.now());
    match &world.house.db {
        Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).bind(now).fetch_one(readers).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).bind(now).fetch_one(pool).await.unwrap(),
    }
}

on_both_engines! {
    async fn an_office_in_order_has_nothing_to_be_told(world: World) {
        let carmela = world.person(DIRECTOR).await;
        assert_eq!(carmela.read::<Night>(NIGHT).await.day, None);
        let (_, mut anna, _) = taken_by_luca(&world).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(checked(&world).await, 0);
        assert_eq!(found(&world).await, []);
    }

    async fn what_luca_had_goes_back_to_the_office_when_he_may_not_work_it_any_more(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = taken_by_luca(&world).await;
        world.run(LUCA_IS_GONE).await;
        let (one, other) = tokio::join!(check_night(&world.house), check_night(&world.house));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(found(&world).await, [(id, Finding::OwnerGone, true)]);
        let read = detail(&anna, id).await;
        let line = read.timeline.last().unwrap();
        assert_eq!((read.internal_state, read.owner.as_deref()), (State::Routed, None));
        assert_eq!((line.kind, line.by.as_deref()), (EventKind::GivenBack, None));
        assert_eq!(read.known_by.as_deref(), Some("Luca Ferrara"));
        let told = "SELECT n.recipient FROM notices n JOIN events e ON e.id = n.event_id WHERE e.kind = 'given_back'
                    ORDER BY n.recipient";
        assert_eq!(world.strings(told).await, ["anna@azienda.example", "carmela.improta@istituto.example"]);
        assert_eq!(checked(&world).await, 0, "once a night");
        at(&world, date(2026, 11, 24), 0);
        assert_eq!((checked(&world).await, found(&world).await), (0, vec![]));
    }

    async fn what_is_found_at_midnight_is_told_in_the_morning_and_once(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = taken_by_luca(&world).await;
        world.run(LUCA_IS_GONE).await;
        world.clock.set(start_of_day(date(2026, 11, 24)).plus_seconds(60));
        assert_eq!(checked(&world).await, 1);
        assert_eq!(detail(&anna, id).await.owner, None, "given back at once");
        let told = "SELECT COUNT(*) FROM notices n JOIN events e ON e.id = n.event_id WHERE e.kind = 'given_back'";
        assert_eq!((world.count(told).await, due(&world).await), (2, 0));
        world.at("2026-11-24T05:59:59Z");
        assert_eq!(due(&world).await, 0);
        // A server that starts in the morning looks again.
        world.at("2026-11-24T06:00:00Z");
        assert_eq!((checked(&world).await, due(&world).await, world.count(told).await), (0, 2, 2));
    }

    async fn what_waits_for_documents_stays_with_who_is_gone_and_is_said_each_night(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, mut luca) = taken_by_luca(&world).await;
        let asked = json!({ "version": "2", "text": "LUL", "until": "2026-12-23" });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/ask-documents"), &asked).await.status, 200);
        world.run("UPDATE people SET disabled_at = (SELECT MAX(opened_at) FROM requests) WHERE username = 'luca.ferrara'").await;
        for day in [23, 24] {
            at(&world, date(2026, 11, day), 0);
            assert_eq!(checked(&world).await, 1);
            assert_eq!(found(&world).await, [(id, Finding::OwnerGone, false)]);
        }
        assert_eq!(detail(&anna, id).await.owner.as_deref(), Some("Luca Ferrara"));
    }

    async fn nobodys_request_with_nobody_left_to_tell_or_to_take_it_is_found(world: World) {
        let world = world.with_long_sessions();
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 16)).await, 4);
        assert_eq!(checked(&world).await, 1);
        assert_eq!(found(&world).await, [(id, Finding::NoNextStep, false)]);
        world.run("DELETE FROM grants WHERE role = 'operator'").await;
        at(&world, date(2026, 12, 17), 0);
        assert_eq!(checked(&world).await, 1);
        assert_eq!(found(&world).await, [(id, Finding::NobodyReads, false)]);
    }
    async fn an_owner_away_until_the_promised_day_with_nobody_standing_in_is_found_and_keeps_it(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, mut luca) = taken_by_luca(&world).await;
        let off = json!({ "first_day": "2026-11-24", "last_day": "2026-12-01" });
        assert_eq!(luca.post("/api/v1/console/absences", &off).await.status, 201);
        at(&world, date(2026, 11, 24), 0);
        assert_eq!(checked(&world).await, 0, "he is back before the day");
        world.run("UPDATE absences SET last_day = '2026-12-04'").await;
        at(&world, date(2026, 11, 25), 0);
        assert_eq!(checked(&world).await, 1);
        assert_eq!(found(&world).await, [(id, Finding::OwnerAway, false)]);
        assert_eq!(detail(&anna, id).await.owner.as_deref(), Some("Luca Ferrara"));
        world.run("UPDATE absences SET substitute_id = (SELECT id FROM people WHERE username = 'sara.montella')").await;
        at(&world, date(2026, 11, 26), 0);
        assert_eq!((checked(&world).await, found(&world).await), (0, vec![]), "Sara stands in");
        // Late already, he has two days off and is then there again.
        world.run("UPDATE absences SET first_day = '2026-12-03', substitute_id = NULL").await;
        at(&world, date(2026, 12, 3), 0);
        assert_eq!((checked(&world).await, found(&world).await), (1, vec![(id, Finding::OwnerAway, false)]));
        at(&world, date(2026, 12, 5), 0);
        assert_eq!((checked(&world).await, found(&world).await), (0, vec![]));
    }

    async fn a_rung_on_which_nobody_stands_is_no_next_step(world: World) {
        let world = world.with_long_sessions();
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 9)).await, 3);
        assert_eq!(checked(&world).await, 0, "the region is still to be told");
        world.run("UPDATE offices SET region_email = ''").await;
        at(&world, date(2026, 12, 10), 0);
        assert_eq!(checked(&world).await, 1);
        assert_eq!(found(&world).await, [(id, Finding::NoNextStep, false)]);
    }

    async fn who_has_a_number_alone_stands_on_a_rung_only_where_sms_are_sent(world: World) {
        let world = world.with_long_sessions().texting(Some("http://127.0.0.1:1/cgi-bin/sendsms"));
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        world.run("UPDATE people SET email = '', mobile = '+393331234567' WHERE id IN (SELECT person_id FROM grants)").await;
        world.run("UPDATE offices SET region_email = ''").await;
        assert_eq!(checked(&world).await, 0);
        let world = world.texting(None);
        at(&world, date(2026, 11, 24), 0);
        assert_eq!(checked(&world).await, 1);
        assert_eq!(found(&world).await, [(id, Finding::NoNextStep, false)]);
    }
}
