//! The authority walk: every operation of the OpenAPI document, as everybody who may not call it.

use crate::harness::story::*;
use crate::harness::{Client, World, pdf};
use axum::body::Body;
use axum::http::{Method, Request};
use contatti_model::correspondence::MissiveDetail;
use contatti_model::identity::{Binding, Position, TokenBindings};
use contatti_model::page::Page;
use contatti_server::router;

/// Operations open to everybody. This list only ever shrinks.
const PUBLIC: [&str; 5] =
    ["post /api/v1/session", "post /api/v1/language", "get /status", "get /healthz", "get /readyz"];

/// Operations on the caller's own things: any signed-in person may call them, and sees only what is theirs.
const OWN: [&str; 52] = [
    "post /api/v1/session/end",
    "get /api/v1/me",
    "get /api/v1/positions",
    "get /api/v1/clients",
    "get /api/v1/sessions",
    "get /api/v1/preferences",
    "post /api/v1/preferences",
    "get /api/v1/subjects",
    "get /api/v1/compose",
    "get /api/v1/drafts",
    "post /api/v1/drafts",
    "get /api/v1/guidance",
    "get /api/v1/requests",
    "get /api/v1/requests/choices",
    "get /api/v1/requests/export.csv",
    "get /api/v1/requests/export.xlsx",
    "get /api/v1/views",
    "post /api/v1/views",
    "get /api/v1/requests/similar",
    "post /api/v1/requests",
    "post /api/v1/attachments",
    "options /api/v1/uploads",
    "post /api/v1/uploads",
    "get /api/v1/events",
    "get /api/v1/console/requests",
    "get /api/v1/console/counts",
    "get /api/v1/console/companies",
    "get /api/v1/console/saved-views",
    "post /api/v1/console/saved-views",
    "get /api/v1/console/texts",
    "post /api/v1/console/texts",
    "get /api/v1/console/units",
    "post /api/v1/console/units",
    "get /api/v1/console/absences",
    "post /api/v1/console/absences",
    "get /api/v1/console/notices",
    "get /api/v1/escalation/ahead",
    "get /api/v1/escalation/steps",
    "post /api/v1/escalation/steps",
    "get /api/v1/escalation/night",
    "get /api/v1/console/positions",
    "post /api/v1/console/contacts",
    "get /api/v1/console/campaigns",
    "post /api/v1/console/campaigns",
    "get /api/v1/console/campaigns/choices",
    "get /api/v1/console/campaigns/preview",
    "get /api/v1/missives",
    "post /api/v1/missives",
    "get /api/v1/tokens",
    "post /api/v1/tokens",
    "get /api/v1/tokens/bindings",
    "get /api/v1/tokens/acting",
];

/// Every operation as (method, path).
fn operations() -> Vec<(Method, String)> {
    let document = serde_json::to_value(router::document()).unwrap();
    let mut found = vec![];
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "delete", "patch", "head", "options"] {
            if item.get(method).is_some() {
                found.push((method.to_uppercase().parse().unwrap(), path.clone()));
            }
        }
    }
    found
}

fn name(method: &Method, path: &str) -> String {
    format!("{} {path}", method.as_str().to_lowercase())
}

async fn call(client: &mut Client, method: &Method, path: &str) -> u16 {
    let body = r#"{"version":"1","text":"x","outcome":"accepted"}"#;
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    client.send(request.body(Body::from(body)).unwrap()).await.status
}

