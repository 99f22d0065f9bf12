//! The calendar changes: open requests get another date, people are told why, and nothing is told twice.

use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use contatti_model::offices::{CalendarForm, DayKind, OfficeCalendar, Reach};
use contatti_model::requests::{EventKind, HolidayName, RequestDetail};
use contatti_model::{CalendarChangeId, Issue, ProblemCode, RequestId};
use contatti_server::offices::{add_holiday, remove_holiday};
use contatti_server::requests::redate_due;
use jiff::civil::{Date, date};
use serde_json::json;
use std::time::Duration;

const PAGE: &str = "/api/v1/console/calendar";
/// The director of another office.
const MILAN_DIRECTOR: &str = "elena.brambati";
/// Monday 23 November and seven working days.
const PROMISED: Date = date(2026, 12, 2);
const A_DAY_LATER: Date = date(2026, 12, 3);
const STRIKE: &str = "2026-11-30";

async fn change(director: &mut Client, day: &str, kind: &str, name: &str) -> Reply {
    let form = CalendarForm { day: day.into(), kind: kind.into(), name: name.into(), office: String::new() };
    director.post(&format!("{PAGE}/changes"), &form).await
}

/// Carmela closes a day of Naples, and the calendar she sees then.
async fn closed(world: &World, day: &str) -> OfficeCalendar {
    let mut carmela = world.person(DIRECTOR).await;
    let reply = change(&mut carmela, day, "closure", "Sciopero").await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

fn change_of(calendar: &OfficeCalendar, day: &str) -> CalendarChangeId {
    let line = calendar.days.iter().find(|line| line.day.to_string() == day).expect("the day is not there");
    line.change.expect("nothing to take back")
}

async fn take_back(director: &mut Client, change: CalendarChangeId) -> Reply {
    director.post(&format!("{PAGE}/changes/{change}/take-back"), &json!({})).await
}

async fn redated(world: &World) -> usize {
    redate_due(&world.house).await.unwrap()
}

fn refused(reply: &Reply) -> Issue {
    assert_eq!(reply.status, 422, "{}", reply.text());
    reply.problem().fields.remove(0).issue
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

    async fn the_command_line_says_what_is_wrong_with_a_day(world: World) {
        let house = &world.house;
        for (day, name, office, said) in [
            (date(1900, 1, 1), "x", None, "must be between"),
            (date(9999, 12, 31), "x", None, "must be between"),
            (date(2026, 11, 22), "x", None, "must be between"),
            (date(2026, 12, 8), "x", None, "closed that day already"),
            (date(2026, 12, 24), "", None, "name"),
            (date(2026, 12, 24), "x", Some("0000"), "no office with the code 0000"),
        ] {
            let refused = add_holiday(house, day, name, office).await.unwrap_err();
            assert!(refused.contains(said), "{day}: {refused}");
        }
        // What is no holiday cannot be removed; one of the law is opened under a name.
        let refused = remove_holiday(house, date(2026, 12, 24), "x", None).await.unwrap_err();
        assert!(refused.contains("works that day already"), "{refused}");
        assert!(remove_holiday(house, date(2026, 12, 8), "", None).await.is_err());
        assert!(remove_holiday(house, date(2026, 12, 8), "Legge nuova", None).await.unwrap());
        assert!(add_holiday(house, date(2026, 12, 24), "Vigilia", Some("5100")).await.unwrap());
        let read: OfficeCalendar = world.person(DIRECTOR).await.read(PAGE).await;
        let line = |day: Date| read.days.iter().find(|line| line.day == day).unwrap();
        assert_eq!((line(date(2026, 12, 8)).rest, line(date(2026, 12, 8)).changed), (None, Some(Reach::National)));
        assert!(line(date(2026, 12, 8)).change.is_none(), "a change of all offices is not one office's to take back");
        assert!(line(date(2026, 12, 24)).change.is_some());
    }

    async fn a_day_is_changed_once_and_never_in_the_past(world: World) {
        let mut carmela = world.person(DIRECTOR).await;
        assert_eq!(change(&mut carmela, STRIKE, "closure", "Sciopero").await.status, 201);
        assert_eq!(change(&mut carmela, STRIKE, "closure", "Sciopero").await.status, 200, "twice is as once");
        assert_eq!(world.count("SELECT COUNT(*) FROM calendar_changes").await, 1);
        assert_eq!(refused(&change(&mut carmela, STRIKE, "closure", "Altro").await), Issue::DayChanged);
        assert_eq!(refused(&change(&mut carmela, STRIKE, "working_day", "Altro").await), Issue::DayChanged);
        for day in ["1900-01-01", "9999-12-31", "2026-11-22"] {
            assert!(matches!(refused(&change(&mut carmela, day, "closure", "x").await), Issue::DateOutside { .. }), "{day}");
        }
        assert_eq!(refused(&change(&mut carmela, "2026-12-25", "closure", "x").await), Issue::AlreadyRests);
        assert_eq!(refused(&change(&mut carmela, "2026-12-24", "working_day", "x").await), Issue::AlreadyWorks);
        assert_eq!(change(&mut carmela, "", "", "").await.problem().fields.len(), 3);
        let calendar: OfficeCalendar = carmela.read(PAGE).await;
        let strike = change_of(&calendar, STRIKE);
        world.at("2026-11-30T09:00:00Z");
        let mut carmela = world.person(DIRECTOR).await;
        let calendar: OfficeCalendar = carmela.read(PAGE).await;
        assert!(calendar.days[0].day.to_string() == STRIKE && calendar.days[0].change.is_none());
        assert_eq!(take_back(&mut carmela, strike).await.problem().code, ProblemCode::DayHasCome);
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

    async fn only_who_directs_the_office_reads_or_changes_its_days(world: World) {
        let calendar = closed(&world, STRIKE).await;
        let (change_id, office) = (change_of(&calendar, STRIKE), calendar.office.id);
        let form = json!({ "office": office, "day": "2026-12-14", "kind": "closure", "name": "x" });
        for who in [ANNA, GIULIA, LUCA, MARCO, EMANUELE, MILAN_DIRECTOR] {
            let mut person = world.person(who).await;
            assert_eq!(person.get(&format!("{PAGE}?office={office}")).await.status, 404, "{who}");
            assert_eq!(person.post(&format!("{PAGE}/changes"), &form).await.status, 404, "{who}");
            assert_eq!(take_back(&mut person, change_id).await.status, 404, "{who}");
        }
        assert_eq!(world.stranger().get(PAGE).await.status, 401);
        let milan: OfficeCalendar = world.person(MILAN_DIRECTOR).await.read(PAGE).await;
        assert!(milan.days.iter().all(|line| line.change.is_none() && line.day.to_string() != STRIKE));
        assert!(milan.days.iter().any(|line| line.rest == Some(HolidayName::PatronSaint)));
        let mut carmela = world.person(DIRECTOR).await;
        assert_eq!(carmela.get(&format!("{PAGE}?office=x")).await.status, 404);
        assert_eq!(take_back(&mut carmela, CalendarChangeId(uuid::Uuid::now_v7())).await.status, 404);
        assert_eq!(world.count("SELECT COUNT(*) FROM calendar_changes").await, 1);
    }

    async fn a_plain_form_comes_back_to_its_page_and_a_refused_one_with_what_was_typed(world: World) {
        let mut carmela = world.person(DIRECTOR).await;
        let page = "/console/calendario";
        let fields = |day| [("page", page), ("form", "change-day"), ("day", day), ("kind", "closure"), ("name", "Sciopero")];
        let reply = carmela.form(&format!("{PAGE}/changes"), &fields(STRIKE)).await;
        assert_eq!((reply.status, reply.header("location")), (303, page));
        let reply = carmela.form(&format!("{PAGE}/changes"), &fields("2026-12-25")).await;
        let echo = reply.echo.unwrap();
        assert_eq!((reply.status, echo.value("name"), echo.value("day")), (422, Some("Sciopero"), Some("2026-12-25")));
        let calendar: OfficeCalendar = carmela.read(PAGE).await;
        let undo = format!("{PAGE}/changes/{}/take-back", change_of(&calendar, STRIKE));
        assert_eq!(carmela.form(&undo, &[("page", page)]).await.status, 303);
        assert_eq!(carmela.form(&undo, &[("page", page)]).await.status, 303);
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
