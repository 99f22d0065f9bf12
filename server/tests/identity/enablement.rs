//! Enablement: the director nominates, the IT contact grants and takes away, every step stays in the log.

use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::identity::Me;
use contatti_model::identity::enablement::{
    EnablementDeed, EnablementLine, EnablementLogLine, EnablementMove, EnablementState, Enablements,
};
use contatti_model::page::Page;
use contatti_model::requests::{EventKind, PublicState};
use contatti_model::{Issue, ProblemCode};
use contatti_server::db::Db;
use contatti_server::escalation::check_night;
use contatti_server::identity::{self, NewAccount};
use serde_json::json;

const ENABLEMENTS: &str = "/api/v1/enablements";
/// The IT contact of the Naples office.
const PATRIZIA: &str = "patrizia.imparato";
/// An account of the institute without a role yet, nominated in the demonstration.
const NUNZIA: &str = "nunzia.marotta";

fn path(line: &EnablementLine, verb: &str) -> String {
    format!("{ENABLEMENTS}/{}/{verb}", line.id)
}

async fn line_of(client: &Client, username: &str) -> EnablementLine {
    let read: Enablements = client.read(ENABLEMENTS).await;
    let names: Vec<_> = read.lines.iter().map(|line| line.username.clone()).collect();
    let found = read.lines.into_iter().find(|line| line.username == username);
    found.unwrap_or_else(|| panic!("{username} is not among {names:?}"))
}

/// An account made by whoever runs the server, as a colleague hired today.
async fn hired(world: &World, username: &str, seat: Option<(contatti_model::identity::Role, &str)>) {
    let account = NewAccount {
        username,
        password: contatti_server::demo::PASSWORD,
        name: "Ida Nuova",
        email: "ida@istituto.example",
        seat,
        company: None,
    };
    identity::add_account(&world.house, &account).await.unwrap();
}

/// Runs a statement that must be refused, and says with which words.
async fn refused_by_the_database(world: &World, sql: &'static str) -> String {
    let refused = match &world.house.db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop),
    };
    refused.unwrap_err().to_string()
}

/// Somebody writes in them between the reading and the writing, whenever it is tried.
async fn her_requests_move_at_every_step_of_her_enablement(world: &World) {
    match &world.house.db {
        Db::Sqlite { writer, .. } => {
            let sql = "CREATE TRIGGER restless AFTER UPDATE ON enablements BEGIN
                           UPDATE requests SET version = version + 1 WHERE owner_id = NEW.person_id; END";
            sqlx::query(sql).execute(writer).await.unwrap();
        }
        Db::Postgres(pool) => {
            let move_them = "CREATE FUNCTION move_them() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN UPDATE requests SET version = version + 1 WHERE owner_id = NEW.person_id; RETURN NEW; END $$";
            sqlx::query(move_them).execute(pool).await.unwrap();
            let sql = "CREATE TRIGGER restless AFTER UPDATE ON enablements FOR EACH ROW EXECUTE FUNCTION move_them()";
            sqlx::query(sql).execute(pool).await.unwrap();
        }
    }
}

