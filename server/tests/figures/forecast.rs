//! The forecast: more missed with people away, noted each morning, and held against what came.

use super::behind::behind;
use super::step;
use crate::harness::World;
use crate::harness::story::*;
use contatti_model::figures::{BehindNumber, ForecastView};
use contatti_server::figures::count_due;
use serde_json::json;

async fn forecast(world: &World, away: &str) -> ForecastView {
    world.person(DIRECTOR).await.read(&format!("/api/v1/console/figures/forecast?away={away}")).await
}

on_both_engines! {
    async fn with_everybody_away_every_promise_of_the_coming_days_is_missed(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut sent = vec![];
        for _ in 0..6 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        for id in &sent[..4] {
            step(&mut luca, *id, "take-charge", json!({ "version": "1" })).await;
            step(&mut luca, *id, "close", json!({ "version": "2", "outcome": "accepted", "text": "Fatto." })).await;
        }
        count_due(&world.house).await.unwrap();
        world.at("2026-11-24T08:00:00Z");
        let all = forecast(&world, "").await;
        let none = forecast(&world, &all.people.to_string()).await;
        assert!(all.people > 1 && none.away == all.people);
        assert_eq!((all.days.len(), all.days_known), (10, 1));
        assert_eq!((all.arrive_a_day, all.closes_a_day), (6.0, 4.0));
        let promised: u64 = none.days.iter().map(|day| day.due).sum();
        assert_eq!(promised, 2, "what is still open");
        assert!(none.will_miss >= promised && none.will_miss > all.will_miss, "{} against {}", none.will_miss, all.will_miss);
        let refused = world.person(DIRECTOR).await.get("/api/v1/console/figures/forecast?away=-1").await;
        assert_eq!(refused.problem().fields[0].field, "away");
    }

    async fn each_day_foretold_leads_to_what_is_promised_for_it_and_to_what_the_forecast_expects_of_it(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut sent = vec![];
        for _ in 0..3 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        let promised = detail(&anna, sent[0]).await.promised_on;
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let days = forecast(&world, "").await.days;
        for day in &days {
            let (total, lines) = behind(&director, &format!("measure=due&promised={}", day.day)).await;
            assert_eq!((total, lines.len() as u64), (day.due, day.due), "{}", day.day);
            assert!(lines.iter().all(|line| line.day == day.day && sent.contains(&line.request)));
        }
        let one = days.iter().find(|day| day.day == promised).expect("promised for later than ten working days");
        assert_eq!(one.due, 3);
        let list = format!("/api/v1/console/figures/requests?measure=due&promised={promised}");
        let read: BehindNumber = director.read(&list).await;
        assert_eq!(read.foretold, Some(one.will_miss));
        // What is narrower than the office, or over, is foretold by nobody.
        let narrowed: BehindNumber = director.read(&format!("{list}&unit=none")).await;
        assert_eq!(narrowed.foretold, None);
        assert_eq!(director.read::<BehindNumber>("/api/v1/console/figures/requests?measure=due").await.foretold, None);
        for wrong in ["measure=due&promised=domani", "measure=open&promised=2026-12-01"] {
            let refused = director.get(&format!("/api/v1/console/figures/requests?{wrong}")).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "promised"));
        }
    }

    async fn who_entered_an_absence_is_not_counted_on_for_those_days(world: World) {
        let mut luca = world.person(LUCA).await;
        let before = forecast(&world, "").await;
        let form = json!({ "first_day": "2026-11-24", "last_day": "2026-12-18" });
        assert_eq!(luca.post("/api/v1/console/absences", &form).await.status, 201);
        let after = forecast(&world, "").await;
        assert_eq!((after.people, after.known_away), (before.people, before.known_away + 1));
    }

    async fn what_a_morning_foretold_is_held_against_what_was_missed(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let promised = detail(&anna, id).await.promised_on;
        count_due(&world.house).await.unwrap();
        assert_eq!(count_due(&world.house).await.unwrap(), 0, "a morning is noted once");
        assert_eq!(world.count("SELECT COUNT(DISTINCT made_on) FROM forecasts").await, 1);
        let sent = world.house.now().day();
        let mornings = std::iter::successors(sent.tomorrow().ok(), |day| day.tomorrow().ok());
        for day in mornings.take_while(|day| *day <= promised) {
            world.at(&format!("{day}T05:00:00Z"));
            count_due(&world.house).await.unwrap();
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM missed WHERE amount > 0").await, 0, "its day is not over");
        world.at(&format!("{}T05:00:00Z", promised.tomorrow().unwrap()));
        count_due(&world.house).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM missed WHERE amount = 1").await, 1);
        let past = forecast(&world, "").await.past;
        let days: Vec<_> = past.iter().filter(|day| day.day == promised).collect();
        assert_eq!(days.len(), 1, "one forecast for each day that is over: {past:?}");
        assert_eq!((days[0].foretold, days[0].missed), (1, 1), "nobody ever closed anything here");
    }
}
