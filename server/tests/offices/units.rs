//! Units of an office: shaped by its director, reached by what arrives, handed requests with a reason.

use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::offices::{OfficeUnits, RetireForm, SkillsForm, Unit, UnitForm};
use contatti_model::page::Page;
use contatti_model::requests::{EventKind, Hands, MessageKind, PublicState, WorkLine};
use contatti_model::{Issue, PersonId, ProblemCode, RequestId, UnitId};
use serde_json::json;

const UNITS: &str = "/api/v1/console/units";
const MANAGER: &str = "raffaele.sorrentino";
const MILAN_DIRECTOR: &str = "elena.brambati";

/// Somebody of the Naples office, as the director chooses them.
pub(crate) async fn of_naples(client: &Client, name: &str) -> PersonId {
    let office: OfficeUnits = client.read(UNITS).await;
    office.people.into_iter().find(|person| person.name == name).expect("nobody of that name").id
}

/// Carmela makes a unit of these people; `subjects` arrive there.
pub(crate) async fn unit(world: &World, name: &str, members: &[&str], subjects: &[String], distributes: bool) -> Unit {
    let mut carmela = world.person(DIRECTOR).await;
    let mut ids = vec![];
    for member in members {
        ids.push(of_naples(&carmela, member).await.to_string());
    }
    let form = UnitForm {
        name: name.into(),
        members: ids,
        subjects: subjects.to_vec(),
        distributes: if distributes { "yes".into() } else { String::new() },
        ..UnitForm::default()
    };
    let made = carmela.post(UNITS, &form).await;
    assert_eq!(made.status, 201, "{}", made.text());
    made.json::<OfficeUnits>().units.into_iter().find(|unit| unit.name == name).unwrap()
}

/// The form a unit was made with.
fn form_of(unit: &Unit) -> UnitForm {
    UnitForm {
        name: unit.name.clone(),
        members: unit.members.iter().map(|member| member.id.to_string()).collect(),
        managers: unit.members.iter().filter(|member| member.manages).map(|member| member.id.to_string()).collect(),
        subjects: unit.subjects.iter().map(|subject| subject.id.to_string()).collect(),
        distributes: if unit.distributes { "yes".into() } else { String::new() },
        most_each: unit.most_each.map(|most| most.to_string()).unwrap_or_default(),
        version: unit.version.to_string(),
    }
}

async fn listed(client: &Client, query: &str) -> Vec<(RequestId, Option<String>)> {
    let page: Page<WorkLine> = client.read(&format!("/api/v1/console/requests?{query}")).await;
    page.items.into_iter().map(|line| (line.line.id, line.unit)).collect()
}

async fn pass(client: &mut Client, id: RequestId, version: i64, unit: UnitId) -> crate::harness::Reply {
    let form = json!({ "version": version.to_string(), "unit": unit, "text": "È materia loro." });
    client.post(&format!("/api/v1/requests/{id}/unit"), &form).await
}