on_both_engines! {
    async fn nominated_granted_and_revoked_with_every_step_in_the_log(world: World) {
        hired(&world, "ida.nuova", None).await;
        let (mut carmela, mut patrizia) = (world.person(DIRECTOR).await, world.person(PATRIZIA).await);
        let ida = world.person("ida.nuova").await;
        let form = json!({ "person": "Ida@istituto.example", "reason": "Subentra a marzo." });
        let nominated = carmela.post(ENABLEMENTS, &form).await;
        assert_eq!(nominated.status, 201, "{}", nominated.text());
        let line = line_of(&carmela, "ida.nuova").await;
        assert_eq!((line.state, line.from.to_string(), line.to.map(|day| day.to_string())), (EnablementState::Nominated, "2026-11-23".into(), Some("2027-11-23".into())));
        assert_eq!(line.may, [EnablementMove::Withdraw]);
        assert_eq!(ida.get("/api/v1/console/requests").await.status, 404, "a nomination opens nothing");

        world.at("2026-11-23T09:05:00Z");
        let line = line_of(&patrizia, "ida.nuova").await;
        assert_eq!(line.may, [EnablementMove::Grant, EnablementMove::Refuse]);
        assert_eq!(patrizia.post(&path(&line, "grant"), &json!({})).await.status, 200);
        assert_eq!(ida.get("/api/v1/console/requests").await.status, 200);
        let line = line_of(&carmela, "ida.nuova").await;
        assert_eq!((line.state, line.nominated_by.as_deref(), line.granted_by.as_deref(), line.to_review), (EnablementState::Granted, Some("Carmela Improta"), Some("Patrizia Imparato"), false));

        world.at("2026-11-23T09:10:00Z");
        let bare = patrizia.post(&path(&line, "revoke"), &json!({ "reason": " " })).await.problem();
        assert_eq!((bare.fields[0].field.as_str(), &bare.fields[0].issue), ("reason", &Issue::Required));
        assert_eq!(patrizia.post(&path(&line, "revoke"), &json!({ "reason": "Trasferita." })).await.status, 200);
        assert_eq!(ida.get("/api/v1/console/requests").await.status, 404);
        let again = patrizia.post(&path(&line, "revoke"), &json!({ "reason": "Trasferita." })).await.problem();
        assert_eq!(again.code, ProblemCode::EnablementOver);
        let log: Page<EnablementLogLine> = carmela.read(&format!("{ENABLEMENTS}/log")).await;
        let deeds: Vec<_> = log.items.iter().filter(|line| line.person == "Ida Nuova").map(|line| (line.deed, line.by.as_deref(), line.reason.as_str())).collect();
        assert_eq!(deeds, [
            (EnablementDeed::Revoked, Some("Patrizia Imparato"), "Trasferita."),
            (EnablementDeed::Granted, Some("Patrizia Imparato"), ""),
            (EnablementDeed::Nominated, Some("Carmela Improta"), "Subentra a marzo."),
        ]);
    }

    async fn a_revoked_operators_next_request_finds_nothing_and_the_work_is_the_offices_again(world: World) {
        let (mut anna, mut sara, mut patrizia) = (world.person(ANNA).await, world.person(SARA).await, world.person(PATRIZIA).await);
        let (worked, waiting) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        for id in [worked, waiting] {
            assert_eq!(sara.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await.status, 200);
        }
        let asked = json!({ "version": "2", "text": "Il LUL", "until": "2026-12-22" });
        assert_eq!(sara.post(&format!("/api/v1/requests/{waiting}/ask-documents"), &asked).await.status, 200);
        let line = line_of(&patrizia, SARA).await;
        assert_eq!((line.in_charge, line.to, line.to_review), (2, None, true), "granted with the account, without an end");
        assert_eq!(patrizia.post(&path(&line, "revoke"), &json!({ "reason": "Cambia sede." })).await.status, 200);

        let (one, texts, tray) = (format!("/api/v1/requests/{worked}"), "/api/v1/console/texts", "/api/v1/missives");
        for url in ["/api/v1/console/requests", "/api/v1/console/counts", &one, texts, tray, ENABLEMENTS] {
            assert_eq!(sara.get(url).await.status, 404, "{url}");
        }
        let late = json!({ "version": "3", "text": "Ancora io." });
        assert_eq!(sara.post(&format!("/api/v1/requests/{waiting}/comment"), &late).await.status, 404);
        let me: Me = sara.read("/api/v1/me").await;
        assert_eq!((me.roles.len(), me.office), (0, None));

        let read = detail(&anna, worked).await;
        assert_eq!((read.state, read.owner), (PublicState::Open, None));
        let given_back = read.timeline.last().unwrap();
        assert_eq!((given_back.kind, given_back.by.as_deref()), (EventKind::GivenBack, None), "no company reads who revoked");
        assert_eq!(detail(&anna, waiting).await.owner.as_deref(), Some("Sara Montella"));
        let left = line_of(&world.person(DIRECTOR).await, SARA).await;
        assert_eq!((left.state, left.in_charge, left.may), (EnablementState::Revoked, 1, vec![]), "the director sees what is left");
    }

    async fn who_is_to_lose_the_group_loses_it_though_their_requests_never_rest(world: World) {
        let (mut anna, mut sara, mut patrizia) = (world.person(ANNA).await, world.person(SARA).await, world.person(PATRIZIA).await);
        let id = send_with(&mut anna, &[]).await.request;
        assert_eq!(sara.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await.status, 200);
        let line = line_of(&patrizia, SARA).await;
        her_requests_move_at_every_step_of_her_enablement(&world).await;
        assert_eq!(patrizia.post(&path(&line, "revoke"), &json!({ "reason": "Cambia sede." })).await.status, 200);
        assert_eq!(sara.get("/api/v1/console/requests").await.status, 404);
        assert_eq!(detail(&anna, id).await.owner.as_deref(), Some("Sara Montella"), "it moved in every try");
        assert_eq!(check_night(&world.house).await.unwrap(), 1);
        assert_eq!(detail(&anna, id).await.owner, None);
    }

    async fn the_it_contact_finds_no_data_of_companies(world: World) {
        let mut anna = world.person(ANNA).await;
        let id = send_with(&mut anna, &[]).await.request;
        let patrizia = world.person(PATRIZIA).await;
        let one = format!("/api/v1/requests/{id}");
        let (hands, notes, bundle) = (format!("{one}/hands"), format!("{one}/notes"), format!("{one}/bundle.zip"));
        for url in ["/api/v1/console/requests", "/api/v1/console/counts", "/api/v1/console/texts", "/api/v1/console/calendar",
            "/api/v1/missives", "/api/v1/register/days/2026-11-23", &one, &hands, &notes, &bundle]
        {
            assert_eq!(patrizia.get(url).await.status, 404, "{url}");
        }
        let overview = patrizia.get(ENABLEMENTS).await;
        assert!(overview.status == 200 && !overview.text().contains("Vesuvio"));
    }

    async fn nobody_else_reads_or_moves_an_enablement(world: World) {
        let line = line_of(&world.person(DIRECTOR).await, NUNZIA).await;
        for name in [ANNA, GIULIA, LUCA, MARCO, NUNZIA, "raffaele.sorrentino"] {
            let mut person = world.person(name).await;
            for url in [ENABLEMENTS.to_owned(), format!("{ENABLEMENTS}/log")] {
                assert_eq!(person.get(&url).await.status, 404, "{name} {url}");
            }
            for verb in ["grant", "refuse", "withdraw", "revoke"] {
                assert_eq!(person.post(&path(&line, verb), &json!({ "reason": "x" })).await.status, 404, "{name} {verb}");
            }
            assert_eq!(person.post(ENABLEMENTS, &json!({ "person": LUCA, "reason": "x" })).await.status, 404, "{name}");
        }
        assert_eq!(world.person(DIRECTOR).await.post(&path(&line, "grant"), &json!({})).await.status, 404, "the director grants nothing");
        let mut patrizia = world.person(PATRIZIA).await;
        assert_eq!(patrizia.post(ENABLEMENTS, &json!({ "person": LUCA, "reason": "x" })).await.status, 404, "the IT contact nominates nobody");
        assert_eq!(patrizia.post(&path(&line, "withdraw"), &json!({ "reason": "x" })).await.status, 404);
        assert_eq!(line_of(&patrizia, NUNZIA).await.state, EnablementState::Nominated);
    }

    async fn duties_stay_separate(world: World) {
        let (mut carmela, mut patrizia) = (world.person(DIRECTOR).await, world.person(PATRIZIA).await);
        let herself = carmela.post(ENABLEMENTS, &json!({ "person": DIRECTOR, "reason": "Aiuto anch'io." })).await.problem();
        assert_eq!(herself.code, ProblemCode::SeparateDuties);
        assert_eq!(carmela.post(ENABLEMENTS, &json!({ "person": PATRIZIA, "reason": "Supplenza." })).await.status, 201);
        let line = line_of(&patrizia, PATRIZIA).await;
        assert!(!line.may(EnablementMove::Grant));
        assert_eq!(patrizia.post(&path(&line, "grant"), &json!({})).await.problem().code, ProblemCode::SeparateDuties);
        world.run("INSERT INTO grants (person_id, role, office_id, valid_from)
                   SELECT person_id, 'it_contact', office_id, valid_from FROM grants WHERE role = 'director'").await;
        let line = line_of(&carmela, NUNZIA).await;
        assert_eq!(carmela.post(&path(&line, "grant"), &json!({})).await.problem().code, ProblemCode::SeparateDuties, "both hats, one head");
        assert_eq!(patrizia.get("/api/v1/console/requests").await.status, 404);
    }

    async fn only_accounts_of_the_institute_are_found_and_only_once(world: World) {
        let mut carmela = world.person(DIRECTOR).await;
        for person in [ANNA, GIULIA, "nessuno", "anna.rossi@vesuvio.example"] {
            let refused = carmela.post(ENABLEMENTS, &json!({ "person": person, "reason": "x" })).await.problem();
            assert_eq!((refused.fields[0].field.as_str(), &refused.fields[0].issue), ("person", &Issue::NoColleague), "{person}");
        }
        let twice = carmela.post(ENABLEMENTS, &json!({ "person": NUNZIA, "reason": "x" })).await.problem();
        assert_eq!(twice.fields[0].issue, Issue::AlreadyNominated);
        let line = line_of(&carmela, NUNZIA).await;
        assert_eq!(carmela.post(&path(&line, "withdraw"), &json!({ "reason": "Non serve più." })).await.status, 200);
        let mut patrizia = world.person(PATRIZIA).await;
        assert_eq!(patrizia.post(&path(&line, "grant"), &json!({})).await.problem().code, ProblemCode::EnablementOver);
        assert_eq!(carmela.post(ENABLEMENTS, &json!({ "person": NUNZIA, "reason": "Serve." })).await.status, 201);
        identity::disable_account(&world.house, NUNZIA).await.unwrap();
        let line = line_of(&patrizia, NUNZIA).await;
        assert_eq!(patrizia.post(&path(&line, "grant"), &json!({})).await.problem().code, ProblemCode::AccountDisabled);
        assert_eq!(patrizia.post(&path(&line, "refuse"), &json!({ "reason": "Account chiuso." })).await.status, 200);
    }

    async fn a_grant_begins_and_ends_with_its_days_and_a_renewal_lets_it_go_on(world: World) {
        let (mut carmela, mut patrizia) = (world.person(DIRECTOR).await, world.person(PATRIZIA).await);
        hired(&world, "ida.nuova", None).await;
        let form = json!({ "person": "ida.nuova", "from": "2026-11-25", "to": "2026-12-10", "reason": "Prova." });
        assert_eq!(carmela.post(ENABLEMENTS, &form).await.status, 201);
        let line = line_of(&patrizia, "ida.nuova").await;
        assert_eq!(patrizia.post(&path(&line, "grant"), &json!({})).await.status, 200);
        assert_eq!(world.person("ida.nuova").await.get("/api/v1/console/requests").await.status, 404, "not begun");
        world.at("2026-11-25T09:00:00Z");
        let mut carmela = world.person(DIRECTOR).await;
        assert_eq!(world.person("ida.nuova").await.get("/api/v1/console/requests").await.status, 200);
        let gap = json!({ "person": "ida.nuova", "from": "2026-12-12", "reason": "Prosegue." });
        let refused = carmela.post(ENABLEMENTS, &gap).await.problem();
        assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "from"));
        let form = json!({ "person": "ida.nuova", "from": "2026-12-11", "to": "2027-03-01", "reason": "Prosegue." });
        assert_eq!(carmela.post(ENABLEMENTS, &form).await.status, 201);
        let mut patrizia = world.person(PATRIZIA).await;
        let waiting = line_of(&patrizia, "ida.nuova").await;
        assert_eq!(patrizia.post(&path(&waiting, "grant"), &json!({})).await.status, 200);
        for (day, status) in [("2026-11-26", 200), ("2026-12-11", 200), ("2027-03-01", 200), ("2027-03-02", 404)] {
            world.at(&format!("{day}T09:00:00Z"));
            let ida = world.person("ida.nuova").await;
            assert_eq!(ida.get("/api/v1/console/requests").await.status, status, "{day}");
        }
        let patrizia = world.person(PATRIZIA).await;
        assert_eq!(line_of(&patrizia, "ida.nuova").await.state, EnablementState::Ended, "in sight for a month");
    }

    async fn of_two_it_contacts_at_the_same_moment_one_grants(world: World) {
        hired(&world, "piero.secondo", Some((contatti_model::identity::Role::ItContact, "5100"))).await;
        let patrizia = world.person(PATRIZIA).await;
        let line = line_of(&patrizia, NUNZIA).await;
        let tries = [PATRIZIA, "piero.secondo", PATRIZIA].map(|name| {
            let url = path(&line, "grant");
            let stranger = world.stranger();
            tokio::spawn(async move {
                let mut contact = stranger;
                contact.post("/api/v1/session", &json!({ "username": name, "password": contatti_server::demo::PASSWORD })).await;
                contact.post(&url, &json!({})).await.status
            })
        });
        let mut statuses = vec![];
        for attempt in tries {
            statuses.push(attempt.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409]);
        let log: Page<EnablementLogLine> = patrizia.read(&format!("{ENABLEMENTS}/log")).await;
        let granted = |line: &&EnablementLogLine| line.deed == EnablementDeed::Granted && line.person == "Nunzia Marotta";
        assert_eq!(log.items.iter().filter(granted).count(), 1);
    }

    async fn the_log_takes_no_change_and_no_enablement_is_deleted(world: World) {
        assert!(world.count("SELECT COUNT(*) FROM enablement_log").await > 0);
        for sql in [
            "UPDATE enablement_log SET deed = 'refused'",
            "DELETE FROM enablement_log",
            "DELETE FROM enablements",
        ] {
            let said = refused_by_the_database(&world, sql).await;
            assert!(said.contains("never"), "{sql}: {said}");
        }
    }

    async fn grants_of_whoever_runs_the_server_have_their_paper_too(world: World) {
        hired(&world, "ida.nuova", Some((contatti_model::identity::Role::Operator, "5100"))).await;
        let mut patrizia = world.person(PATRIZIA).await;
        let line = line_of(&patrizia, "ida.nuova").await;
        assert_eq!((line.state, line.nominated_by.as_ref(), line.to), (EnablementState::Granted, None, None));
        assert_eq!(world.count("SELECT COUNT(*) FROM grants g WHERE g.role = 'operator' AND NOT EXISTS
            (SELECT 1 FROM enablements e WHERE e.person_id = g.person_id AND e.office_id = g.office_id)").await, 0);
        assert_eq!(patrizia.post(&path(&line, "revoke"), &json!({ "reason": "Mai arrivata." })).await.status, 200);
        assert_eq!(world.person("ida.nuova").await.get("/api/v1/console/requests").await.status, 404);
    }

    async fn forms_work_without_scripts(world: World) {
        let (mut carmela, mut patrizia) = (world.person(DIRECTOR).await, world.person(PATRIZIA).await);
        let page = "/console/abilitazioni";
        let refused = carmela.form(ENABLEMENTS, &[("page", page), ("form", "nominate"), ("person", "nessuno"), ("reason", "Serve.")]).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.echo.as_ref().and_then(|echo| echo.value("reason")), Some("Serve."), "what was typed comes back");
        let line = line_of(&patrizia, NUNZIA).await;
        let granted = patrizia.form(&path(&line, "grant"), &[("page", page)]).await;
        assert_eq!((granted.status, granted.header("location")), (303, page));
        let signed = patrizia.form("/api/v1/session", &[("username", PATRIZIA), ("password", contatti_server::demo::PASSWORD)]).await;
        assert_eq!(signed.header("location"), page, "the IT contact's day begins there");
    }
}
