//! A program's token opens what its scopes and binding say, as long as all of it holds, and nothing beside.

use crate::harness::story::*;
use crate::harness::{Client, World, pdf};
use axum::body::Body;
use axum::http::Request;
use contatti_model::identity::{Binding, Me, NewToken, Position, Role, TokenBindings, TokenLine, TokenState};
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::{FieldError, Issue, ProblemCode};
use contatti_server::identity;
use serde_json::json;
use uuid::Uuid;

async fn bindings(person: &Client) -> TokenBindings {
    person.read("/api/v1/tokens/bindings").await
}

/// A program of Anna's company that may do both.
async fn annas_program(world: &World) -> (Client, Client, NewToken) {
    let mut anna = world.person(ANNA).await;
    let company = bindings(&anna).await.companies[0].id;
    let made = made(&mut anna, Binding::Company(company), "read send").await;
    let program = world.program(&made.secret);
    (anna, program, made)
}

on_both_engines! {
    async fn a_secret_is_shown_once_and_its_hash_alone_is_kept(world: World) {
        let (anna, _, made) = annas_program(&world).await;
        assert!(made.secret.starts_with("ctt_") && made.secret.len() == 68);
        let listed = anna.get("/api/v1/tokens").await;
        assert!(!listed.text().contains(&made.secret));
        let lines: Vec<TokenLine> = listed.json();
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].state, lines[0].last_used_at), (TokenState::Active, None));
    }

    async fn the_same_form_twice_makes_one_token(world: World) {
        let mut anna = world.person(ANNA).await;
        let company = bindings(&anna).await.companies[0].id;
        let form = token_form(Binding::Company(company), "read");
        assert_eq!(anna.post("/api/v1/tokens", &form).await.status, 201);
        assert_eq!(anna.post("/api/v1/tokens", &form).await.problem().code, ProblemCode::IdTaken);
        assert_eq!(anna.read::<Vec<TokenLine>>("/api/v1/tokens").await.len(), 1);
    }

    async fn a_program_uploads_sends_and_reads_as_its_maker(world: World) {
        let (anna, mut program, _) = annas_program(&world).await;
        let me: Me = program.read("/api/v1/me").await;
        assert_eq!((me.name.as_str(), me.roles.as_slice()), ("Anna Rossi", [Role::CompanyUser].as_slice()));
        let file = program.uploaded("a.pdf", pdf(500)).await;
        let receipt = send_with(&mut program, &[file.id]).await;
        assert_eq!(receipt.sender, "Anna Rossi");
        let page: Page<Line> = program.read("/api/v1/requests").await;
        assert!(page.items.iter().any(|line| line.id == receipt.request));
        for rest in ["", "/receipt", "/attachments.zip"] {
            assert_eq!(program.get(&format!("/api/v1/requests/{}{rest}", receipt.request)).await.status, 200);
        }
        assert_eq!(anna.get(&format!("/api/v1/requests/{}", receipt.request)).await.status, 200);
        let lines: Vec<TokenLine> = anna.read("/api/v1/tokens").await;
        assert_eq!(lines[0].last_used_at, Some(world.house.now()));
    }

    async fn without_a_scope_the_operation_says_so(world: World) {
        let mut anna = world.person(ANNA).await;
        let sent = send_with(&mut anna, &[]).await.request;
        let company = Binding::Company(bindings(&anna).await.companies[0].id);
        let reader = made(&mut anna, company, "read").await;
        let sender = made(&mut anna, company, "send").await;
        let (mut reader, sender) = (world.program(&reader.secret), world.program(&sender.secret));
        let form = filled_form(&reader).await;
        let refused = reader.post("/api/v1/requests", &form).await;
        assert_eq!(refused.header("www-authenticate"), "Bearer error=\"insufficient_scope\"");
        assert_eq!(refused.problem().code, ProblemCode::ScopeMissing);
        assert_eq!(reader.upload("a.pdf", pdf(500)).await.problem().code, ProblemCode::ScopeMissing);
        assert_eq!(reader.get(&format!("/api/v1/requests/{sent}")).await.status, 200);
        for path in [format!("/api/v1/requests/{sent}"), "/api/v1/requests".into(), "/api/v1/events".into()] {
            assert_eq!(sender.get(&path).await.problem().code, ProblemCode::ScopeMissing, "{path}");
        }
        assert_eq!(sender.get("/api/v1/positions").await.status, 200);
    }

    async fn a_token_is_over_at_its_end_when_revoked_and_with_its_makers_account(world: World) {
        let (mut anna, program, made) = annas_program(&world).await;
        let path = format!("/api/v1/tokens/{}/revoke", made.token.id);
        assert_eq!(world.person(LUCA).await.post(&path, &json!({})).await.status, 404);
        assert_eq!(program.get("/api/v1/me").await.status, 200);
        assert_eq!(anna.post(&path, &json!({})).await.status, 204);
        assert_eq!(anna.post(&path, &json!({})).await.status, 404);
        let refused = program.get("/api/v1/me").await;
        assert_eq!((refused.status, refused.header("www-authenticate")), (401, "Bearer"));

        let (_, other, _) = annas_program(&world).await;
        // Thirty days of 24 hours after its making.
        world.at("2026-12-23T08:59:59Z");
        assert_eq!(other.get("/api/v1/me").await.status, 200);
        world.at("2026-12-23T09:00:01Z");
        assert_eq!(other.get("/api/v1/me").await.status, 401);

        let (_, third, _) = annas_program(&world).await;
        assert_eq!(identity::disable_account(&world.house, ANNA).await.ok(), Some(true));
        assert_eq!(third.get("/api/v1/me").await.status, 401);
    }

    async fn leaving_the_company_withholds_the_token(world: World) {
        let (anna, program, _) = annas_program(&world).await;
        assert_eq!(program.get("/api/v1/requests").await.status, 200);
        world.run("DELETE FROM memberships WHERE person_id = (SELECT id FROM people WHERE username = 'anna.rossi')").await;
        assert_eq!(program.get("/api/v1/requests").await.status, 401);
        let lines: Vec<TokenLine> = anna.read("/api/v1/tokens").await;
        assert_eq!(lines[0].state, TokenState::Withheld);
    }

    async fn nobody_binds_a_token_to_what_is_not_theirs(world: World) {
        let (anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let mathieu = world.person(MATHIEU).await;
        let annas = bindings(&anna).await.companies[0].id;
        let giulias = bindings(&giulia).await;
        let foreign: Page<Position> = mathieu.read("/api/v1/positions").await;
        for wrong in [Binding::Company(annas), Binding::Company(foreign.items[0].company.id)] {
            let refused = giulia.post("/api/v1/tokens", &token_form(wrong, "read")).await.problem();
            assert_eq!(refused.fields, [FieldError::new("bound_to", Issue::UnknownChoice)]);
        }
        let mut anna = anna;
        for wrong in [Binding::Mandate(giulias.mandates[0].id), Binding::Firm(giulias.firm.unwrap().id)] {
            assert_eq!(anna.post("/api/v1/tokens", &token_form(wrong, "read")).await.status, 422);
        }
        let mut luca = world.person(LUCA).await;
        assert_eq!(luca.post("/api/v1/tokens", &token_form(Binding::Company(annas), "read")).await.status, 422);
    }

    async fn a_token_needs_no_same_origin_but_a_cookie_beside_it_does(world: World) {
        let (anna, mut program, _) = annas_program(&world).await;
        let write = |site: &str| Request::post("/api/v1/requests").header("host", "127.0.0.1:3000")
            .header("sec-fetch-site", site).header("content-type", "application/json").body(Body::from("{}")).unwrap();
        assert_eq!(program.send(write("cross-site")).await.status, 422);
        program.cookie = anna.cookie.clone();
        assert_eq!(program.send(write("cross-site")).await.problem().code, ProblemCode::CrossSite);
        assert_eq!(program.send(write("same-origin")).await.status, 422);
        // Another kind of credential opens no way past the guard either.
        let basic = Request::post("/api/v1/session/end").header("host", "127.0.0.1:3000").header("authorization", "Basic eDp5")
            .header("sec-fetch-site", "cross-site").header("content-type", "application/json").body(Body::from("{}")).unwrap();
        assert_eq!(anna.clone().send(basic).await.problem().code, ProblemCode::CrossSite);
        assert_eq!(anna.get("/api/v1/me").await.status, 200);
    }

    async fn a_wrong_token_is_not_helped_by_a_good_cookie(world: World) {
        let anna = world.person(ANNA).await;
        for secret in ["ctt_0000", "", "eyJhbGciOi"] {
            let mut confused = anna.clone();
            confused.token = Some(secret.into());
            assert_eq!(confused.get("/api/v1/me").await.status, 401, "{secret:?}");
        }
    }

    async fn what_a_program_did_is_written_with_its_token(world: World) {
        let (_, mut program, made) = annas_program(&world).await;
        send_with(&mut program, &[]).await;
        let actions = world.strings("SELECT action FROM audit WHERE token_id IS NOT NULL").await;
        assert_eq!(actions, ["request_sent"]);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'token_made' AND company_id IS NOT NULL").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit a JOIN tokens t ON t.id = a.token_id").await, 1);
        assert_ne!(made.token.id.0, Uuid::nil());
    }

    async fn a_plain_form_shows_the_secret_on_its_own_page_and_never_in_an_address(world: World) {
        let mut anna = world.person(ANNA).await;
        let bound_to = format!("company:{}", bindings(&anna).await.companies[0].id);
        let id = Uuid::now_v7().to_string();
        let fields = [("id", id.as_str()), ("name", "Paghe"), ("bound_to", &bound_to), ("scopes", "read send"), ("days", "90"),
            ("page", "/accessi/token")];
        let reply = anna.form("/api/v1/tokens", &fields).await;
        assert_eq!((reply.status, reply.header("location")), (201, ""));
        let echo = reply.echo.expect("the page is shown again");
        assert!(echo.problem.is_none() && echo.page == "/accessi/token");
        let secret = echo.value("secret").unwrap_or_default().to_owned();
        assert_eq!(world.program(&secret).get("/api/v1/me").await.status, 200);
        let wrong = [("id", "x"), ("name", ""), ("bound_to", &bound_to), ("scopes", "read"), ("days", "400"), ("page", "/accessi/token")];
        let echo = anna.form("/api/v1/tokens", &wrong).await.echo.unwrap();
        assert_eq!(echo.value("days"), Some("400"));
        assert_eq!(echo.problem.map(|problem| problem.fields.len()), Some(3));
    }
}
