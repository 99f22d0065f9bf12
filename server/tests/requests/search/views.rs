//! Filters kept under a name: one's own, few, and each name once.

use super::*;
use axum::http::Method;
use contatti_model::requests::search::{MAX_VIEWS, SavedView};
use contatti_model::{Issue, Problem};

async fn names(client: &Client) -> Vec<String> {
    let views: Vec<SavedView> = client.read("/api/v1/views").await;
    views.into_iter().map(|view| view.name).collect()
}

fn issue_of(problem: &Problem) -> (&str, &Issue) {
    (problem.fields[0].field.as_str(), &problem.fields[0].issue)
}

on_both_engines! {
    async fn a_view_keeps_its_filter_and_nobody_else_sees_it(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let body = json!({ "name": " DURC aperti ", "text": "\"regolarità contributiva\"", "state": "open", "opened_from": "2026-01-01" });
        let reply = anna.post("/api/v1/views", &body).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        let saved: SavedView = reply.json();
        let views: Vec<SavedView> = anna.read("/api/v1/views").await;
        assert_eq!(views, std::slice::from_ref(&saved));
        assert_eq!((saved.name.as_str(), saved.filter.text.as_str(), saved.filter.state.as_str()), ("DURC aperti", "\"regolarità contributiva\"", "open"));
        assert!(names(&giulia).await.is_empty());
        let path = format!("/api/v1/views/{}", saved.id);
        assert_eq!(giulia.call(Method::DELETE, &path, "application/json", "").await.status, 404);
        assert_eq!(giulia.post(&format!("{path}/delete"), &json!({})).await.status, 404);
        assert_eq!(anna.call(Method::DELETE, &path, "application/json", "").await.status, 204);
        assert_eq!(anna.call(Method::DELETE, &path, "application/json", "").await.status, 404);
        assert!(names(&anna).await.is_empty());
    }

    async fn each_name_is_used_once_and_by_everybody(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let body = json!({ "name": "Aperte", "state": "open" });
        assert_eq!(anna.post("/api/v1/views", &body).await.status, 201);
        let again = anna.post("/api/v1/views", &body).await.problem();
        assert_eq!((again.status, issue_of(&again)), (422, ("name", &Issue::NameTaken)));
        assert_eq!(giulia.post("/api/v1/views", &body).await.status, 201);
    }

    async fn nobody_keeps_more_than_thirty_even_all_at_once(world: World) {
        let anna = world.person(ANNA).await;
        let tries = (0..MAX_VIEWS + 5).map(|count| {
            let mut tab = anna.clone();
            tokio::spawn(async move { tab.post("/api/v1/views", &json!({ "name": format!("Vista {count}") })).await })
        });
        let mut refused = 0;
        for attempt in tries.collect::<Vec<_>>() {
            let reply = attempt.await.unwrap();
            if reply.status != 201 {
                assert_eq!(issue_of(&reply.problem()), ("name", &Issue::TooMany { max: MAX_VIEWS }));
                refused += 1;
            }
        }
        assert_eq!(refused, 5);
        assert_eq!(names(&anna).await.len(), 30);
    }

    async fn what_cannot_be_a_view_is_refused(world: World) {
        let mut anna = world.person(ANNA).await;
        for (body, field) in [
            (json!({ "name": "" }), "name"),
            (json!({ "name": "x".repeat(61) }), "name"),
            (json!({ "name": "a\u{0}b" }), "name"),
            (json!({ "name": "Bene", "state": "mah" }), "state"),
            (json!({ "name": "Bene", "opened_from": "ieri" }), "opened_from"),
            (json!({ "name": "Bene", "text": "a\u{0}" }), "text"),
        ] {
            let problem = anna.post("/api/v1/views", &body).await.problem();
            assert_eq!((problem.status, issue_of(&problem).0), (422, field), "{body}");
        }
        assert!(names(&anna).await.is_empty());
    }

    async fn a_plain_form_saves_shows_and_deletes(world: World) {
        let mut anna = world.person(ANNA).await;
        let page = "/contatti/richieste?state=open&text=contributi%20dovuti";
        let fields = [("page", page), ("name", "Aperte"), ("state", "open"), ("text", "contributi dovuti"), ("company", "")];
        let saved = anna.form("/api/v1/views", &fields).await;
        assert_eq!((saved.status, saved.header("location")), (303, "/contatti/richieste?text=contributi+dovuti&state=open"));
        let again = anna.form("/api/v1/views", &fields).await;
        let echo = again.echo.as_ref().expect("the page is not shown again");
        assert_eq!((again.status, echo.page.as_str(), echo.value("name")), (422, page, Some("Aperte")));
        let views: Vec<SavedView> = anna.read("/api/v1/views").await;
        let gone = anna.form(&format!("/api/v1/views/{}/delete", views[0].id), &[("page", "/contatti/richieste?state=open")]).await;
        assert_eq!((gone.status, gone.header("location")), (303, "/contatti/richieste?state=open"));
        assert!(names(&anna).await.is_empty());
    }
}
