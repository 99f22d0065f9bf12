//! Talking instead of writing: an appointment is asked for after three exchanges or a no, set by the office, called off by either.

use super::thread::{act, closed, in_charge, refused, reply};
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::page::Page;
use contatti_model::requests::{
    EventKind, MeetingState, MessageKind, Mode, PublicState, RequestDetail, Side, State, WorkLine,
};
use contatti_model::{Issue, ProblemCode, RequestId};
use contatti_server::register;
use serde_json::{Value, json};

fn ask(mode: &str) -> Value {
    json!({ "mode": mode, "part": "morning", "weekdays": ["thursday", "monday"], "telephone": "081 123 4567",
            "text": "Non capiamo quale mese manca." })
}

fn set(version: i64) -> Value {
    json!({ "version": version.to_string(), "mode": "in_person", "day": "2026-12-03", "time": "10:30",
            "place": "Via dei Tre Golfi 14, stanza 4", "text": "Porti il libro unico." })
}

/// Anna's request in Luca's charge after four letters of hers.
async fn much_written(world: &World) -> (RequestId, Client, Client) {
    let (id, mut anna, luca) = in_charge(world).await;
    for text in ["E ottobre?", "E novembre?", "E dicembre?"] {
        act(&mut anna, id, "reply", reply(text)).await;
    }
    (id, anna, luca)
}

async fn asked(world: &World) -> (RequestId, Client, Client) {
    let (id, mut anna, luca) = much_written(world).await;
    act(&mut anna, id, "ask-appointment", ask("in_person")).await;
    (id, anna, luca)
}

async fn appointed(world: &World) -> (RequestId, Client, Client) {
    let (id, anna, mut luca) = asked(world).await;
    let version = detail(&anna, id).await.version;
    act(&mut luca, id, "set-appointment", set(version)).await;
    (id, anna, luca)
}

fn state(detail: &RequestDetail) -> Option<MeetingState> {
    detail.meeting.as_ref().map(|meeting| meeting.state)
}

async fn listed(client: &Client, view: &str, id: RequestId) -> Option<WorkLine> {
    let page: Page<WorkLine> = client.read(&format!("/api/v1/console/requests?state={view}")).await;
    page.items.into_iter().find(|line| line.line.id == id)
}

