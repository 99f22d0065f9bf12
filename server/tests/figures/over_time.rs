//! The qualities week by week and unit by unit: as a story of three weeks tells them, and as each of its days says alone.

use super::history::busy_weeks;
use super::step;
use super::sums::figures;
use crate::harness::story::*;
use crate::offices::units::unit;
use contatti_model::figures::{Figures, Qualities, Stretch, Took, WordSum};
use contatti_server::figures::count_due;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;

const EXPORT: &str = "/api/v1/console/figures/over-time/export.csv";

/// The numbers that are added up over days or units: a median is not.
fn added<'a>(parts: impl Iterator<Item = &'a Qualities>) -> [u64; 14] {
    let mut sums = [0; 14];
    for one in parts {
        let (first, last) = (&one.first_response, &one.resolution);
        let numbers = [
            one.received,
            first.count,
            first.in_time,
            last.count,
            last.in_time,
            one.one_hand,
            one.solved,
            one.not_solved,
            one.reopened,
            one.interlocutory,
            one.handed_over,
            one.passed,
            one.given_back,
            one.reminded,
        ];
        sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
    }
    sums
}

fn of_day(read: &Figures, day: Date) -> &Stretch {
    read.stretches.iter().find(|stretch| (stretch.from..=stretch.to).contains(&day)).expect("a day of no stretch")
}

on_both_engines! {
    async fn three_weeks_say_what_happened_in_each_of_them_and_all_others_nothing(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let (first, second) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        step(&mut luca, first, "take-charge", json!({ "version": "1" })).await;
        step(&mut luca, first, "comment", json!({ "version": "2", "text": "Ci stiamo lavorando." })).await;
        step(&mut luca, first, "close", json!({ "version": "3", "outcome": "accepted", "text": "Fatto." })).await;
        world.at("2026-11-30T09:00:00Z");
        step(&mut anna, first, "verdict", json!({ "solved": "no", "text": "Manca il mese di ottobre." })).await;
        step(&mut sara, first, "take-charge", json!({ "version": "5" })).await;
        step(&mut sara, first, "close", json!({ "version": "6", "outcome": "accepted", "text": "Anche ottobre è acquisito." })).await;
        let late = detail(&anna, second).await.promised_on.checked_add(14.days()).unwrap();
        world.at(&format!("{late}T09:00:00Z"));
        step(&mut luca, second, "take-charge", json!({ "version": "1" })).await;
        step(&mut luca, second, "close", json!({ "version": "2", "outcome": "informative", "text": "Ecco." })).await;
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let read = figures(&director, "from=2026-11-02").await;
        let [sent, again, missed] = [date(2026, 11, 23), date(2026, 11, 30), late].map(|day| of_day(&read, day));
        let at_once = Took { count: 1, in_time: 1, median: Some(0), ninth_decile: Some(0) };
        let first_week = Qualities {
            received: 2, channels: vec![WordSum { word: "web".into(), amount: 2 }],
            first_response: at_once.clone(), resolution: at_once, one_hand: 1, interlocutory: 1,
            ..Qualities::default()
        };
        assert_eq!(sent.qualities, first_week);
        let told = &again.qualities;
        assert_eq!((told.reopened, told.not_solved, told.one_hand, told.received), (1, 1, 0, 0));
        assert_eq!((told.resolution.count, told.resolution.in_time, &told.first_response), (1, 1, &Took::default()));
        let told = &missed.qualities;
        assert_eq!((told.first_response.count, told.first_response.in_time, told.resolution.in_time), (1, 0, 0));
        assert_eq!((told.one_hand, told.resolution.median), (1, told.first_response.ninth_decile));
        assert!(told.resolution.median > Some(5), "{told:?}");
        let quiet = read.stretches.iter().filter(|stretch| ![sent, again, missed].contains(stretch));
        assert!(quiet.clone().count() > 2 && quiet.clone().all(|stretch| stretch.qualities == Qualities::default()));
        let months = figures(&director, "from=2026-11-02&step=month").await;
        let november = of_day(&months, date(2026, 11, 23));
        assert_eq!((november.from, november.to), (date(2026, 11, 2), date(2026, 11, 30)));
        assert_eq!((november.qualities.resolution.count, november.qualities.reopened), (2, 1));
    }

    async fn each_week_and_each_unit_says_what_its_days_and_its_page_say_alone(world: World) {
        let world = world.with_long_sessions().with_limit(1_000_000);
        busy_weeks(&world).await;
        let director = world.person(DIRECTOR).await;
        let read = figures(&director, "").await;
        assert!(read.reopened > 0 && read.interlocutory > 0 && read.first_response.count > 1);
        let parts = || read.stretches.iter().map(|stretch| &stretch.qualities);
        assert_eq!(added(parts()), added([read.qualities()].iter()));
        assert!(parts().filter(|part| **part != Qualities::default()).count() > 2, "weeks of one week say nothing");
        for stretch in &read.stretches {
            let alone = figures(&director, &format!("from={}&to={}", stretch.from, stretch.to)).await;
            assert_eq!(alone.qualities(), stretch.qualities, "{stretch:?}");
        }
        assert!(read.units.len() > 1);
        assert_eq!(added(read.units.iter().map(|unit| &unit.qualities)), added([read.qualities()].iter()));
        for sum in &read.units {
            let Some(id) = sum.id else { continue };
            let alone = figures(&director, &format!("unit={id}")).await;
            assert_eq!(alone.qualities(), sum.qualities);
            assert_eq!(added(alone.stretches.iter().map(|stretch| &stretch.qualities)), added([alone.qualities()].iter()));
        }
    }

    async fn what_stands_over_time_is_downloaded_for_the_office_and_each_unit(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let subject = filled_form(&anna).await.subject;
        unit(&world, "Sportello", &["Luca Ferrara"], &[subject], false).await;
        let sent = [send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request];
        step(&mut luca, sent[0], "take-charge", json!({ "version": "1" })).await;
        step(&mut luca, sent[0], "close", json!({ "version": "2", "outcome": "accepted", "text": "Fatto." })).await;
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let read = figures(&director, "").await;
        let reply = director.get(EXPORT).await;
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        let text = reply.text();
        assert!(text.starts_with("\u{feff}Unità;Dal giorno;Al giorno;Ricevute;Prima risposta: Quante;"), "{text}");
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(';').collect()).collect();
        assert_eq!(lines.len(), 1 + read.stretches.len() * (1 + read.units.len()), "{text}");
        assert!(lines.iter().all(|cells| cells.len() == lines[0].len()), "{text}");
        for whose in ["Tutte le unità", "Sportello"] {
            let of = |column: usize| -> u64 {
                let own = lines.iter().filter(|cells| cells[0] == whose);
                own.map(|cells| cells[column].parse::<u64>().unwrap()).sum()
            };
            assert_eq!((of(3), of(4), of(9)), (2, 1, 1), "{text}");
        }
        let narrowed = director.get(&format!("{EXPORT}?from=2026-10-01&step=month")).await.text();
        assert!(narrowed.lines().nth(1).unwrap().starts_with("Tutte le unità;01/10/2026;31/10/2026;0;"), "{narrowed}");
        for path in ["/api/v1/console/figures", EXPORT] {
            let refused = director.get(&format!("{path}?step=ora&unit=qui")).await.problem();
            let fields: Vec<_> = refused.fields.iter().map(|error| error.field.as_str()).collect();
            assert_eq!((refused.status, fields), (422, vec!["unit", "step"]));
        }
    }
}
