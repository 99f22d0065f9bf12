//! A token or a session makes so many calls a minute, is told how many are left, and harms nobody else.

use crate::harness::story::*;
use contatti_model::ProblemCode;
use contatti_model::identity::{Binding, TokenBindings};

on_both_engines! {
    async fn who_calls_too_often_waits_and_others_do_not(world: World) {
        let world = world.with_limit(4);
        let mut anna = world.person(ANNA).await;
        let choices: TokenBindings = anna.read("/api/v1/tokens/bindings").await;
        let made = made(&mut anna, Binding::Company(choices.companies[0].id), "read").await;
        let program = world.program(&made.secret);
        for left in ["3", "2", "1", "0"] {
            let reply = program.get("/api/v1/me").await;
            let told = ["ratelimit-limit", "ratelimit-remaining"].map(|name| reply.header(name).to_owned());
            assert_eq!((reply.status, told), (200, ["4".to_owned(), left.to_owned()]));
        }
        let refused = program.get("/api/v1/me").await;
        assert_eq!((refused.header("ratelimit-remaining"), refused.header("ratelimit-reset")), ("0", "60"));
        assert_eq!(refused.header("retry-after"), "15");
        assert_eq!(refused.problem().code, ProblemCode::TooManyRequests);
        // Anna herself made two calls of four, and a stranger none.
        assert_eq!(anna.get("/api/v1/me").await.header("ratelimit-remaining"), "1");
        assert_eq!(world.stranger().get("/status").await.header("ratelimit-limit"), "");
        world.at("2026-11-23T09:00:15Z");
        assert_eq!(program.get("/api/v1/me").await.status, 200);
        assert_eq!(program.get("/api/v1/me").await.status, 429);
    }

    async fn what_a_page_asks_while_it_is_rendered_is_not_counted(world: World) {
        let world = world.with_limit(3);
        let anna = world.person(ANNA).await;
        for _ in 0..10 {
            let request = axum::http::Request::get("/api/v1/me").header("cookie", anna.cookie.clone().unwrap())
                .extension(contatti_server::identity::PageActor::default());
            let reply = anna.clone().send(request.body(axum::body::Body::empty()).unwrap()).await;
            assert_eq!((reply.status, reply.header("ratelimit-limit")), (200, ""));
        }
    }
}
