//! Signing in: right, wrong, too often.

use crate::harness::story::*;
use contatti_model::ProblemCode;
use contatti_model::identity::{Me, Role};
use serde_json::json;

on_both_engines! {
    async fn anna_signs_in_and_is_told_who_she_is(world: World) {
        let anna = world.person(ANNA).await;
        let me: Me = anna.read("/api/v1/me").await;
        assert_eq!(me.name, "Anna Rossi");
        assert_eq!(me.roles, [Role::CompanyUser]);
        assert!(me.sends_requests() && me.office.is_none());
    }

    async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) {
        let mut stranger = world.stranger();
        let reply = stranger.post("/api/v1/session", &json!({ "username": ANNA, "password": contatti_server::demo::PASSWORD })).await;
        let cookie = reply.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        assert!(!cookie.contains("Secure"), "plain-http loopback: {cookie}");
    }

    async fn a_wrong_password_and_an_unknown_name_get_the_same_words(world: World) {
        let mut stranger = world.stranger();
        for username in [ANNA, "nessuno"] {
            let reply = stranger.post("/api/v1/session", &json!({ "username": username, "password": "sbagliata" })).await;
            assert_eq!(reply.problem().code, ProblemCode::WrongCredentials);
        }
        assert!(stranger.cookie.is_none());
    }

    async fn empty_fields_are_named(world: World) {
        let problem = world.stranger().post("/api/v1/session", &json!({})).await.problem();
        let fields: Vec<_> = problem.fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!((problem.status, fields), (422, vec!["username", "password"]));
    }

    async fn after_five_wrong_attempts_even_the_right_password_waits_a_quarter_of_an_hour(world: World) {
        let mut stranger = world.stranger();
        for _ in 0..5 {
            stranger.post("/api/v1/session", &json!({ "username": ANNA, "password": "no" })).await;
        }
        let right = json!({ "username": ANNA, "password": contatti_server::demo::PASSWORD });
        let reply = stranger.post("/api/v1/session", &right).await;
        assert_eq!(reply.header("retry-after"), "900");
        assert_eq!(reply.problem().code, ProblemCode::TooManyAttempts);
        world.at("2026-11-23T09:15:01Z");
        assert_eq!(stranger.post("/api/v1/session", &right).await.status, 200);
    }

    async fn a_plain_form_goes_where_it_wanted_and_never_to_another_site(world: World) {
        let password = contatti_server::demo::PASSWORD;
        for (next, expected) in [("/contatti/richieste", "/contatti/richieste"), ("//evil.example/x", "/"), ("", "/contatti")] {
            let fields = [("username", ANNA), ("password", password), ("next", next), ("page", "/accesso")];
            let reply = world.stranger().form("/api/v1/session", &fields).await;
            assert_eq!((reply.status, reply.header("location")), (303, expected));
        }
    }

    async fn a_plain_form_with_a_wrong_password_comes_back_without_it(world: World) {
        let fields = [("username", ANNA), ("password", "sbagliata"), ("page", "/accesso")];
        let reply = world.stranger().form("/api/v1/session", &fields).await;
        let echo = reply.echo.expect("the page is shown again");
        assert_eq!((echo.page.as_str(), echo.value("username"), echo.value("password")), ("/accesso", Some(ANNA), None));
        assert_eq!(echo.problem.map(|problem| problem.code), Some(ProblemCode::WrongCredentials));
    }
}