/// The path with its ids filled in: `id` for the thing itself, and the message for what lies under it.
fn filled(path: &str, id: &str, things: &[(&'static str, String)]) -> String {
    let message = things.iter().find(|(shape, _)| *shape == "/messages/{message}").map_or("-", |(_, id)| id);
    path.replace("{id}", id).replace("{day}", id).replace("{message}", message)
}

/// The id of an upload that has begun.
async fn upload_under_way(client: &mut Client) -> String {
    let request = Request::post("/api/v1/uploads").header("tus-resumable", "1.0.0").header("upload-length", 900);
    let announced = request.header("upload-metadata", "filename YS5wZGY=").body(Body::empty()).unwrap();
    let reply = client.send(announced).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.header("location").rsplit('/').next().unwrap_or_default().to_owned()
}

/// A missive filed under Anna's position.
async fn missive_of(world: &World, anna: &Client) -> String {
    let position = anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0).number;
    let mut luca = world.person(LUCA).await;
    let form = serde_json::json!({
        "id": uuid::Uuid::now_v7(), "position": position, "channel": "phone", "direction": "out",
        "at": "2026-11-23T09:30", "correspondent": "Anna", "subject": "LUL", "text": "Chiesto."
    });
    let written = luca.post("/api/v1/missives", &form).await;
    assert_eq!(written.status, 201, "{}", written.text());
    written.json::<MissiveDetail>().line.id.to_string()
}

/// A day on which Anna's office is closed: its director's alone.
async fn closure_of_naples(world: &World) -> String {
    let mut director = world.person(DIRECTOR).await;
    let form = serde_json::json!({ "day": "2026-12-14", "kind": "closure", "name": "Trasloco" });
    let changed = director.post("/api/v1/console/calendar/changes", &form).await;
    let calendar: contatti_model::offices::OfficeCalendar = changed.json();
    calendar.days.iter().find_map(|line| line.change).expect("nothing was changed").to_string()
}

/// A text module of Anna's office: its operators' alone.
async fn text_of_naples(world: &World) -> String {
    let mut luca = world.person(LUCA).await;
    let form = serde_json::json!({ "title": "Saluti", "text": "Gentile {azienda}," });
    let modules: Vec<contatti_model::offices::TextModule> = luca.post("/api/v1/console/texts", &form).await.json();
    modules[0].id.to_string()
}

/// A view of the work list an operator of Anna's office keeps and shares there.
async fn work_view_of_naples(world: &World) -> String {
    let mut luca = world.person(LUCA).await;
    let form = serde_json::json!({ "name": "Mie", "shared": "yes", "state": "mine" });
    let saved: Vec<contatti_model::requests::SavedWork> = luca.post("/api/v1/console/saved-views", &form).await.json();
    saved[0].id.to_string()
}

/// A nomination at Anna's office: its director's and its IT contact's alone.
async fn nomination_of_naples(world: &World) -> String {
    let director = world.person(DIRECTOR).await;
    let read: contatti_model::identity::enablement::Enablements = director.read("/api/v1/enablements").await;
    read.lines[0].id.to_string()
}

/// A unit of Anna's office: its director's alone.
async fn unit_of_naples(world: &World) -> String {
    let mut director = world.person(DIRECTOR).await;
    let made = director.post("/api/v1/console/units", &serde_json::json!({ "name": "Anagrafica" })).await;
    made.json::<contatti_model::offices::OfficeUnits>().units[0].id.to_string()
}

/// An absence of an operator of Anna's office.
async fn absence_of_naples(world: &World) -> String {
    let mut luca = world.person(LUCA).await;
    let form = serde_json::json!({ "first_day": "2026-11-30", "last_day": "2026-12-01" });
    let entered = luca.post("/api/v1/console/absences", &form).await;
    entered.json::<contatti_model::offices::OfficeAbsences>().absences[0].id.to_string()
}

/// A notice to Sara, who stands in for Luca: hers alone.
async fn notice_of_sara(world: &World) -> String {
    let (mut luca, sara) = (world.person(LUCA).await, world.person(SARA).await);
    let absences: contatti_model::offices::OfficeAbsences = luca.read("/api/v1/console/absences").await;
    let substitute = absences.colleagues.iter().find(|one| one.name == "Sara Montella").expect("no Sara").id;
    let form = serde_json::json!({ "first_day": "2026-12-09", "last_day": "2026-12-10", "substitute": substitute });
    assert_eq!(luca.post("/api/v1/console/absences", &form).await.status, 201);
    let told: Vec<contatti_model::notices::StaffNotice> = sara.read("/api/v1/console/notices").await;
    told[0].id.to_string()
}

/// The firm of a consultant in Naples: its file is there for the offices it deals with.
async fn firm_in_naples(world: &World) -> String {
    let giulia = world.person(GIULIA).await;
    giulia.read::<TokenBindings>("/api/v1/tokens/bindings").await.firm.expect("no firm").id.to_string()
}

/// A campaign of Anna's office: its people's alone.
async fn campaign_of_naples(world: &World) -> String {
    let mut luca = world.person(LUCA).await;
    let choices: contatti_model::campaigns::CampaignChoices = luca.read("/api/v1/console/campaigns/choices").await;
    let subject = choices.areas[0].subjects[0].id;
    let form =
        serde_json::json!({ "subject": subject, "text": "Cambia il modello.", "audience": "both", "pace": "60" });
    let made = luca.post("/api/v1/console/campaigns", &form).await;
    assert_eq!(made.status, 201, "{}", made.text());
    made.json::<contatti_model::campaigns::CampaignDetail>().line.id.to_string()
}

/// A request of Anna's with a file, a waiting file, an upload under way, a session and a view of hers: what others may not reach.
async fn things_of_anna(world: &World) -> Vec<(&'static str, String)> {
    let mut anna = world.person(ANNA).await;
    let sent = anna.uploaded("a.pdf", pdf(500)).await;
    let request = send_with(&mut anna, &[sent.id]).await.request;
    let message = detail(&anna, request).await.thread[0].id;
    let waiting = anna.uploaded("b.pdf", pdf(600)).await;
    let company = anna.read::<TokenBindings>("/api/v1/tokens/bindings").await.companies[0].id;
    let token = made(&mut anna, Binding::Company(company), "read").await.token;
    let draft = filled_form(&anna).await;
    let form = serde_json::json!({ "version": "0", "text": "Bozza" }).to_string();
    let kept = anna.call(Method::PUT, &format!("/api/v1/drafts/{}", draft.id), "application/json", form).await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    let sessions: Vec<contatti_model::identity::SessionLine> = anna.read("/api/v1/sessions").await;
    let view = anna.post("/api/v1/views", &serde_json::json!({ "name": "Aperte", "state": "open" })).await;
    let view: contatti_model::requests::search::SavedView = view.json();
    vec![
        ("/requests/{id}", request.to_string()),
        ("/messages/{message}", message.to_string()),
        ("/register/days", "2026-11-23".to_owned()),
        ("/console/calendar", closure_of_naples(world).await),
        ("/console/figures", "-".to_owned()),
        ("/console/saved-views/{id}", work_view_of_naples(world).await),
        ("/console/texts/{id}", text_of_naples(world).await),
        ("/enablements", nomination_of_naples(world).await),
        ("/console/units/{id}", unit_of_naples(world).await),
        ("/console/absences/{id}", absence_of_naples(world).await),
        ("/console/notices/{id}", notice_of_sara(world).await),
        ("/console/positions/{id}", anna.read::<Page<Position>>("/api/v1/positions").await.items[0].id.to_string()),
        ("/console/campaigns/{id}", campaign_of_naples(world).await),
        ("/attachments/{id}", sent.id.to_string()),
        ("/attachments/{id}", waiting.id.to_string()),
        ("/uploads/{id}", upload_under_way(&mut anna).await),
        ("/drafts/{id}", draft.id),
        ("/sessions/{id}", sessions[0].id.to_string()),
        ("/tokens/{id}", token.id.to_string()),
        ("/views/{id}", view.id.to_string()),
        ("/companies/{id}", company.to_string()),
        ("/consultants/{id}", firm_in_naples(world).await),
        ("/missives/{id}", missive_of(world, &anna).await),
    ]
}

on_both_engines! {
    async fn a_stranger_gets_401_everywhere_but_at_the_door(world: World) {
        let things = things_of_anna(&world).await;
        let operations = operations();
        assert!(operations.len() >= 20, "the document lost its operations");
        for (method, path) in operations {
            if PUBLIC.contains(&name(&method, &path).as_str()) {
                continue;
            }
            let id = things.iter().find(|(shape, _)| path.contains(shape)).map_or("-", |(_, id)| id);
            let mut url = filled(&path, id, &things);
            if path.ends_with("/attachments") {
                url.push_str("?name=a.pdf");
            }
            let status = call(&mut world.stranger(), &method, &url).await;
            assert_eq!(status, 401, "{method} {path} answers a stranger");
        }
    }

    async fn what_is_annas_does_not_exist_for_another_company_office_or_consultant(world: World) {
        let things = things_of_anna(&world).await;
        let mut walked = 0;
        for (method, path) in operations() {
            let known = PUBLIC.contains(&name(&method, &path).as_str()) || OWN.contains(&name(&method, &path).as_str());
            let reached = |(shape, _): &&(&str, String)| path.contains(shape) && *shape != "/messages/{message}";
            let mine: Vec<_> = things.iter().filter(reached).collect();
            assert!(known || !mine.is_empty(), "{method} {path} is new: say in this test who may not call it");
            for (_, id) in mine {
                for wrong in [MATHIEU, MARCO, EMANUELE] {
                    let mut person = world.person(wrong).await;
                    let status = call(&mut person, &method, &filled(&path, id, &things)).await;
                    assert_eq!(status, 404, "{method} {path} answers {wrong}");
                    walked += 1;
                }
            }
        }
        assert!(walked >= 27, "only {walked} walked");
    }

    async fn a_program_finds_no_door_to_the_office_the_sessions_or_the_tokens(world: World) {
        let things = things_of_anna(&world).await;
        let mut anna = world.person(ANNA).await;
        let company = anna.read::<TokenBindings>("/api/v1/tokens/bindings").await.companies[0].id;
        let secret = made(&mut anna, Binding::Company(company), "read send").await.secret;
        let document = serde_json::to_value(router::document()).unwrap();
        let mut closed = 0;
        for (method, path) in operations() {
            let operation = &document["paths"][&path][method.as_str().to_lowercase()];
            let open = operation["security"].as_array().unwrap().iter().any(|way| way.get("token").is_some());
            if PUBLIC.contains(&name(&method, &path).as_str()) || path.ends_with("/events") {
                continue;
            }
            let thing = things.iter().find(|(shape, _)| path.contains(shape)).map_or("-", |(_, id)| id);
            // A file of its own each time: one call may take back what the next asks for.
            let id = match path.as_str() {
                "/api/v1/uploads/{id}" => upload_under_way(&mut world.program(&secret)).await,
                path if path.contains("/attachments/{id}") => {
                    world.program(&secret).uploaded("c.pdf", pdf(700)).await.id.to_string()
                }
                _ => thing.to_owned(),
            };
            let mut url = filled(&path, &id, &things);
            if path.ends_with("/attachments") {
                url.push_str("?name=a.pdf");
            }
            if path.ends_with("/similar") {
                let form = filled_form(&anna).await;
                url = format!("{url}?position={}&subject={}", form.position, form.subject);
            }
            let status = call(&mut world.program(&secret), &method, &url).await;
            assert_eq!(status != 404, open, "{method} {path} answers a program with {status}");
            closed += u32::from(!open);
        }
        assert!(closed >= 10, "only {closed} closed");
        for path in ["/api/v1/console/requests", "/api/v1/sessions", "/api/v1/tokens"] {
            assert_eq!(world.program(&secret).get(path).await.status, 404, "{path}");
        }
    }

    async fn a_program_of_another_firm_finds_nothing_of_annas(world: World) {
        let things = things_of_anna(&world).await;
        let mut giulia = world.person(GIULIA).await;
        let firm = giulia.read::<TokenBindings>("/api/v1/tokens/bindings").await.firm.unwrap().id;
        let secret = made(&mut giulia, Binding::Firm(firm), "read send").await.secret;
        let mut walked = 0;
        for (method, path) in operations() {
            let reached = |(shape, _): &&(&str, String)| path.contains(shape) && *shape != "/messages/{message}";
            for (_, id) in things.iter().filter(reached) {
                // The firm has another position of that company: its history begins there, and holds nothing of Anna's.
                if path.ends_with("/history") {
                    let told = world.program(&secret).get(&filled(&path, id, &things)).await.text();
                    assert!(things.iter().all(|(shape, thing)| *shape == "/companies/{id}" || !told.contains(thing)), "{told}");
                    continue;
                }
                let status = call(&mut world.program(&secret), &method, &filled(&path, id, &things)).await;
                assert_eq!(status, 404, "{method} {path} answers a program of somebody else");
                walked += 1;
            }
        }
        assert!(walked >= 10, "only {walked} walked");
    }

    async fn lists_hold_only_what_is_ones_own(world: World) {
        things_of_anna(&world).await;
        let mathieu = world.person(MATHIEU).await;
        let requests = mathieu.get("/api/v1/requests").await;
        assert_eq!(requests.json::<serde_json::Value>()["items"], serde_json::json!([]));
        let compose = mathieu.get("/api/v1/compose").await.text();
        assert!(!compose.contains("Vesuvio"), "{compose}");
    }
}
