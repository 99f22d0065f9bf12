//! Owner, unit manager, director, region: each on its day, once, whatever stops or runs twice.

use super::{PROMISED, at, climbed, mornings, rungs, told};
use crate::harness::story::*;
use crate::harness::{Client, World};
use crate::notices::letters;
use contatti_model::RequestId;
use contatti_model::requests::{EventKind, RequestDetail, State};
use contatti_server::escalation::climb_due;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use uuid::Uuid;

const TOLD: &str = "SELECT n.recipient FROM notices n JOIN events e ON e.id = n.event_id
                    WHERE e.kind = 'escalated' ORDER BY e.place, n.recipient";

async fn act(client: &mut Client, id: RequestId, verb: &str, body: Value) -> RequestDetail {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert_eq!(reply.status, 200, "{verb}: {}", reply.text());
    reply.json()
}

/// Anna's request in Luca's charge, and both of them.
async fn in_charge(world: &World) -> (RequestId, Client, Client) {
    let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
    let id = send_with(&mut anna, &[]).await.request;
    let taken = act(&mut luca, id, "take-charge", json!({ "version": "1" })).await;
    assert_eq!(taken.promised_on, PROMISED);
    (id, anna, luca)
}

fn steps(days: [(&str, Date); 4]) -> Vec<(String, Date)> {
    days.into_iter().map(|(rung, day)| (rung.to_owned(), day)).collect()
}

/// The Immaculate Conception, 8 December, and weekends hold nobody's day up but their own.
const DAYS: [(&str, Date); 4] = [
    ("owner", date(2026, 12, 3)),
    ("unit_manager", date(2026, 12, 4)),
    ("director", date(2026, 12, 9)),
    ("region", date(2026, 12, 16)),
];

