//! The register of each day: on the next working day, every day, once, and closed for good.

use crate::harness::World;
use crate::harness::story::*;
use contatti_model::page::Page;
use contatti_model::register::DailyRegister;
use contatti_server::attachments::sweep;
use contatti_server::register;
use contatti_server::register::daily::{of_day, produce_due, produce_until};
use jiff::civil::{Date, date};
use sha2::{Digest, Sha256};

const NAPLES: &str = "INPS.5100";

async fn days(world: &World) -> Vec<DailyRegister> {
    let page: Page<DailyRegister> = world.person(DIRECTOR).await.read("/api/v1/register/days").await;
    page.items
}

/// The file's lines as JSON, after its digest was compared.
async fn lines(world: &World, day: Date) -> Vec<serde_json::Value> {
    let register = of_day(&world.house, NAPLES, day).await.unwrap().unwrap();
    let reply = world.person(DIRECTOR).await.get(&format!("/api/v1/register/days/{day}")).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/jsonl"));
    assert_eq!(hex::encode(Sha256::digest(&reply.body)), register.sha256);
    reply.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

on_both_engines! {
    async fn a_days_file_is_produced_on_the_next_working_day_and_once(world: World) {
        let mut anna = world.person(ANNA).await;
        for _ in 0..2 {
            send_with(&mut anna, &[]).await;
        }
        assert_eq!(produce_due(&world.house).await.unwrap(), 0);
        world.at("2026-11-23T22:59:59Z");
        assert_eq!(produce_due(&world.house).await.unwrap(), 0);
        world.at("2026-11-24T07:00:00Z");
        let (one, two) = tokio::join!(produce_due(&world.house), produce_due(&world.house));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(produce_due(&world.house).await.unwrap(), 0);
        let days = days(&world).await;
        assert_eq!((days.len(), days[0].day, days[0].entries), (1, date(2026, 11, 23), 2));
        let lines = lines(&world, date(2026, 11, 23)).await;
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0]["first"], "INPS.5100.2026.0000001");
        assert_eq!((lines[1]["number"].as_i64(), lines[2]["number"].as_i64()), (Some(1), Some(2)));
        assert_eq!(lines[2]["previous_hash"], lines[1]["hash"]);
        assert_eq!(lines[0]["previous_file"], serde_json::Value::Null);
    }

    async fn missed_days_are_caught_up_without_a_gap_empty_ones_too(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        world.at("2026-11-25T10:00:00Z");
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        // Saturday: Friday's register waits for Monday.
        world.at("2026-11-28T10:00:00Z");
        assert_eq!(produce_due(&world.house).await.unwrap(), 4);
        world.at("2026-11-30T06:00:00Z");
        assert_eq!(produce_due(&world.house).await.unwrap(), 3);
        let days = days(&world).await;
        let counted: Vec<_> = days.iter().rev().map(|day| (day.day.day(), day.entries)).collect();
        assert_eq!(counted, [(23, 1), (24, 0), (25, 1), (26, 0), (27, 0), (28, 0), (29, 0)]);
        for pair in days.windows(2) {
            let file = lines(&world, pair[0].day).await;
            assert_eq!(file[0]["previous_file"], pair[1].sha256.as_str(), "each file names the one before");
        }
        assert_eq!(lines(&world, date(2026, 11, 24)).await.len(), 1);
    }

    async fn a_day_its_office_is_closed_produces_nothing_until_it_works_again(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        let mut director = world.person(DIRECTOR).await;
        let closure = serde_json::json!({ "day": "2026-11-24", "kind": "closure", "name": "Sciopero" });
        director.post("/api/v1/console/calendar/changes", &closure).await;
        world.at("2026-11-24T07:00:00Z");
        assert_eq!(produce_due(&world.house).await.unwrap(), 0);
        world.at("2026-11-25T07:00:00Z");
        assert_eq!(produce_due(&world.house).await.unwrap(), 2);
    }

    async fn a_lagging_clock_cannot_register_into_a_day_that_has_its_file(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        world.at("2026-11-24T07:00:00Z");
        produce_due(&world.house).await.unwrap();
        // A second server whose clock is behind.
        world.at("2026-11-23T22:00:00Z");
        let mut anna = world.person(ANNA).await;
        let late = send_with(&mut anna, &[]).await.registration;
        assert_eq!((late.at.day(), late.number.number), (date(2026, 11, 24), 2));
        assert!(register::verify(&world.house).await.unwrap().is_ok());
    }

    async fn a_day_that_is_over_can_be_produced_before_the_working_day_comes(world: World) {
        world.at("2026-11-27T10:00:00Z");
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        world.at("2026-11-28T10:00:00Z");
        assert_eq!(produce_until(&world.house, NAPLES, date(2026, 11, 27)).await.unwrap(), 1);
        assert_eq!(produce_until(&world.house, NAPLES, date(2026, 11, 27)).await.unwrap(), 0);
        assert_eq!(produce_until(&world.house, "INPS.0000", date(2026, 11, 27)).await.unwrap(), 0);
    }

    async fn its_file_is_never_swept(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        world.at("2026-11-24T07:00:00Z");
        produce_due(&world.house).await.unwrap();
        let sha256 = days(&world).await[0].sha256.clone();
        world.at("2099-01-01T00:00:00Z");
        sweep(&world.house).await.unwrap();
        assert!(world.house.files.holds(&sha256).await);
    }

    async fn only_who_directs_the_office_reads_them(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        world.at("2026-11-24T07:00:00Z");
        produce_due(&world.house).await.unwrap();
        for (who, status) in [(DIRECTOR, 200), (LUCA, 404), (ANNA, 404), (GIULIA, 404), (MARCO, 404)] {
            let person = world.person(who).await;
            for path in ["days", "days?area=INPS.5100", "days/2026-11-23", "days/2026-11-23?area=INPS.5100"] {
                assert_eq!(person.get(&format!("/api/v1/register/{path}")).await.status, status, "{path} as {who}");
            }
        }
        let director = world.person(DIRECTOR).await;
        for path in ["days?area=INPS.4900", "days/2026-11-22", "days/yesterday", "days?cursor=x"] {
            assert_eq!(director.get(&format!("/api/v1/register/{path}")).await.status, 404, "{path}");
        }
    }
}