on_both_engines! {
    async fn what_is_about_a_units_subject_arrives_there_and_its_people_find_it(world: World) {
        let mut anna = world.person(ANNA).await;
        let before = send_with(&mut anna, &[]).await.request;
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara"], std::slice::from_ref(&subject), false).await;
        let id = send_with(&mut anna, &[]).await.request;
        let (luca, sara) = (world.person(LUCA).await, world.person(SARA).await);
        assert_eq!(listed(&luca, "state=unit").await, [(id, Some("DURC".into()))]);
        assert_eq!(listed(&sara, "state=unit").await, [], "Sara is of no unit");
        assert_eq!(listed(&sara, &format!("unit={}", made.id)).await, [(id, Some("DURC".into()))]);
        assert_eq!(listed(&sara, "").await.len(), 2, "the office still sees all");
        let read = detail(&anna, id).await;
        assert_eq!((read.unit.as_deref(), detail(&anna, before).await.unit), (Some("DURC"), None));
        let office: OfficeUnits = luca.read(UNITS).await;
        assert_eq!((office.units[0].waiting, office.may_edit), (1, false));
        // A subject arrives at one unit: chosen by another, it leaves the first; what arrived stays.
        unit(&world, "Regolarità", &["Sara Montella"], &[subject], false).await;
        let next = send_with(&mut anna, &[]).await.request;
        assert_eq!(detail(&anna, next).await.unit.as_deref(), Some("Regolarità"));
        assert_eq!(detail(&anna, id).await.unit.as_deref(), Some("DURC"));
    }

    async fn passed_to_another_unit_it_keeps_number_and_promise_and_its_owner_only_there(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let durc = unit(&world, "DURC", &["Luca Ferrara"], &[], false).await;
        let payments = unit(&world, "Versamenti", &["Sara Montella"], &[], false).await;
        let id = send_with(&mut anna, &[]).await.request;
        let before = detail(&anna, id).await;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let hands: Hands = luca.read(&format!("/api/v1/requests/{id}/hands")).await;
        assert_eq!(hands.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>(), ["DURC", "Versamenti"]);
        let to_his = pass(&mut luca, id, 2, durc.id).await;
        assert_eq!(to_his.status, 200, "{}", to_his.text());
        let read = detail(&anna, id).await;
        assert_eq!((read.unit.as_deref(), read.owner.as_deref(), read.state), (Some("DURC"), Some("Luca Ferrara"), PublicState::InCharge));
        assert_eq!(pass(&mut luca, id, 2, payments.id).await.problem().code, ProblemCode::Stale);
        assert_eq!(pass(&mut luca, id, 3, payments.id).await.status, 200);
        let read = detail(&anna, id).await;
        assert_eq!((read.unit.as_deref(), read.owner, read.state), (Some("Versamenti"), None, PublicState::Open));
        assert_eq!((&read.registration, read.promised_on), (&before.registration, before.promised_on));
        let (line, word) = (read.timeline.last().unwrap(), read.thread.last().unwrap());
        assert_eq!((line.kind, line.named.as_deref()), (EventKind::Passed, Some("Versamenti")));
        assert_eq!((word.kind, word.text.as_str()), (MessageKind::Comment, "È materia loro."));
        for (body, field) in [
            (json!({ "version": "4", "unit": payments.id, "text": "Lì è già." }), "unit"),
            (json!({ "version": "4", "unit": uuid::Uuid::nil(), "text": "Là." }), "unit"),
            (json!({ "version": "4", "unit": durc.id, "text": " " }), "text"),
        ] {
            let refused = luca.post(&format!("/api/v1/requests/{id}/unit"), &body).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, field));
        }
    }

    async fn documents_are_waited_for_by_somebody_so_they_leave_no_owner_behind(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let other = unit(&world, "Versamenti", &["Sara Montella"], &[], false).await;
        let id = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        let asked = json!({ "version": "2", "text": "Il LUL", "until": "2026-12-22" });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/ask-documents"), &asked).await.status, 200);
        assert_eq!(pass(&mut luca, id, 3, other.id).await.problem().code, ProblemCode::IllegalMove);
    }

    async fn another_office_that_gets_it_has_its_own_units(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara"], std::slice::from_ref(&subject), false).await;
        let mut elena = world.person(MILAN_DIRECTOR).await;
        let form = UnitForm { name: "Milano DURC".into(), subjects: vec![subject], ..UnitForm::default() };
        assert_eq!(elena.post(UNITS, &form).await.status, 201);
        let id = send_with(&mut anna, &[]).await.request;
        let hands: Hands = luca.read(&format!("/api/v1/requests/{id}/hands")).await;
        let milan = hands.offices.iter().find(|office| office.name.contains("Milano")).unwrap().id;
        let over = json!({ "version": "1", "office": milan, "text": "È loro." });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/hand-over"), &over).await.status, 204);
        assert_eq!(detail(&anna, id).await.unit.as_deref(), Some("Milano DURC"));
    }

    async fn a_dissolved_unit_gets_nothing_more_and_leaves_its_requests_to_the_office(world: World) {
        let (mut anna, mut carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[subject], false).await;
        let id = send_with(&mut anna, &[]).await.request;
        let read = RetireForm { version: made.version.to_string() };
        let gone = carmela.post(&format!("{UNITS}/{}/retire", made.id), &read).await;
        assert_eq!((gone.status, gone.json::<OfficeUnits>().units.len()), (200, 0));
        assert_eq!(carmela.post(&format!("{UNITS}/{}/retire", made.id), &read).await.status, 200, "it is so already");
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'unit_dissolved'").await, 1);
        let next = send_with(&mut anna, &[]).await.request;
        assert_eq!((detail(&anna, id).await.unit, detail(&anna, next).await.unit), (None, None));
        unit(&world, "DURC", &["Sara Montella"], &[], false).await;
        let office: OfficeUnits = carmela.read(UNITS).await;
        let members: Vec<_> = office.units[0].members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(members, ["Sara Montella"], "the same name, made anew");
    }

    async fn two_directors_at_one_unit_never_overwrite_one_another_and_slips_are_told(world: World) {
        let mut carmela = world.person(DIRECTOR).await;
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[], false).await;
        let path = format!("{UNITS}/{}", made.id);
        let manager = of_naples(&carmela, "Raffaele Sorrentino").await.to_string();
        let form = UnitForm { managers: vec![manager], ..form_of(&made) };
        let changed = carmela.post(&path, &form).await.json::<OfficeUnits>().units.remove(0);
        let people: Vec<_> = changed.members.iter().map(|one| (one.name.as_str(), one.manages)).collect();
        assert_eq!((people, changed.version), (vec![("Luca Ferrara", false), ("Raffaele Sorrentino", true)], 2));
        assert_eq!(carmela.post(&path, &form).await.problem().code, ProblemCode::Stale);
        for (form, field, issue) in [
            (UnitForm { name: "DURC".into(), ..UnitForm::default() }, "name", Issue::NameTaken),
            (UnitForm { name: "A".into(), members: vec![uuid::Uuid::nil().to_string()], ..UnitForm::default() }, "members", Issue::UnknownChoice),
            (UnitForm { name: "A".into(), subjects: vec![uuid::Uuid::nil().to_string()], ..UnitForm::default() }, "subjects", Issue::UnknownChoice),
        ] {
            let refused = carmela.post(UNITS, &form).await.problem();
            assert_eq!((refused.status, refused.fields[0].field.as_str(), &refused.fields[0].issue), (422, field, &issue));
        }
    }

    async fn who_was_slower_is_told_so_before_a_slip_and_a_slip_changes_nothing(world: World) {
        let mut carmela = world.person(DIRECTOR).await;
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[], false).await;
        unit(&world, "Versamenti", &[], &[], false).await;
        let path = format!("{UNITS}/{}", made.id);
        let changed = carmela.post(&path, &form_of(&made)).await.json::<OfficeUnits>();
        let read = changed.units.into_iter().find(|one| one.id == made.id).unwrap();
        let nobody = vec![uuid::Uuid::nil().to_string()];
        let slips = |unit: &Unit| {
            [
                UnitForm { members: nobody.clone(), ..form_of(unit) },
                UnitForm { subjects: nobody.clone(), ..form_of(unit) },
                UnitForm { name: String::new(), ..form_of(unit) },
                UnitForm { name: "Versamenti".into(), ..form_of(unit) },
            ]
        };
        for (late, slip) in slips(&made).iter().zip(&slips(&read)) {
            assert_eq!(carmela.post(&path, late).await.problem().code, ProblemCode::Stale, "{late:?}");
            assert_eq!(carmela.post(&path, slip).await.problem().code, ProblemCode::Invalid, "{slip:?}");
        }
        let now = carmela.read::<OfficeUnits>(UNITS).await.units.into_iter().find(|one| one.id == made.id).unwrap();
        assert_eq!(now, read);
    }

    async fn only_who_directs_the_office_shapes_its_units(world: World) {
        let made = unit(&world, "DURC", &["Luca Ferrara"], &[], false).await;
        let skills = SkillsForm { person: made.members[0].id.to_string(), subjects: vec![], version: "1".into() };
        for name in [MILAN_DIRECTOR, MANAGER, LUCA, ANNA] {
            let mut person = world.person(name).await;
            assert_eq!(person.post(&format!("{UNITS}/{}", made.id), &form_of(&made)).await.status, 404, "{name}");
            assert_eq!(person.post(&format!("{UNITS}/{}/skills", made.id), &skills).await.status, 404, "{name}");
            assert_eq!(person.post(&format!("{UNITS}/{}/retire", made.id), &RetireForm { version: "1".into() }).await.status, 404, "{name}");
        }
        for name in [MANAGER, LUCA, ANNA] {
            let form = UnitForm { name: "Mia".into(), ..UnitForm::default() };
            assert_eq!(world.person(name).await.post(UNITS, &form).await.status, 404, "{name}");
        }
        assert_eq!(world.person(MANAGER).await.read::<OfficeUnits>(UNITS).await.units.len(), 1);
        assert_eq!(world.person(MILAN_DIRECTOR).await.read::<OfficeUnits>(UNITS).await.units, []);
        assert_eq!(world.person(ANNA).await.get(UNITS).await.status, 404);
    }

    async fn everybodys_load_is_counted_with_what_is_due_this_week(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut promised = None;
        for _ in 0..2 {
            let id = send_with(&mut anna, &[]).await.request;
            luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
            promised = Some(detail(&anna, id).await.promised_on);
        }
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella"], &[], false).await;
        let load = |office: OfficeUnits| office.units[0].members.iter().map(|one| (one.in_charge, one.due_this_week)).collect::<Vec<_>>();
        assert_eq!(load(luca.read(UNITS).await), [(2, 0), (0, 0)], "promised for next week");
        world.at(&format!("{}T09:00:00Z", promised.unwrap()));
        let luca = world.person(LUCA).await;
        assert_eq!(load(luca.read(UNITS).await), [(2, 2), (0, 0)]);
    }
}
