//! Who may change the calendar of an office, and which days can be changed.

use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use contatti_model::offices::{CalendarForm, OfficeCalendar, Reach};
use contatti_model::requests::HolidayName;
use contatti_model::{CalendarChangeId, Issue, ProblemCode};
use contatti_server::offices::{add_holiday, remove_holiday};
use jiff::civil::{Date, date};
use serde_json::json;

const PAGE: &str = "/api/v1/console/calendar";
/// The director of another office.
const MILAN_DIRECTOR: &str = "elena.brambati";
/// A Monday.
pub(super) const STRIKE: &str = "2026-11-30";

pub(super) async fn change(director: &mut Client, day: &str, kind: &str, name: &str) -> Reply {
    let form = CalendarForm { day: day.into(), kind: kind.into(), name: name.into(), office: String::new() };
    director.post(&format!("{PAGE}/changes"), &form).await
}

/// Carmela closes a day of Naples, and the calendar she sees then.
pub(super) async fn closed(world: &World, day: &str) -> OfficeCalendar {
    let mut carmela = world.person(DIRECTOR).await;
    let reply = change(&mut carmela, day, "closure", "Sciopero").await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

pub(super) fn change_of(calendar: &OfficeCalendar, day: &str) -> CalendarChangeId {
    let line = calendar.days.iter().find(|line| line.day.to_string() == day).expect("the day is not there");
    line.change.expect("nothing to take back")
}

pub(super) async fn take_back(director: &mut Client, change: CalendarChangeId) -> Reply {
    director.post(&format!("{PAGE}/changes/{change}/take-back"), &json!({})).await
}

fn refused(reply: &Reply) -> Issue {
    assert_eq!(reply.status, 422, "{}", reply.text());
    reply.problem().fields.remove(0).issue
}

on_both_engines! {
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
}
