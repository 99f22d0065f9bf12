//! Views of the work list under a name: one's own, shared with the office, and taken away by who may.

use crate::harness::Client;
use crate::harness::story::*;
use axum::http::Method;
use contatti_model::requests::{MAX_SAVED_WORK, MAX_SHARED_WORK, SavedWork};
use contatti_model::{Issue, Problem, ProblemCode};
use serde_json::json;

const VIEWS: &str = "/api/v1/console/saved-views";

async fn views(client: &Client) -> Vec<SavedWork> {
    client.read(VIEWS).await
}

async fn names(client: &Client) -> Vec<String> {
    views(client).await.into_iter().map(|view| view.name).collect()
}

fn issue_of(problem: &Problem) -> (&str, &Issue) {
    (problem.fields[0].field.as_str(), &problem.fields[0].issue)
}

/// Keeps a view of what is one's own, and gives it.
async fn kept(client: &mut Client, name: &str, shared: &str) -> SavedWork {
    let reply = client.post(VIEWS, &json!({ "name": name, "shared": shared, "state": "mine" })).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json::<Vec<SavedWork>>().into_iter().find(|view| view.name == name).expect("it is not there")
}

on_both_engines! {
    async fn a_view_keeps_what_the_address_says_and_is_its_authors_alone(world: World) {
        let (mut luca, sara) = (world.person(LUCA).await, world.person(SARA).await);
        let body = json!({ "name": " Le mie ", "state": "mine", "who": " panificio ", "order": "newest", "columns": "updated,state", "shoe": "x" });
        let reply = luca.post(VIEWS, &body).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        let view = views(&luca).await.remove(0);
        let form = &view.form;
        let said = [&form.state, &form.who, &form.order, &form.columns].map(String::as_str);
        assert_eq!((view.name.as_str(), said), ("Le mie", ["mine", "panificio", "newest", "state,updated"]));
        assert_eq!((view.shared, view.mine, view.may_remove, view.version), (false, true, true, 1));
        assert!(names(&sara).await.is_empty());
        let path = format!("{VIEWS}/{}", view.id);
        let mut sara = sara;
        assert_eq!(sara.post(&path, &json!({ "name": "Mia", "version": "1" })).await.status, 404);
        assert_eq!(sara.call(Method::DELETE, &path, "application/json", "").await.status, 404);
        assert_eq!(luca.call(Method::DELETE, &path, "application/json", "").await.status, 204);
        assert_eq!(luca.call(Method::DELETE, &path, "application/json", "").await.status, 404);
        assert!(names(&luca).await.is_empty());
    }

    async fn shared_it_is_seen_by_the_office_and_changed_by_its_author_who_read_it(world: World) {
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        let view = kept(&mut luca, "Urgenti", "yes").await;
        let path = format!("{VIEWS}/{}", view.id);
        let seen = views(&sara).await.remove(0);
        assert_eq!((seen.author.as_str(), seen.shared, seen.mine, seen.may_remove), ("Luca Ferrara", true, false, false));
        assert_eq!(names(&world.person(DIRECTOR).await).await, ["Urgenti"]);
        assert!(names(&world.person(MARCO).await).await.is_empty());
        assert_eq!(sara.post(&path, &json!({ "name": "Mia", "shared": "yes", "version": "1" })).await.status, 404);
        assert_eq!(sara.post(&format!("{path}/delete"), &()).await.status, 404);
        let renamed = luca.post(&path, &json!({ "name": "Prima queste", "shared": "yes", "version": "1" })).await;
        assert_eq!(renamed.status, 200, "{}", renamed.text());
        assert_eq!(names(&sara).await, ["Prima queste"]);
        let late = luca.post(&path, &json!({ "name": "Poi", "version": "1" })).await.problem();
        assert_eq!(late.code, ProblemCode::Stale);
        assert_eq!(luca.post(&path, &json!({ "name": "Poi" })).await.status, 428);
        assert_eq!(luca.post(&path, &json!({ "name": "Prima queste", "version": "2" })).await.status, 200);
        assert!(names(&sara).await.is_empty(), "shared no longer");
        assert_eq!(views(&luca).await[0].form, view.form, "what it shows stays");
        let noted = world.strings("SELECT action FROM audit WHERE action LIKE 'work_view%' ORDER BY action").await;
        assert_eq!(noted, ["work_view_shared", "work_view_unshared"]);
    }

    async fn who_answers_for_the_office_takes_a_shared_one_away_and_its_author_keeps_it(world: World) {
        let mut luca = world.person(LUCA).await;
        let (shared, own) = (kept(&mut luca, "Urgenti", "yes").await, kept(&mut luca, "Mie", "").await);
        let mut director = world.person(DIRECTOR).await;
        assert!(views(&director).await[0].may_remove);
        assert_eq!(director.post(&format!("{VIEWS}/{}/delete", own.id), &()).await.status, 404);
        let left = director.post(&format!("{VIEWS}/{}/delete", shared.id), &()).await;
        assert_eq!((left.status, left.json::<Vec<SavedWork>>()), (200, vec![]));
        assert_eq!(director.post(&format!("{VIEWS}/{}/delete", shared.id), &()).await.status, 404);
        let kept: Vec<_> = views(&luca).await.into_iter().map(|view| (view.name, view.shared)).collect();
        assert_eq!(kept, [("Mie".to_owned(), false), ("Urgenti".to_owned(), false)]);
    }

    async fn each_name_is_used_once_by_each_and_once_among_those_shared(world: World) {
        let (mut luca, mut sara) = (world.person(LUCA).await, world.person(SARA).await);
        kept(&mut luca, "Urgenti", "yes").await;
        let again = luca.post(VIEWS, &json!({ "name": "Urgenti" })).await.problem();
        assert_eq!((again.status, issue_of(&again)), (422, ("name", &Issue::NameTaken)));
        let own = kept(&mut sara, "Altre", "").await;
        let same = json!({ "name": "Urgenti", "shared": "yes", "version": "1" });
        assert_eq!(issue_of(&sara.post(VIEWS, &same).await.problem()), ("name", &Issue::NameTaken));
        assert_eq!(issue_of(&sara.post(&format!("{VIEWS}/{}", own.id), &same).await.problem()), ("name", &Issue::NameTaken));
        kept(&mut sara, "Urgenti", "").await;
    }

    async fn nobody_keeps_more_than_thirty_and_no_office_shares_more_than_fifty(world: World) {
        let luca = world.person(LUCA).await;
        let tries = (0..MAX_SAVED_WORK + 3).map(|count| {
            let mut tab = luca.clone();
            tokio::spawn(async move { tab.post(VIEWS, &json!({ "name": format!("Vista {count}"), "shared": "yes" })).await })
        });
        let mut refused = 0;
        for attempt in tries.collect::<Vec<_>>() {
            let reply = attempt.await.unwrap();
            if reply.status != 201 {
                assert_eq!(issue_of(&reply.problem()), ("name", &Issue::TooMany { max: MAX_SAVED_WORK }));
                refused += 1;
            }
        }
        assert_eq!((refused, names(&luca).await.len()), (3, 30));
        let mut sara = world.person(SARA).await;
        for count in MAX_SAVED_WORK..MAX_SHARED_WORK {
            kept(&mut sara, &format!("Altra {count}"), "yes").await;
        }
        let full = sara.post(VIEWS, &json!({ "name": "Ancora", "shared": "yes" })).await.problem();
        assert_eq!(issue_of(&full), ("shared", &Issue::TooMany { max: MAX_SHARED_WORK }));
        let own = kept(&mut sara, "Ancora", "").await;
        let full = sara.post(&format!("{VIEWS}/{}", own.id), &json!({ "name": "Ancora", "shared": "yes", "version": "1" })).await;
        assert_eq!(issue_of(&full.problem()), ("shared", &Issue::TooMany { max: MAX_SHARED_WORK }));
    }

    async fn what_cannot_be_a_view_and_who_has_no_work_list_are_refused(world: World) {
        let mut luca = world.person(LUCA).await;
        for (body, field) in [
            (json!({ "name": "" }), "name"),
            (json!({ "name": "x".repeat(61) }), "name"),
            (json!({ "name": "Bene", "shared": "forse" }), "shared"),
            (json!({ "name": "Bene", "subject": "7" }), "subject"),
            (json!({ "name": "Bene", "order": "name" }), "order"),
            (json!({ "name": "Bene", "columns": "shoe" }), "columns"),
        ] {
            let problem = luca.post(VIEWS, &body).await.problem();
            assert_eq!((problem.status, issue_of(&problem).0), (422, field), "{body}");
        }
        let mut anna = world.person(ANNA).await;
        assert_eq!(anna.get(VIEWS).await.status, 404);
        assert_eq!(anna.post(VIEWS, &json!({ "name": "Mie" })).await.status, 404);
    }

    async fn a_plain_form_keeps_renames_and_deletes_and_comes_back_to_its_page(world: World) {
        let mut luca = world.person(LUCA).await;
        let page = "/console?state=mine&order=newest";
        let fields = [("page", page), ("name", "Mie"), ("state", "mine"), ("order", "newest"), ("who", "")];
        let saved = luca.form(VIEWS, &fields).await;
        assert_eq!((saved.status, saved.header("location")), (303, page));
        let again = luca.form(VIEWS, &fields).await;
        let echo = again.echo.as_ref().expect("the page is not shown again");
        assert_eq!((again.status, echo.page.as_str(), echo.value("name")), (422, page, Some("Mie")));
        let path = format!("{VIEWS}/{}", views(&luca).await[0].id);
        let renamed = luca.form(&path, &[("page", page), ("name", "Nuove"), ("version", "1"), ("shared", "yes")]).await;
        assert_eq!((renamed.status, names(&luca).await), (303, vec!["Nuove".to_owned()]));
        let gone = luca.form(&format!("{path}/delete"), &[("page", page)]).await;
        assert_eq!((gone.status, gone.header("location"), names(&luca).await.len()), (303, page, 0));
    }
}