on_both_engines! {
    async fn after_three_exchanges_an_appointment_is_asked_for_and_registered(world: World) {
        let (id, mut anna, _) = in_charge(&world).await;
        for text in ["E ottobre?", "E novembre?"] {
            assert!(!act(&mut anna, id, "reply", reply(text)).await.may_talk);
        }
        assert_eq!(refused(&mut anna, id, "ask-appointment", ask("phone")).await, ProblemCode::IllegalMove);
        assert!(act(&mut anna, id, "reply", reply("E dicembre?")).await.may_talk);
        let read = act(&mut anna, id, "ask-appointment", ask("phone")).await;
        let (turn, line) = (read.thread.last().unwrap(), read.timeline.last().unwrap());
        assert_eq!((turn.kind, turn.side, line.kind), (MessageKind::MeetingAsked, Side::Company, EventKind::MeetingAsked));
        let said = "Si chiede un appuntamento: al telefono, di mattina, lunedì o giovedì.\nTelefono: 0811234567.\nNon capiamo quale mese manca.";
        assert_eq!(turn.text, said);
        let meeting = read.meeting.unwrap();
        assert_eq!((meeting.state, meeting.mode, meeting.place.as_str()), (MeetingState::Asked, Mode::Phone, "0811234567"));
        assert_eq!((read.internal_state, read.may_talk, read.may_cancel_meeting), (State::InCharge, false, true));
        register::verify(&world.house).await.unwrap().unwrap();
        let told = world.strings("SELECT e.kind FROM notices n JOIN events e ON e.id = n.event_id WHERE n.recipient LIKE 'luca%'").await;
        assert!(told.contains(&"meeting_asked".to_owned()), "{told:?}");
    }

    async fn a_no_offers_it_too_while_the_request_can_be_reopened_and_leaves_it_closed(world: World) {
        let (informed, mut anna, _) = closed(&world, "informative").await;
        assert_eq!(refused(&mut anna, informed, "ask-appointment", ask("in_person")).await, ProblemCode::IllegalMove);
        let (id, mut anna, luca) = closed(&world, "not_accepted").await;
        assert!(detail(&anna, id).await.may_talk);
        let read = act(&mut anna, id, "ask-appointment", ask("in_person")).await;
        assert_eq!((read.state, state(&read)), (PublicState::Closed, Some(MeetingState::Asked)));
        // Among the closed it would be seen by nobody.
        assert!(listed(&luca, "", id).await.is_none());
        assert_eq!(listed(&luca, "meetings", id).await.and_then(|line| line.meeting), Some(MeetingState::Asked));

        let (late, ..) = closed(&world, "not_accepted").await;
        world.at("2026-12-24T09:00:00Z");
        let mut anna = world.person(ANNA).await;
        assert!(!detail(&anna, late).await.may_talk);
        assert_eq!(refused(&mut anna, late, "ask-appointment", ask("in_person")).await, ProblemCode::IllegalMove);
    }

    async fn one_is_asked_for_at_a_time_and_what_was_typed_comes_back(world: World) {
        let (id, mut anna, mut luca) = asked(&world).await;
        assert_eq!(refused(&mut anna, id, "ask-appointment", ask("phone")).await, ProblemCode::MeetingUnderWay);
        let page = format!("/contatti/richieste/{id}");
        let typed = [("mode", "phone"), ("telephone", "0811234567"), ("weekdays", "monday"), ("weekdays", "friday"),
            ("text", "Ancora noi."), ("page", page.as_str())];
        let again = anna.form(&format!("/api/v1/requests/{id}/ask-appointment"), &typed).await;
        let echo = again.echo.expect("the page again");
        assert_eq!((again.status, echo.value("text")), (409, Some("Ancora noi.")));
        assert_eq!(echo.problem.map(|problem| problem.code), Some(ProblemCode::MeetingUnderWay));
        let version = detail(&anna, id).await.version;
        act(&mut luca, id, "set-appointment", set(version)).await;
        assert_eq!(refused(&mut anna, id, "ask-appointment", ask("phone")).await, ProblemCode::MeetingUnderWay);
    }

    async fn two_askings_at_once_are_one(world: World) {
        let (id, anna, _) = much_written(&world).await;
        let path = format!("/api/v1/requests/{id}/ask-appointment");
        let tries = (0..4).map(|_| {
            let (mut anna, path) = (anna.clone(), path.clone());
            tokio::spawn(async move { anna.post(&path, &ask("phone")).await.status })
        });
        let mut statuses = vec![];
        for attempt in tries.collect::<Vec<_>>() {
            statuses.push(attempt.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409, 409]);
        let turns = detail(&anna, id).await.thread;
        assert_eq!(turns.iter().filter(|turn| turn.kind == MessageKind::MeetingAsked).count(), 1);
    }

    async fn what_is_missing_or_wrong_is_named_at_its_field(world: World) {
        let (id, mut anna, mut luca) = much_written(&world).await;
        let empty = anna.post(&format!("/api/v1/requests/{id}/ask-appointment"), &json!({})).await.problem();
        let fields = |problem: &contatti_model::Problem| problem.fields.iter().map(|error| error.field.clone()).collect::<Vec<_>>();
        assert_eq!((empty.status, fields(&empty)), (422, vec!["mode".to_owned(), "text".to_owned()]));
        let video = json!({ "mode": "video", "text": "x" });
        let video = anna.post(&format!("/api/v1/requests/{id}/ask-appointment"), &video).await.problem();
        assert_eq!(video.fields[0].issue, Issue::UnknownChoice);
        act(&mut anna, id, "ask-appointment", ask("in_person")).await;
        let version = detail(&anna, id).await.version.to_string();
        for (day, time, field) in [("2026-12-06", "10:30", "day"), ("2026-12-08", "10:30", "day"), ("1900-01-01", "10:30", "day"),
            ("9999-12-31", "10:30", "day"), ("2026-12-03", "19:00", "time"), ("2026-11-23", "08:30", "time"), ("", "10:30", "day")] {
            let form = json!({ "version": version, "mode": "in_person", "day": day, "time": time, "place": "Qui" });
            let refusal = luca.post(&format!("/api/v1/requests/{id}/set-appointment"), &form).await.problem();
            assert_eq!((refusal.status, fields(&refusal)), (422, vec![field.to_owned()]), "{day} {time}");
        }
    }

    async fn the_office_sets_it_and_both_sides_see_when_and_where(world: World) {
        let (id, anna, mut luca) = asked(&world).await;
        let before = detail(&luca, id).await;
        assert!(before.may_set_meeting && before.meeting.as_ref().unwrap().place.contains("Via dei Tre Golfi"));
        assert_eq!(listed(&luca, "", id).await.and_then(|line| line.meeting), Some(MeetingState::Asked));
        assert_eq!(refused(&mut luca, id, "set-appointment", set(before.version - 1)).await, ProblemCode::Stale);
        let read = act(&mut luca, id, "set-appointment", set(before.version)).await;
        let (turn, line) = (read.thread.last().unwrap(), read.timeline.last().unwrap());
        let said = "Appuntamento: giovedì 3 dicembre 2026, ore 10:30, in sede (Via dei Tre Golfi 14, stanza 4).\nPorti il libro unico.";
        assert_eq!((turn.kind, turn.side, turn.text.as_str()), (MessageKind::MeetingSet, Side::Office, said));
        assert_eq!(line.moment.map(|at| at.to_rfc3339()).as_deref(), Some("2026-12-03T09:30:00Z"));
        let seen = detail(&anna, id).await;
        let meeting = seen.meeting.unwrap();
        assert_eq!((meeting.state, meeting.begins_at), (MeetingState::Set, line.moment));
        let listed = listed(&luca, "", id).await.unwrap();
        assert_eq!((listed.meeting, listed.meeting_at), (Some(MeetingState::Set), line.moment));
        let told = world.strings("SELECT e.kind FROM notices n JOIN events e ON e.id = n.event_id WHERE n.recipient LIKE 'anna%'").await;
        assert!(told.contains(&"meeting_set".to_owned()), "{told:?}");
        register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn calendars_take_it_over_and_follow_when_it_is_moved(world: World) {
        let (id, anna, mut luca) = asked(&world).await;
        let path = format!("/api/v1/requests/{id}/appointment.ics");
        assert_eq!(anna.get(&path).await.status, 404, "nothing is set yet");
        let version = detail(&anna, id).await.version;
        act(&mut luca, id, "set-appointment", set(version)).await;
        let file = anna.get(&path).await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/calendar; charset=utf-8"));
        let lines = |text: String| text.replace("\r\n ", "").lines().map(str::to_owned).collect::<Vec<_>>();
        let first = lines(file.text());
        assert!(first.contains(&"DTSTART:20261203T093000Z".to_owned()) && first.contains(&"SEQUENCE:0".to_owned()), "{first:?}");
        let mut moved = set(version + 1);
        moved["time"] = "15:00".into();
        act(&mut luca, id, "set-appointment", moved).await;
        let second = lines(luca.get(&path).await.text());
        let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned();
        assert!(second.contains(&"DTSTART:20261203T140000Z".to_owned()) && second.contains(&"SEQUENCE:1".to_owned()));
        assert_eq!(uid(&first), uid(&second));
        assert_eq!(world.person(MATHIEU).await.get(&path).await.status, 404);
    }

    async fn either_side_calls_it_off_with_a_sentence_and_another_may_be_asked_for(world: World) {
        let (id, mut anna, mut luca) = appointed(&world).await;
        let refusal = anna.post(&format!("/api/v1/requests/{id}/withdraw-appointment"), &json!({})).await;
        assert_eq!(refusal.status, 422);
        let read = act(&mut anna, id, "withdraw-appointment", json!({ "text": "Siamo fuori sede." })).await;
        assert_eq!((state(&read), read.may_talk, read.may_cancel_meeting), (Some(MeetingState::Cancelled), true, false));
        let turn = read.thread.last().unwrap();
        assert_eq!(turn.text, "L'appuntamento di giovedì 3 dicembre 2026, ore 10:30 è annullato.\nSiamo fuori sede.");
        assert_eq!(refused(&mut luca, id, "set-appointment", set(read.version)).await, ProblemCode::IllegalMove);
        assert_eq!(refused(&mut anna, id, "withdraw-appointment", json!({ "text": "x" })).await, ProblemCode::IllegalMove);
        let again = act(&mut anna, id, "ask-appointment", ask("phone")).await;
        let cancel = json!({ "version": again.version.to_string(), "text": "Basta una telefonata." });
        let read = act(&mut luca, id, "cancel-appointment", cancel).await;
        let last = read.timeline.last().unwrap();
        assert_eq!((last.kind, state(&read)), (EventKind::MeetingCancelled, Some(MeetingState::Cancelled)));
        assert_eq!(anna.get(&format!("/api/v1/requests/{id}/appointment.ics")).await.status, 404);
        register::verify(&world.house).await.unwrap().unwrap();
    }

    async fn once_its_time_has_passed_it_is_over_and_another_may_be_asked_for(world: World) {
        let (id, ..) = appointed(&world).await;
        world.at("2026-12-03T09:45:00Z");
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        assert_eq!(state(&detail(&anna, id).await), Some(MeetingState::Set), "it is going on");
        world.at("2026-12-03T10:00:00Z");
        let read = detail(&anna, id).await;
        assert_eq!((state(&read), read.may_talk, read.may_cancel_meeting), (Some(MeetingState::Over), true, false));
        assert_eq!(listed(&luca, "", id).await.unwrap().meeting, None);
        assert_eq!(refused(&mut luca, id, "set-appointment", json!({ "version": read.version.to_string(), "mode": "phone",
            "day": "2026-12-10", "time": "10:30", "place": "0811234567" })).await, ProblemCode::IllegalMove);
        assert_eq!(state(&act(&mut anna, id, "ask-appointment", ask("phone")).await), Some(MeetingState::Asked));
    }

    async fn nobody_else_asks_sets_or_calls_off(world: World) {
        let (id, mut anna, mut luca) = asked(&world).await;
        for name in [MATHIEU, MARCO, DIRECTOR] {
            let mut person = world.person(name).await;
            for verb in ["ask-appointment", "withdraw-appointment", "set-appointment", "cancel-appointment"] {
                let body = json!({ "version": "6", "mode": "phone", "text": "x" });
                assert_eq!(refused(&mut person, id, verb, body).await, ProblemCode::NotFound, "{name} {verb}");
            }
        }
        let version = detail(&anna, id).await.version;
        assert_eq!(refused(&mut anna, id, "set-appointment", set(version)).await, ProblemCode::NotFound);
        let cancel = json!({ "version": version.to_string(), "text": "x" });
        assert_eq!(refused(&mut anna, id, "cancel-appointment", cancel).await, ProblemCode::NotFound);
        assert_eq!(refused(&mut luca, id, "ask-appointment", ask("phone")).await, ProblemCode::NotFound);
        assert_eq!(refused(&mut luca, id, "withdraw-appointment", json!({ "text": "x" })).await, ProblemCode::NotFound);
    }

    async fn with_plain_forms_it_is_asked_for_and_set(world: World) {
        let (id, mut anna, mut luca) = much_written(&world).await;
        let page = format!("/contatti/richieste/{id}");
        let typed = [("mode", "in_person"), ("part", "afternoon"), ("weekdays", "friday"), ("weekdays", "monday"),
            ("telephone", ""), ("text", "Il DURC."), ("page", page.as_str())];
        let asked = anna.form(&format!("/api/v1/requests/{id}/ask-appointment"), &typed).await;
        assert_eq!((asked.status, asked.header("location")), (303, page.as_str()));
        let read = detail(&anna, id).await;
        assert!(read.thread.last().unwrap().text.starts_with("Si chiede un appuntamento: in sede, di pomeriggio, lunedì o venerdì."));
        let (page, version) = (format!("/console/richieste/{id}"), read.version.to_string());
        let typed = [("mode", "phone"), ("day", "2026-12-03"), ("time", "9:5"), ("place", "0811234567"), ("version", &version), ("page", &page)];
        let refused = luca.form(&format!("/api/v1/requests/{id}/set-appointment"), &typed).await;
        assert_eq!(refused.echo.and_then(|echo| echo.value("place").map(str::to_owned)).as_deref(), Some("0811234567"));
        let typed = [("mode", "phone"), ("day", "2026-12-03"), ("time", "09:05"), ("place", "0811234567"), ("version", &version), ("page", &page)];
        let set = luca.form(&format!("/api/v1/requests/{id}/set-appointment"), &typed).await;
        assert_eq!((set.status, set.header("location")), (303, page.as_str()));
        assert_eq!(state(&detail(&anna, id).await), Some(MeetingState::Set));
    }

    async fn what_was_said_of_it_is_found_by_its_words(world: World) {
        let (id, anna, _) = appointed(&world).await;
        let found: Page<contatti_model::requests::Line> = anna.read("/api/v1/requests?text=libro+unico").await;
        assert!(found.items.iter().any(|line| line.id == id));
    }
}
