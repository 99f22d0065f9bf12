//! What was open on a morning is known afterwards, by age and unit, and nobody notes it twice.

use super::step;
use super::sums::figures;
use crate::harness::story::*;
use crate::offices::units::unit;
use contatti_model::figures::Figures;
use contatti_server::figures::count_due;
use jiff::civil::{Date, date};
use serde_json::json;

/// Day, open, open since six days and more.
fn mornings(read: &Figures) -> Vec<(Date, u64, u64)> {
    read.backlogs.iter().map(|one| (one.day, one.since(0), one.since(6))).collect()
}

on_both_engines! {
    async fn the_last_morning_of_a_week_says_what_was_open_and_how_old_it_was(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut sent = vec![];
        for _ in 0..3 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        count_due(&world.house).await.unwrap();
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara"], std::slice::from_ref(&subject), false).await;
        step(&mut luca, sent[0], "take-charge", json!({ "version": "1" })).await;
        step(&mut luca, sent[0], "close", json!({ "version": "2", "outcome": "accepted", "text": "Fatto." })).await;
        send_with(&mut anna, &[]).await;
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let (monday, tuesday) = (date(2026, 11, 23), date(2026, 12, 1));
        assert_eq!(mornings(&figures(&director, "").await), [(monday, 3, 0)], "a morning is noted once");
        world.at("2026-12-01T05:00:00Z");
        count_due(&world.house).await.unwrap();
        let read = figures(&director, "").await;
        assert_eq!(mornings(&read), [(monday, 3, 0), (tuesday, 3, 3)]);
        assert_eq!(read.backlogs[1].ages, read.ages, "nothing happened since");
        let of_unit = figures(&director, &format!("unit={}", made.id)).await;
        assert_eq!(mornings(&of_unit).iter().map(|(day, ..)| *day).collect::<Vec<_>>(), [monday, tuesday]);
        assert_eq!((mornings(&of_unit)[0].1, mornings(&of_unit)[1].1), (0, of_unit.open));
        assert!(figures(&director, &format!("subject={subject}")).await.backlogs.is_empty(), "no subject was noted");
        assert_eq!(mornings(&figures(&director, "to=2026-11-29").await), [(monday, 3, 0)]);
        let text = director.get("/api/v1/console/figures/over-time/export.csv").await.text();
        let told = |whose: &str| -> Vec<String> {
            let own = text.lines().filter(|line| line.starts_with(&format!("{whose};")));
            own.map(|line| line.rsplitn(5, ';').take(4).collect::<Vec<_>>().join(" ")).filter(|cells| cells.len() > 3).collect()
        };
        // Oldest, older, all, day: read from the end of the line.
        assert_eq!(told("Tutte le unità"), ["0 0 3 23/11/2026", "0 0 3 01/12/2026"], "{text}");
        assert_eq!(told("DURC")[1], format!("0 0 {} 01/12/2026", of_unit.open), "{text}");
        let months = figures(&director, "step=month&from=2026-11-02").await;
        assert_eq!(mornings(&months), [(monday, 3, 0), (tuesday, 3, 3)]);
    }

    async fn a_unit_where_nothing_happened_is_downloaded_with_what_was_open_there(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara"], &[subject], false).await;
        for _ in 0..2 {
            send_with(&mut anna, &[]).await;
        }
        count_due(&world.house).await.unwrap();
        world.at("2026-12-01T05:00:00Z");
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let text = director.get("/api/v1/console/figures/over-time/export.csv?from=2026-11-30").await.text();
        let lines: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(';').collect()).collect();
        let told: Vec<_> = lines.iter().map(|cells| (cells[0], cells[3], &cells[cells.len() - 4..])).collect();
        let open = ["01/12/2026", "2", "0", "0"];
        assert_eq!(told, [("Tutte le unità", "0", &open[..]), ("DURC", "0", &open[..])], "{text}");
    }

    async fn a_morning_noted_by_two_servers_at_once_is_of_one_moment(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut sent = vec![];
        for _ in 0..3 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        let units = [unit(&world, "DURC", &[], &[], false).await.id, unit(&world, "Versamenti", &[], &[], false).await.id];
        count_due(&world.house).await.unwrap();
        for day in 1..6 {
            world.at(&format!("2026-12-0{day}T05:00:00Z"));
            let passed = async {
                for id in &sent {
                    let to = json!({ "version": day.to_string(), "unit": units[day % 2], "text": "È materia loro." });
                    step(&mut luca, *id, "unit", to).await;
                }
            };
            let (first, second, ()) = tokio::join!(count_due(&world.house), count_due(&world.house), passed);
            assert!(first.is_ok() && second.is_ok());
        }
        // Each request was open on each morning, wherever it was: at two places it was never.
        let all = "SELECT COUNT(*) FROM (SELECT day FROM backlogs GROUP BY office_id, day HAVING SUM(amount) = 3) mornings";
        let any = "SELECT COUNT(*) FROM (SELECT day FROM backlogs GROUP BY office_id, day HAVING SUM(amount) > 0) mornings";
        assert_eq!((world.count(all).await, world.count(any).await), (6, 6));
    }
}