on_both_engines! {
    async fn a_late_request_climbs_a_rung_on_its_day_and_each_once(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = in_charge(&world).await;
        assert_eq!(mornings(&world, date(2026, 11, 23), PROMISED).await, 0, "nobody is late yet");
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 31)).await, 4);
        let read = detail(&anna, id).await;
        assert_eq!(told(&read), steps(DAYS));
        let line = read.timeline.iter().find(|event| event.kind == EventKind::Escalated).unwrap();
        assert_eq!((line.day, line.by.as_deref()), (Some(PROMISED), None));
        assert_eq!((read.internal_state, read.promised_on), (State::InCharge, PROMISED), "it stays where it is");
        let recipients = ["luca.ferrara", "raffaele.sorrentino", "carmela.improta", "campania"];
        assert_eq!(world.strings(TOLD).await, recipients.map(|name| format!("{name}@istituto.example")));
    }

    async fn two_servers_at_once_and_a_restart_tell_nobody_twice(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = in_charge(&world).await;
        for day in [date(2026, 12, 3), date(2026, 12, 4)] {
            at(&world, day, 0);
            let (one, other) = tokio::join!(climb_due(&world.house), climb_due(&world.house));
            assert_eq!(one.unwrap() + other.unwrap(), 1);
            // A server that stopped before it noted that the day is done.
            world.run("DELETE FROM escalation_rounds").await;
            assert_eq!(climbed(&world).await, 0);
        }
        let read = detail(&anna, id).await;
        assert_eq!(told(&read), steps(DAYS)[..2]);
        assert_eq!(read.timeline.len() as i64, read.version + 1, "each version has its line");
        assert_eq!(world.strings(TOLD).await.len(), 2);
    }

    async fn a_server_that_stood_still_tells_every_rung_in_order_on_the_first_working_day(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = in_charge(&world).await;
        at(&world, date(2026, 12, 20), 0);
        assert_eq!(climbed(&world).await, 0, "a Sunday");
        at(&world, date(2026, 12, 21), -181);
        assert_eq!(climbed(&world).await, 0, "nobody is written to in the night");
        at(&world, date(2026, 12, 21), -179);
        assert_eq!(climbed(&world).await, 4);
        assert_eq!(rungs(&detail(&anna, id).await), ["owner", "unit_manager", "director", "region"]);
    }

    async fn while_documents_are_waited_for_nobody_climbs(world: World) {
        let world = world.with_long_sessions();
        let (id, mut anna, mut luca) = in_charge(&world).await;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 3)).await, 1);
        let version = detail(&luca, id).await.version.to_string();
        act(&mut luca, id, "ask-documents", json!({ "version": version, "text": "LUL", "until": "2027-01-20" })).await;
        assert_eq!(mornings(&world, date(2026, 12, 4), date(2026, 12, 14)).await, 0);
        let back = act(&mut anna, id, "reply", json!({ "id": Uuid::now_v7(), "text": "Ecco." })).await;
        assert_eq!(back.promised_on, date(2026, 12, 11), "six working days rested");
        at(&world, date(2026, 12, 15), 0);
        assert_eq!(climbed(&world).await, 1);
        assert_eq!(rungs(&detail(&anna, id).await), ["owner", "unit_manager"], "what was told is not told again");
    }

    async fn what_is_closed_climbs_no_more_and_what_is_reopened_begins_anew(world: World) {
        let world = world.with_long_sessions();
        let (id, mut anna, mut luca) = in_charge(&world).await;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 4)).await, 2);
        let version = detail(&luca, id).await.version.to_string();
        act(&mut luca, id, "close", json!({ "version": version, "outcome": "informative", "text": "Vedi." })).await;
        assert_eq!(mornings(&world, date(2026, 12, 5), date(2026, 12, 11)).await, 0);
        let open = act(&mut anna, id, "verdict", json!({ "solved": "no", "text": "Non dice quando." })).await;
        assert_eq!(open.promised_on, date(2026, 12, 22));
        assert_eq!(mornings(&world, date(2026, 12, 12), date(2027, 1, 29)).await, 4);
        let all = told(&detail(&anna, id).await);
        assert_eq!(all[2], ("owner".to_owned(), date(2026, 12, 23)));
        assert_eq!(all.len(), 6);
    }

    async fn a_reminder_brings_the_next_rung_to_the_next_working_day(world: World) {
        let world = world.with_long_sessions();
        let (id, mut anna, _) = in_charge(&world).await;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 4)).await, 2);
        at(&world, date(2026, 12, 4), 60);
        act(&mut anna, id, "remind", json!({})).await;
        // Friday: the director hears of it on Monday, two days before the day that was planned.
        assert_eq!(mornings(&world, date(2026, 12, 5), date(2026, 12, 15)).await, 1);
        assert_eq!(told(&detail(&anna, id).await).last().unwrap(), &("director".to_owned(), date(2026, 12, 7)));
        assert_eq!(mornings(&world, date(2026, 12, 16), date(2026, 12, 16)).await, 1, "one reminder hurries one rung");
    }

    async fn who_answers_for_the_units_requests_hears_of_them_and_without_anybody_the_next_rung_comes(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = in_charge(&world).await;
        world.run("INSERT INTO units (id, office_id, name) SELECT id, id, 'Aziende' FROM offices WHERE code = '5100'").await;
        world.run("INSERT INTO unit_members (unit_id, person_id, manages)
                   SELECT o.id, p.id, TRUE FROM offices o JOIN people p ON p.username = 'sara.montella' WHERE o.code = '5100'").await;
        world.run("UPDATE requests SET unit_id = office_id").await;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 4)).await, 2);
        assert_eq!(world.strings(TOLD).await[1], "sara.montella@istituto.example");

        world.run("DELETE FROM grants WHERE role = 'director'").await;
        assert_eq!(mornings(&world, date(2026, 12, 7), date(2026, 12, 16)).await, 2);
        assert_eq!(rungs(&detail(&anna, id).await).len(), 4);
        assert_eq!(world.strings(TOLD).await.last().unwrap(), "campania@istituto.example");
        assert_eq!(world.strings(TOLD).await.len(), 3, "the director's rung was told to nobody");
    }

    async fn what_nobody_has_in_charge_goes_to_who_can_give_it_to_somebody(world: World) {
        let world = world.with_long_sessions();
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(mornings(&world, date(2026, 12, 3), date(2026, 12, 3)).await, 1);
        assert_eq!(world.strings(TOLD).await, ["raffaele.sorrentino@istituto.example"]);
    }

    async fn letters_say_a_number_and_nothing_else(world: World) {
        let world = world.with_long_sessions();
        let (id, anna, _) = in_charge(&world).await;
        at(&world, date(2026, 12, 16), 0);
        assert_eq!(climbed(&world).await, 4);
        let number = detail(&anna, id).await.registration.number.to_string();
        let letters: Vec<_> = letters(&world, 6).await.into_iter().map(|letter| letter.replace("=\r\n", "")).collect();
        let told: Vec<_> = letters.iter().filter(|letter| letter.contains("@istituto.example\r\n")).collect();
        assert_eq!(told.len(), 4, "{letters:#?}");
        for letter in &told {
            for secret in ["DURC", "Vesuvio", "Luca", "Anna"] {
                assert!(!letter.contains(secret), "{secret} left the house: {letter}");
            }
            assert!(letter.contains(&number), "{letter}");
        }
        let region = told.iter().find(|letter| letter.contains("To: campania@")).unwrap();
        assert!(!region.contains("/console/"), "no page opens for the region: {region}");
    }

    async fn easter_monday_is_nobodys_day(world: World) {
        let world = world.with_long_sessions();
        world.at("2027-03-18T09:00:00Z");
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        // Seven working days after Thursday 18 March; Easter Monday is the 29th.
        let promised = detail(&anna, id).await.promised_on;
        assert_eq!(promised, date(2027, 3, 30));
        world.run("UPDATE requests SET promised_on = '2027-03-26'").await;
        assert_eq!(mornings(&world, date(2027, 3, 27), date(2027, 3, 30)).await, 1);
        assert_eq!(told(&detail(&anna, id).await), [("owner".to_owned(), date(2027, 3, 30))]);
    }
}
