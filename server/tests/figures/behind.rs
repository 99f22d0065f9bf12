//! From every number of the dashboard to the requests behind it: as many lines as it says, by their own index, for who
//! reads the number.

use super::history::busy_weeks;
use super::step;
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::figures::{BehindLine, BehindNumber, Figures, SubjectSum, UnitSum};
use contatti_server::db::Db;
use contatti_server::figures::{BEHIND_DUE, BEHIND_MOVES, BEHIND_OPEN, count_due};
use serde_json::json;
use std::collections::BTreeSet;

const BEHIND: &str = "/api/v1/console/figures/requests";
const MILAN_DIRECTOR: &str = "elena.brambati";

/// What is asked for, and the number the dashboard shows for it.
type Cell = (String, u64);

/// The number as the list tells it, and all its lines.
pub(super) async fn behind(client: &Client, query: &str) -> (u64, Vec<BehindLine>) {
    let mut lines = vec![];
    let mut cursor = String::new();
    loop {
        let read: BehindNumber = client.read(&format!("{BEHIND}?{query}{cursor}")).await;
        lines.extend(read.lines.items);
        match read.lines.next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (read.total, lines),
        }
    }
}

/// Every number the page shows, with what its link asks for.
fn cells(read: &Figures, narrowed: &str) -> Vec<Cell> {
    let base = format!("office={}&from={}&to={}{narrowed}", read.office.id, read.from, read.to);
    let cell = |asked: &str, amount: u64| (format!("measure={asked}&{base}"), amount);
    let mut cells = vec![
        cell("received", read.received),
        cell("closed", read.closed),
        cell("open", read.open),
        cell("due&word=late", read.overdue),
        cell("one_hand", read.one_hand),
        cell("solved", read.solved),
        cell("not_solved", read.not_solved),
        cell("reopened", read.reopened),
        cell("interlocutory", read.interlocutory),
        cell("handed_over", read.handed_over),
        cell("given_back", read.given_back),
        cell("reminded", read.reminded),
    ];
    cells.extend(read.channels.iter().map(|sum| cell(&format!("received&word={}", sum.word), sum.amount)));
    cells.extend(read.outcomes.iter().map(|sum| cell(&format!("outcome&word={}", sum.word), sum.amount)));
    for (measure, times) in [("answered", &read.first_response), ("closed", &read.resolution)] {
        cells.push(cell(measure, times.count));
        cells.push(cell(&format!("{measure}&word=in_time"), times.in_time));
        cells.extend(times.spread.iter().map(|(days, amount)| cell(&format!("{measure}&days={days}"), *amount)));
    }
    for age in &read.ages {
        let to = age.to.map_or_else(String::new, |to| format!("&age_to={to}"));
        cells.push(cell(&format!("open&age_from={}{to}", age.from), age.amount));
    }
    for week in &read.weeks {
        let sunday = week.monday.checked_add(jiff::Span::new().days(6)).unwrap();
        let (from, to) = (week.monday.max(read.from), sunday.min(read.to));
        let days = format!("&office={}&from={from}&to={to}{narrowed}", read.office.id);
        cells.push((format!("measure=received{days}"), week.received));
        cells.push((format!("measure=closed{days}"), week.closed));
        cells.push((format!("measure=closed&word=late{days}"), week.late));
    }
    cells
}

/// The numbers of the tables by subject and unit; a page that is narrowed already has them too.
fn by_subject_and_unit(read: &Figures) -> Vec<Cell> {
    let base = format!("office={}&from={}&to={}", read.office.id, read.from, read.to);
    let four = |kept: String, [received, closed, late, open]: [u64; 4]| {
        [("received", received), ("closed", closed), ("closed&word=late", late), ("open", open)]
            .map(|(asked, amount)| (format!("measure={asked}&{base}&{kept}"), amount))
    };
    let subject = |sum: &SubjectSum| {
        let not_solved = (format!("measure=not_solved&{base}&subject={}", sum.id), sum.not_solved);
        let four = four(format!("subject={}", sum.id), [sum.received, sum.closed, sum.late, sum.open]);
        four.into_iter().chain([not_solved]).collect::<Vec<_>>()
    };
    let unit = |sum: &UnitSum| {
        let id = sum.id.map_or_else(|| "none".to_owned(), |id| id.to_string());
        four(format!("unit={id}"), [sum.received, sum.closed, sum.late, sum.open]).to_vec()
    };
    read.subjects.iter().flat_map(subject).chain(read.units.iter().flat_map(unit)).collect()
}

/// Each number equals its lines, and what the lines say of themselves; gives back how many were more than nothing.
async fn assert_behind(client: &Client, cells: &[Cell]) -> usize {
    for (query, amount) in cells {
        let (total, lines) = behind(client, query).await;
        assert_eq!((total, lines.len() as u64), (*amount, *amount), "{query}");
        let places: BTreeSet<_> = lines.iter().map(|line| (line.request, line.event)).collect();
        assert_eq!(places.len(), lines.len(), "{query}: a line is told twice");
    }
    cells.iter().filter(|(_, amount)| *amount > 0).count()
}

