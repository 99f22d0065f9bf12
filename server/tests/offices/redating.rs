//! The calendar changed: open requests get another date, people are told why, and nothing is told twice.

use super::calendar::{STRIKE, change, change_of, closed, take_back};
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::RequestId;
use contatti_model::offices::{DayKind, OfficeCalendar};
use contatti_model::requests::{EventKind, HolidayName, RequestDetail};
use contatti_server::offices::{add_holiday, remove_holiday};
use contatti_server::requests::redate_due;
use jiff::civil::{Date, date};
use serde_json::json;
use std::time::Duration;

/// Monday 23 November and seven working days.
const PROMISED: Date = date(2026, 12, 2);
const A_DAY_LATER: Date = date(2026, 12, 3);

async fn redated(world: &World) -> usize {
    redate_due(&world.house).await.unwrap()
}

fn moves(request: &RequestDetail) -> usize {
    request.timeline.iter().filter(|event| event.kind == EventKind::Redated).count()
}

async fn act(client: &mut Client, id: RequestId, verb: &str, body: serde_json::Value) -> RequestDetail {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert_eq!(reply.status, 200, "{verb}: {}", reply.text());
    reply.json()
}

on_both_engines! {
    async fn a_closure_moves_open_requests_by_a_working_day_and_says_why(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(detail(&anna, id).await.promised_on, PROMISED);
        closed(&world, STRIKE).await;
        assert_eq!(redated(&world).await, 1);
        let read = detail(&anna, id).await;
        assert_eq!((read.promised_on, read.version, read.days_left), (A_DAY_LATER, 2, 7));
        let event = read.timeline.last().unwrap();
        let why = event.redated.as_ref().unwrap();
        assert_eq!((event.kind, event.day, why.from, event.by.as_deref()), (EventKind::Redated, Some(A_DAY_LATER), PROMISED, None));
        let cause = &why.because[0];
        assert_eq!((cause.name.as_str(), cause.kind, cause.taken_back), ("Sciopero", DayKind::Closure, false));
        let holiday = &read.promise.holidays[0];
        assert_eq!((holiday.name, holiday.called.as_deref()), (HolidayName::Closure, Some("Sciopero")));
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'calendar_changed'").await, 1);
    }

    async fn taking_it_back_moves_them_back_and_tells_so(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let change = change_of(&closed(&world, STRIKE).await, STRIKE);
        redated(&world).await;
        let mut carmela = world.person(DIRECTOR).await;
        let back: OfficeCalendar = take_back(&mut carmela, change).await.json();
        assert!(back.days.iter().all(|line| line.day.to_string() != STRIKE));
        assert_eq!(take_back(&mut carmela, change).await.status, 200, "a second press changes nothing");
        assert_eq!(redated(&world).await, 1);
        let read = detail(&anna, id).await;
        let why = read.timeline.last().unwrap().redated.clone().unwrap();
        assert_eq!((read.promised_on, why.from, moves(&read)), (PROMISED, A_DAY_LATER, 2));
        assert!(why.because.len() == 1 && why.because[0].taken_back);
        assert!(read.promise.holidays.is_empty());
    }

    async fn whatever_runs_again_tells_nobody_twice(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        closed(&world, STRIKE).await;
        assert_eq!(redated(&world).await, 1);
        assert_eq!(redated(&world).await, 0);
        // A server that stopped before it noted how far it came.
        world.run("UPDATE redatings SET reached = NULL, due_at = (SELECT made_at FROM calendar_changes)").await;
        assert_eq!(redated(&world).await, 0);
        assert_eq!(moves(&detail(&anna, id).await), 1);
        let told = "SELECT COUNT(*) FROM notices n JOIN events e ON e.id = n.event_id WHERE e.kind = 'redated'";
        assert_eq!(world.count(told).await, 1);
    }

    async fn what_a_stop_left_undone_the_next_start_does(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut sent = vec![];
        for _ in 0..12 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        closed(&world, STRIKE).await;
        // A server that stops in the middle of its work.
        let house = world.house.clone();
        let stopped = tokio::spawn(async move { redate_due(&house).await });
        tokio::time::sleep(Duration::from_millis(40)).await;
        stopped.abort();
        let _ = stopped.await;
        // Others wait for it a while, then go on.
        world.at("2026-11-23T09:01:00Z");
        redated(&world).await;
        for id in sent {
            let read = detail(&anna, id).await;
            assert_eq!((read.promised_on, moves(&read)), (A_DAY_LATER, 1));
        }
    }

    async fn several_changes_are_told_by_name_once_each(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        closed(&world, STRIKE).await;
        let mut carmela = world.person(DIRECTOR).await;
        change(&mut carmela, "2026-12-01", "closure", "Trasloco").await;
        redated(&world).await;
        // Friday 4 December.
        let read = detail(&anna, id).await;
        let why = read.timeline.last().unwrap().redated.clone().unwrap();
        let names: Vec<_> = why.because.iter().map(|cause| cause.name.as_str()).collect();
        assert_eq!((read.promised_on, names, moves(&read)), (date(2026, 12, 4), vec!["Sciopero", "Trasloco"], 1));
        change(&mut carmela, "2026-12-04", "closure", "Allerta meteo").await;
        redated(&world).await;
        let read = detail(&anna, id).await;
        let why = read.timeline.last().unwrap().redated.clone().unwrap();
        assert_eq!((read.promised_on, why.because.len()), (date(2026, 12, 7), 1));
        assert_eq!(why.because[0].name, "Allerta meteo");
    }

    async fn a_day_worked_that_would_be_a_holiday_brings_a_promise_forward(world: World) {
        world.at("2026-12-01T09:00:00Z");
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let before = detail(&anna, id).await;
        assert_eq!(before.promised_on, date(2026, 12, 11));
        let mut carmela = world.person(DIRECTOR).await;
        assert_eq!(change(&mut carmela, "2026-12-08", "working_day", "Apertura straordinaria").await.status, 201);
        assert_eq!(redated(&world).await, 1);
        let read = detail(&anna, id).await;
        assert_eq!((read.promised_on, read.days_left), (date(2026, 12, 10), before.days_left));
        assert_eq!(read.promise.worked[0].name, "Apertura straordinaria");
    }

    async fn another_office_keeps_its_dates_and_a_national_holiday_moves_all(world: World) {
        let (mut anna, mut mathieu) = (world.person(ANNA).await, world.person(MATHIEU).await);
        let naples = send_with(&mut anna, &[]).await.request;
        let desk = send_with(&mut mathieu, &[]).await.request;
        let before = detail(&mathieu, desk).await.promised_on;
        closed(&world, STRIKE).await;
        assert_eq!(redated(&world).await, 1);
        assert_eq!(detail(&mathieu, desk).await.promised_on, before);

        let house = &world.house;
        assert!(add_holiday(house, date(2026, 11, 27), "Lutto nazionale", None).await.unwrap());
        assert!(!add_holiday(house, date(2026, 11, 27), "Lutto nazionale", None).await.unwrap(), "twice is as once");
        assert_eq!(redated(&world).await, 2);
        for (person, id, day) in [(&anna, naples, date(2026, 12, 4)), (&mathieu, desk, before.tomorrow().unwrap())] {
            let read = detail(person, id).await;
            let why = read.timeline.last().unwrap().redated.clone().unwrap();
            assert_eq!((read.promised_on, why.because[0].name.as_str()), (day, "Lutto nazionale"));
            assert_eq!(read.promise.holidays[0].name, HolidayName::National);
        }
        assert!(remove_holiday(house, date(2026, 11, 27), "", None).await.unwrap());
        redated(&world).await;
        assert_eq!(detail(&mathieu, desk).await.promised_on, before);
    }

    async fn what_is_closed_keeps_its_date_and_what_waits_is_counted_when_it_goes_on(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (done, waiting) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        for id in [done, waiting] {
            act(&mut luca, id, "take-charge", json!({ "version": "1" })).await;
        }
        act(&mut luca, done, "close", json!({ "version": "2", "outcome": "accepted", "text": "Fatto." })).await;
        let asked = json!({ "version": "2", "text": "Serve il LUL.", "until": "2026-12-23" });
        act(&mut luca, waiting, "ask-documents", asked).await;
        closed(&world, STRIKE).await;
        assert_eq!(redated(&world).await, 0);
        assert_eq!(detail(&anna, done).await.promised_on, PROMISED);
        let read = detail(&anna, waiting).await;
        assert_eq!((read.promised_on, read.awaiting_until), (PROMISED, Some(date(2026, 12, 23))));
        // Two working days later the documents are there: two days of rest, and the closure.
        world.at("2026-11-25T09:00:00Z");
        let mut anna = world.person(ANNA).await;
        let reply = json!({ "id": uuid::Uuid::now_v7(), "text": "Ecco il LUL." });
        let read = act(&mut anna, waiting, "reply", reply).await;
        assert_eq!((read.promised_on, moves(&read)), (date(2026, 12, 7), 0));
        assert_eq!(redated(&world).await, 0);
        // Reopened, a request counts on the calendar as it is.
        let reply = json!({ "id": uuid::Uuid::now_v7(), "text": "Ancora." });
        assert_eq!(act(&mut anna, done, "reply", reply).await.promised_on, date(2026, 12, 7));
    }

    async fn several_servers_and_people_at_once_leave_every_date_right_and_told_once(world: World) {
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut sent = vec![];
        for _ in 0..12 {
            sent.push(send_with(&mut anna, &[]).await.request);
        }
        closed(&world, STRIKE).await;
        let servers = (0..4).map(|_| { let house = world.house.clone(); tokio::spawn(async move { redate_due(&house).await.unwrap() }) });
        let servers: Vec<_> = servers.collect();
        for id in &sent {
            // Somebody who is told of the newer version takes it on that one.
            let mut luca = luca.clone();
            let version = detail(&luca, *id).await.version.to_string();
            luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": version })).await;
        }
        for server in servers {
            server.await.unwrap();
        }
        world.at("2026-11-23T09:05:00Z");
        redated(&world).await;
        for id in sent {
            let read = detail(&anna, id).await;
            assert_eq!((read.promised_on, moves(&read)), (A_DAY_LATER, 1));
            assert_eq!(i64::try_from(read.timeline.len()).unwrap(), read.version + 1, "a line for each change");
        }
    }

    async fn a_promise_made_while_the_calendar_changes_is_right_in_the_end(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut forms = vec![];
        for _ in 0..16 {
            forms.push(filled_form(&anna).await);
        }
        let sending = forms.iter().cloned().map(|form| { let mut anna = anna.clone(); tokio::spawn(async move { send(&mut anna, &form).await.request }) });
        let sending: Vec<_> = sending.collect();
        closed(&world, STRIKE).await;
        redated(&world).await;
        let mut sent = vec![];
        for one in sending {
            sent.push(one.await.unwrap());
        }
        assert_eq!(redated(&world).await, 0, "the change did all it had to do");
        for id in sent {
            assert_eq!(detail(&anna, id).await.promised_on, A_DAY_LATER);
        }
        let last = send_with(&mut anna, &[]).await;
        assert_eq!(last.promised_on, A_DAY_LATER);
    }
}
