//! Giving out what arrives at a unit: by load and skill, never to who is away, each request once.

use crate::harness::story::*;
use crate::harness::{Client, World};
use crate::offices::units::{of_naples, unit};
use contatti_model::RequestId;
use contatti_model::offices::{AbsenceForm, SkillsForm, UnitForm};
use contatti_model::requests::{EventKind, Hands, PublicState};
use contatti_server::db::Db;
use contatti_server::requests::distribute;
use serde_json::json;

async fn sent(anna: &mut Client, many: usize) -> Vec<RequestId> {
    let mut ids = vec![];
    for _ in 0..many {
        ids.push(send_with(anna, &[]).await.request);
    }
    ids
}

async fn owners(anna: &Client, ids: &[RequestId]) -> Vec<Option<String>> {
    let mut owners = vec![];
    for id in ids {
        owners.push(detail(anna, *id).await.owner);
    }
    owners
}

fn named(names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| Some((*name).to_owned())).collect()
}

async fn away_today(world: &World, name: &str) {
    let mut carmela = world.person(DIRECTOR).await;
    let person = of_naples(&carmela, name).await.to_string();
    let form =
        AbsenceForm { person, first_day: "2026-11-23".into(), last_day: "2026-11-23".into(), ..AbsenceForm::default() };
    assert_eq!(carmela.post("/api/v1/console/absences", &form).await.status, 201);
}

