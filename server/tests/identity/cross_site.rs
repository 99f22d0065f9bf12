//! Writes come from this site's own pages only.

use crate::harness::story::*;
use axum::body::Body;
use axum::http::Request;
use contatti_model::ProblemCode;

on_both_engines! {
    async fn a_form_on_another_site_changes_nothing(world: World) {
        let mut anna = world.person(ANNA).await;
        for (header, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")] {
            let request = Request::post("/api/v1/session/end").header("host", "127.0.0.1:3000").header(header, value)
                .header("content-type", "application/x-www-form-urlencoded").body(Body::empty()).unwrap();
            let reply = anna.send(request).await;
            assert_eq!(reply.problem().code, ProblemCode::CrossSite, "{header}: {value}");
        }
        assert_eq!(anna.get("/api/v1/me").await.status, 200);
    }

    async fn our_own_pages_and_plain_programs_may_write(world: World) {
        for header in [None, Some(("origin", "http://127.0.0.1:3000")), Some(("sec-fetch-site", "same-origin"))] {
            let mut anna = world.person(ANNA).await;
            let mut request = Request::post("/api/v1/session/end").header("host", "127.0.0.1:3000")
                .header("content-type", "application/json");
            if let Some((name, value)) = header {
                request = request.header(name, value);
            }
            assert_eq!(anna.send(request.body(Body::from("{}")).unwrap()).await.status, 204);
        }
    }
}
