//! What directors and unit managers read, and who may change the steps.

use super::{PROMISED, at, mornings, told};
use crate::harness::story::*;
use contatti_model::escalation::{Ahead, Rung, Steps, StepsForm, Why};
use contatti_model::identity::Position;
use contatti_model::offices::{AbsenceForm, OfficeAbsences};
use contatti_model::page::Page;
use contatti_model::requests::{ContactOptions, RequestDetail};
use contatti_model::{Issue, ProblemCode};
use jiff::civil::date;
use serde_json::json;
use uuid::Uuid;

const AHEAD: &str = "/api/v1/escalation/ahead";
const ABSENCES: &str = "/api/v1/console/absences";
const STEPS: &str = "/api/v1/escalation/steps";
const NIGHT: &str = "/api/v1/escalation/night";
const MANAGER: &str = "raffaele.sorrentino";
const DIRECTOR_OF_MILAN: &str = "elena.brambati";

fn form(days: [&str; 4]) -> StepsForm {
    let [owner, unit_manager, director, region] = days.map(str::to_owned);
    StepsForm { owner, unit_manager, director, region, version: "1".into(), ..StepsForm::default() }
}

on_both_engines! {
    async fn the_director_sees_what_will_miss_before_it_does_and_then_whom_it_reached(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut luca, carmela) = (world.person(ANNA).await, world.person(LUCA).await, world.person(DIRECTOR).await);
        let (taken, open) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        let body = json!({ "version": "1", "text": "Ci lavoro." });
        assert_eq!(luca.post(&format!("/api/v1/requests/{taken}/take-charge"), &body).await.status, 200);
        let none: Ahead = carmela.read(AHEAD).await;
        assert_eq!((none.coming.len(), none.until), (0, date(2026, 11, 30)), "seven working days are far");

        at(&world, date(2026, 11, 25), 0);
        let ahead: Ahead = carmela.read(AHEAD).await;
        let of = |id| ahead.coming.iter().find(|line| line.id == id).unwrap();
        assert_eq!((ahead.coming.len(), ahead.late.len(), ahead.until), (2, 0, PROMISED));
        assert_eq!((of(taken).why.as_slice(), of(taken).owner.as_deref()), (&[][..], Some("Luca Ferrara")));
        assert_eq!((of(open).why.as_slice(), of(open).days_left), (&[Why::NoOwner, Why::NothingWritten][..], 5));
        let next = of(open).next.unwrap();
        assert_eq!((next.rung, next.on), (Rung::Owner, date(2026, 12, 3)));

        mornings(&world, date(2026, 12, 3), date(2026, 12, 4)).await;
        let late: Ahead = world.person(MANAGER).await.read(AHEAD).await;
        let line = &late.late[0];
        assert_eq!((late.coming.len(), late.late.len(), line.days_left), (0, 2, -2));
        assert_eq!((line.rung, line.next.map(|next| next.rung)), (Some(Rung::UnitManager), Some(Rung::Director)));
    }

    async fn what_the_office_wrote_first_is_missed_by_nobody_until_the_company_writes_back(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut luca, carmela) = (world.person(ANNA).await, world.person(LUCA).await, world.person(DIRECTOR).await);
        let position = anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0).id;
        let options: ContactOptions = luca.read(&format!("/api/v1/console/positions/{position}")).await;
        let form = json!({ "id": Uuid::now_v7(), "position": position, "subject": options.areas[0].subjects[0].id,
            "text": "Manca la denuncia di ottobre.", "audience": "both", "answer": "yes" });
        let sent: RequestDetail = luca.post("/api/v1/console/contacts", &form).await.json();
        for day in [sent.promised_on, sent.promised_on.tomorrow().unwrap()] {
            at(&world, day, 0);
            let ahead: Ahead = carmela.read(AHEAD).await;
            assert_eq!((ahead.coming.len(), ahead.late.len()), (0, 0), "{day}");
        }
        let text = json!({ "id": Uuid::now_v7(), "text": "Inviata oggi." });
        assert_eq!(anna.post(&format!("/api/v1/requests/{}/reply", sent.id), &text).await.status, 200);
        at(&world, detail(&anna, sent.id).await.promised_on, 0);
        let ahead: Ahead = carmela.read(AHEAD).await;
        assert_eq!(ahead.coming.iter().map(|line| line.id).collect::<Vec<_>>(), [sent.id]);
    }

    async fn an_owner_away_on_the_day_is_a_reason_unless_somebody_free_stands_in(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut luca, mut carmela) = (world.person(ANNA).await, world.person(LUCA).await, world.person(DIRECTOR).await);
        let id = send_with(&mut anna, &[]).await.request;
        let body = json!({ "version": "1", "text": "Ci lavoro." });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/take-charge"), &body).await.status, 200);
        at(&world, date(2026, 11, 25), 0);
        let why = async |carmela: &crate::harness::Client| {
            let ahead: Ahead = carmela.read(AHEAD).await;
            ahead.coming.into_iter().find(|line| line.id == id).unwrap().why
        };
        assert_eq!(why(&carmela).await, []);
        let office: OfficeAbsences = carmela.read(ABSENCES).await;
        let of = |name: &str| office.colleagues.iter().find(|one| one.name == name).unwrap().id.to_string();
        let mut form = AbsenceForm { person: of("Luca Ferrara"), first_day: "2026-12-01".into(), last_day: "2026-12-02".into(), ..AbsenceForm::default() };
        let entered = carmela.post(ABSENCES, &form).await;
        assert_eq!((entered.status, why(&carmela).await), (201, vec![Why::OwnerAway]));
        let absence = entered.json::<OfficeAbsences>().absences.iter().find(|one| one.name == "Luca Ferrara").unwrap().id;
        assert_eq!(carmela.post(&format!("{ABSENCES}/{absence}/end"), &()).await.status, 200);
        form.substitute = of("Sara Montella");
        assert_eq!(carmela.post(ABSENCES, &form).await.status, 201);
        assert_eq!(why(&carmela).await, [], "Sara stands in");
        // A unit that gives nobody more than one, and Sara has one.
        let other = send_with(&mut anna, &[]).await.request;
        let mut sara = world.person(SARA).await;
        assert_eq!(sara.post(&format!("/api/v1/requests/{other}/take-charge"), &json!({ "version": "1" })).await.status, 200);
        carmela.post("/api/v1/console/units", &json!({ "name": "Durc" })).await;
        world.run("UPDATE units SET most_each = 1 WHERE name = 'Durc'").await;
        world.run("UPDATE requests SET unit_id = (SELECT id FROM units WHERE name = 'Durc')").await;
        assert_eq!(why(&carmela).await, [Why::OwnerAway], "who stands in is full");
    }

    async fn the_directors_own_steps_hold_for_what_is_to_come(world: World) {
        let world = world.with_long_sessions();
        let (mut anna, mut carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let id = send_with(&mut anna, &[]).await.request;
        let usual: Steps = carmela.read(STEPS).await;
        let days: Vec<_> = usual.steps.iter().map(|step| step.working_days).collect();
        assert_eq!((days, usual.own, usual.may_change), (vec![1, 2, 4, 9], false, true));
        let sent = StepsForm { region_email: "calabria@istituto.example".into(), ..form(["1", "1", "2", "20"]) };
        let changed = carmela.post(STEPS, &sent).await.json::<Steps>();
        assert_eq!((changed.own, changed.region_email.as_str()), (true, "calabria@istituto.example"));
        assert_eq!((usual.version, usual.changed_by, changed.version), (1, None, 2));
        assert_eq!(changed.changed_by.as_deref(), Some("Carmela Improta"));
        assert_eq!(carmela.post(STEPS, &sent).await.problem().code, ProblemCode::Stale, "changed since they were read");
        assert_eq!(carmela.post(STEPS, &StepsForm { version: String::new(), ..sent.clone() }).await.status, 428);
        let again = StepsForm { version: "2".into(), ..sent };
        assert_eq!(carmela.post(STEPS, &again).await.status, 200, "saved again it is the same");
        mornings(&world, date(2026, 12, 3), date(2026, 12, 31)).await;
        let days: Vec<_> = told(&detail(&anna, id).await).into_iter().map(|(_, day)| day).collect();
        // The twentieth working day from the first contact is 22 December, whatever the steps say.
        assert_eq!(days, [date(2026, 12, 3), date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 22)]);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'escalation_steps_changed'").await, 2);
        assert!(!world.person(DIRECTOR_OF_MILAN).await.read::<Steps>(STEPS).await.own);
    }

    async fn steps_that_do_not_go_up_are_told_at_their_field(world: World) {
        let mut carmela = world.person(DIRECTOR).await;
        let problem = carmela.post(STEPS, &form(["1", "5", "4", ""])).await.problem();
        let said: Vec<_> = problem.fields.iter().map(|error| (error.field.as_str(), &error.issue)).collect();
        assert_eq!((problem.status, said), (422, vec![
            ("director", &Issue::OutOfRange { min: 5, max: 20 }), ("region", &Issue::Required),
        ]));
        assert!(!carmela.read::<Steps>(STEPS).await.own);
    }

    async fn who_does_not_answer_for_the_office_finds_nothing_there(world: World) {
        for name in [LUCA, MARCO, ANNA] {
            let mut person = world.person(name).await;
            for path in [AHEAD, STEPS, NIGHT] {
                assert_eq!(person.get(path).await.status, 404, "{name} {path}");
            }
            assert_eq!(person.post(STEPS, &form(["1", "2", "4", "9"])).await.status, 404, "{name}");
        }
        let naples = world.person(DIRECTOR).await.read::<Steps>(STEPS).await.office.id;
        let mut elena = world.person(DIRECTOR_OF_MILAN).await;
        for path in [AHEAD, STEPS, NIGHT] {
            assert_eq!(elena.get(&format!("{path}?office={naples}")).await.status, 404, "{path}");
        }
        let foreign = StepsForm { office: naples.to_string(), ..form(["1", "2", "4", "9"]) };
        assert_eq!(elena.post(STEPS, &foreign).await.status, 404);
        let mut raffaele = world.person(MANAGER).await;
        assert!(!raffaele.read::<Steps>(STEPS).await.may_change);
        assert_eq!(raffaele.post(STEPS, &form(["1", "2", "4", "9"])).await.status, 404, "who answers for a unit reads");
    }
}