on_both_engines! {
    async fn what_arrives_goes_to_who_is_there_and_has_least(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella", "Ciro Auriemma"], &[subject], true).await;
        away_today(&world, "Ciro Auriemma").await;
        let ids = sent(&mut anna, 4).await;
        assert_eq!(distribute(&world.house).await.unwrap(), 4);
        let mut got = owners(&anna, &ids).await;
        got.sort();
        assert_eq!(got, named(&["Luca Ferrara", "Luca Ferrara", "Sara Montella", "Sara Montella"]));
        let read = detail(&anna, ids[0]).await;
        let line = read.timeline.last().unwrap();
        assert_eq!((read.state, line.kind, line.by.as_deref()), (PublicState::InCharge, EventKind::Assigned, None));
        assert_eq!(line.named, read.owner);
        assert_eq!(distribute(&world.house).await.unwrap(), 0, "nothing is given twice");
    }

    async fn who_knows_the_subject_comes_first_until_the_bound_and_a_unit_may_leave_it_be(world: World) {
        let (mut anna, mut carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let subject = filled_form(&anna).await.subject;
        let made = unit(&world, "DURC", &["Luca Ferrara", "Sara Montella"], std::slice::from_ref(&subject), false).await;
        let sara = of_naples(&carmela, "Sara Montella").await.to_string();
        let path = format!("/api/v1/console/units/{}", made.id);
        let skills = SkillsForm { person: sara, subjects: vec![subject.clone()], version: "1".into() };
        assert_eq!(carmela.post(&format!("{path}/skills"), &skills).await.status, 200);
        let ids = sent(&mut anna, 5).await;
        assert_eq!(distribute(&world.house).await.unwrap(), 0, "by hand, until the director says otherwise");
        let form = UnitForm {
            name: "DURC".into(),
            members: made.members.iter().map(|one| one.id.to_string()).collect(),
            subjects: vec![subject],
            distributes: "yes".into(),
            most_each: "2".into(),
            version: made.version.to_string(),
            ..UnitForm::default()
        };
        let changed = carmela.post(&path, &form).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert_eq!(distribute(&world.house).await.unwrap(), 4);
        let expected = ["Sara Montella", "Sara Montella", "Luca Ferrara", "Luca Ferrara"];
        let mut expected = named(&expected);
        expected.push(None);
        assert_eq!(owners(&anna, &ids).await, expected);
    }

    async fn what_was_given_back_waits_for_a_persons_hand(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella"], &[subject], true).await;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(distribute(&world.house).await.unwrap(), 1);
        let mut luca = world.person(LUCA).await;
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/give-back"), &json!({ "version": "2" })).await.status, 200);
        assert_eq!(distribute(&world.house).await.unwrap(), 0);
        assert_eq!(detail(&anna, id).await.owner, None);
    }

    async fn servers_giving_out_at_once_give_each_request_one_owner_and_keep_the_balance(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella"], &[subject], true).await;
        let ids = sent(&mut anna, 10).await;
        let servers: Vec<_> = (0..4)
            .map(|_| { let house = world.house.clone(); tokio::spawn(async move { distribute(&house).await.unwrap() }) })
            .collect();
        let mut given = 0;
        for server in servers {
            given += server.await.unwrap();
        }
        assert_eq!(given, 10);
        let got = owners(&anna, &ids).await;
        let lucas = got.iter().filter(|owner| owner.as_deref() == Some("Luca Ferrara")).count();
        assert_eq!((got.iter().flatten().count(), lucas), (10, 5));
        for id in ids {
            let read = detail(&anna, id).await;
            let assigned = read.timeline.iter().filter(|line| line.kind == EventKind::Assigned).count();
            assert_eq!((assigned, read.version), (1, 2));
        }
    }

    async fn with_everybody_away_or_full_nobody_waits_for_the_writer(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara"], &[subject], true).await;
        sent(&mut anna, 3).await;
        world.run("UPDATE units SET most_each = 1").await;
        assert_eq!(distribute(&world.house).await.unwrap(), 1, "the bound is reached in the middle of the round");
        // SQLite has one writer: while somebody has it, every attempt to give would fail.
        let writer = match &world.house.db {
            Db::Sqlite { writer, .. } => Some(writer.acquire().await.unwrap()),
            Db::Postgres(_) => None,
        };
        assert_eq!(distribute(&world.house).await.unwrap(), 0);
        drop(writer);
        world.run("UPDATE units SET most_each = 2").await;
        away_today(&world, "Luca Ferrara").await;
        let writer = match &world.house.db {
            Db::Sqlite { writer, .. } => Some(writer.acquire().await.unwrap()),
            Db::Postgres(_) => None,
        };
        assert_eq!(distribute(&world.house).await.unwrap(), 0);
        drop(writer);
        world.at("2026-11-24T09:00:00Z");
        assert_eq!(distribute(&world.house).await.unwrap(), 1);
    }

    async fn what_was_taken_by_hand_and_given_back_waits_too_until_it_arrives_at_another_office(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella"], std::slice::from_ref(&subject), true).await;
        let id = send_with(&mut anna, &[]).await.request;
        let mut luca = world.person(LUCA).await;
        let url = |verb: &str| format!("/api/v1/requests/{id}/{verb}");
        assert_eq!(luca.post(&url("take-charge"), &json!({ "version": "1" })).await.status, 200);
        assert_eq!(luca.post(&url("give-back"), &json!({ "version": "2" })).await.status, 200);
        assert_eq!(distribute(&world.house).await.unwrap(), 0);
        assert_eq!(detail(&anna, id).await.owner, None, "a person decides whose it is");
        let mut elena = world.person("elena.brambati").await;
        let marco = of_naples(&elena, "Marco Colnaghi").await.to_string();
        let form = UnitForm {
            name: "Milano DURC".into(),
            members: vec![marco],
            subjects: vec![subject],
            distributes: "yes".into(),
            ..UnitForm::default()
        };
        assert_eq!(elena.post("/api/v1/console/units", &form).await.status, 201);
        let hands: Hands = luca.read(&url("hands")).await;
        let milan = hands.offices.iter().find(|office| office.name.contains("Milano")).unwrap().id;
        let over = json!({ "version": "3", "office": milan, "text": "È loro." });
        assert_eq!(luca.post(&url("hand-over"), &over).await.status, 204);
        assert_eq!(distribute(&world.house).await.unwrap(), 1);
        assert_eq!(owners(&anna, &[id]).await, named(&["Marco Colnaghi"]));
    }

    async fn what_the_second_officer_gives_back_goes_to_neither_by_itself(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara", "Sara Montella"], &[subject], true).await;
        let id = send_with(&mut anna, &[]).await.request;
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        let url = |verb: &str| format!("/api/v1/requests/{id}/{verb}");
        assert_eq!(luca.post(&url("take-charge"), &json!({ "version": "1" })).await.status, 200);
        let closed = json!({ "version": "2", "outcome": "informative", "text": "Ecco." });
        assert_eq!(luca.post(&url("close"), &closed).await.status, 200);
        assert_eq!(anna.post(&url("verdict"), &json!({ "solved": "no", "text": "Manca il mese." })).await.status, 200);
        assert_eq!(sara.post(&url("take-charge"), &json!({ "version": "4" })).await.status, 200);
        assert_eq!(sara.post(&url("give-back"), &json!({ "version": "5" })).await.status, 200);
        assert_eq!(distribute(&world.house).await.unwrap(), 0);
        assert_eq!(detail(&anna, id).await.owner, None);
    }

    async fn with_everybody_away_it_waits_for_who_comes_back(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        unit(&world, "DURC", &["Luca Ferrara"], &[subject], true).await;
        away_today(&world, "Luca Ferrara").await;
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(distribute(&world.house).await.unwrap(), 0);
        world.at("2026-11-24T09:00:00Z");
        assert_eq!(distribute(&world.house).await.unwrap(), 1);
        assert_eq!(owners(&world.person(ANNA).await, &[id]).await, named(&["Luca Ferrara"]));
    }
}