on_both_engines! {
    async fn behind_every_number_of_busy_weeks_there_are_as_many_lines(world: World) {
        let world = world.with_long_sessions().with_limit(1_000_000);
        busy_weeks(&world).await;
        for who in [DIRECTOR, MILAN_DIRECTOR] {
            let director = world.person(who).await;
            let read: Figures = director.read("/api/v1/console/figures").await;
            let shown: Vec<Cell> = cells(&read, "").into_iter().chain(by_subject_and_unit(&read)).collect();
            let told = assert_behind(&director, &shown).await;
            if who == DIRECTOR {
                assert!(told > 30, "a quiet history says nothing: {told}");
                let flows = [read.received, read.closed, read.reopened, read.not_solved, read.interlocutory,
                    read.given_back, read.handed_over, read.one_hand, read.overdue, read.reminded, read.solved];
                assert!(flows.iter().all(|amount| *amount > 0), "{flows:?}");
                assert!(read.units.len() > 1 && read.subjects.len() > 1);
            }
            for narrowed in [format!("&subject={}", read.subjects[0].id), "&from=2026-11-25&to=2026-12-02".to_owned()] {
                let read: Figures = director.read(&format!("/api/v1/console/figures?{}", &narrowed[1..])).await;
                let kept = if narrowed.starts_with("&subject") { narrowed.as_str() } else { "" };
                assert_behind(&director, &cells(&read, kept)).await;
            }
        }
    }

    async fn a_line_says_what_was_counted_and_leads_where_the_reader_may_go(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (kept, gone) = (send_with(&mut anna, &[]).await, send_with(&mut anna, &[]).await.request);
        step(&mut luca, kept.request, "take-charge", json!({ "version": "1" })).await;
        let hands: contatti_model::requests::Hands = luca.read(&format!("/api/v1/requests/{gone}/hands")).await;
        let milan = hands.offices.iter().find(|office| office.name.contains("Milano")).unwrap();
        step(&mut luca, gone, "hand-over", json!({ "version": "1", "office": milan.id, "text": "È vostra." })).await;
        count_due(&world.house).await.unwrap();
        let director = world.person(DIRECTOR).await;
        let (_, lines) = behind(&director, "measure=received").await;
        let line = |id| lines.iter().find(|line| line.request == id).unwrap();
        let here = line(kept.request);
        assert_eq!((&here.number, here.owner.as_deref(), here.readable), (&kept.registration.number, Some("Luca Ferrara"), true));
        assert_eq!((here.at, here.office.as_deref()), (Some(kept.registration.at), None));
        let there = line(gone);
        assert_eq!((there.readable, there.state, there.office.as_deref()), (false, None, Some(milan.name.as_str())));
        assert_eq!(there.company, here.company, "it was this office's when it was counted");
    }

    async fn who_looked_is_known_and_nobody_else_looks(world: World) {
        let mut anna = world.person(ANNA).await;
        send_with(&mut anna, &[]).await;
        send_with(&mut anna, &[]).await;
        count_due(&world.house).await.unwrap();
        let noted = "SELECT COUNT(*) FROM audit WHERE action = 'figures_requests_read' AND company_id IS NOT NULL";
        for path in [format!("{BEHIND}?measure=received"), format!("{BEHIND}/export.csv?measure=received")] {
            for (who, status) in [(DIRECTOR, 200), ("raffaele.sorrentino", 200), (LUCA, 404), (ANNA, 404), (GIULIA, 404)] {
                assert_eq!(world.person(who).await.get(&path).await.status, status, "{who} at {path}");
            }
        }
        assert_eq!(world.count(noted).await, 4, "once a reading, however many requests the company has in it");
        let director = world.person(DIRECTOR).await;
        let refused = director.get(&format!("{BEHIND}?measure=ieri")).await.problem();
        assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "measure"));
        assert_eq!(director.get(&format!("{BEHIND}?measure=received&cursor=x")).await.status, 404);
    }

    async fn the_lines_are_downloaded_whole(world: World) {
        let mut anna = world.person(ANNA).await;
        for _ in 0..30 {
            send_with(&mut anna, &[]).await;
        }
        count_due(&world.house).await.unwrap();
        let reply = world.person(DIRECTOR).await.get(&format!("{BEHIND}/export.csv?measure=received")).await;
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        let text = reply.text();
        assert!(text.starts_with("\u{feff}Protocollo;Azienda;"), "{text}");
        assert_eq!(text.lines().count(), 31);
        let (_, lines) = behind(&world.person(DIRECTOR).await, "measure=received").await;
        assert!(lines.iter().all(|line| text.contains(&line.number.to_string())));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_list_walks_its_own_index() {
    let world = World::on_sqlite().await;
    let Db::Sqlite { readers, .. } = &world.house.db else { panic!("not SQLite") };
    for (sql, index) in [
        (BEHIND_MOVES, "SEARCH counted_moves USING PRIMARY KEY (office_id=? AND measure=? AND"),
        (BEHIND_OPEN, "SEARCH counted USING INDEX counted_open (office_id=? AND"),
        (BEHIND_DUE, "SEARCH counted USING INDEX counted_due (office_id=? AND"),
    ] {
        let explained = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(explained).fetch_all(readers).await.unwrap();
        let plan: Vec<_> = steps.into_iter().map(|(.., step)| step).collect();
        assert!(plan.iter().any(|step| step.starts_with(index)), "{plan:#?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN") && step != "SCAN x"), "{plan:#?}");
    }
}
