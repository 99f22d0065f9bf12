//! Bad input: each gets a clear problem at its field, nothing is written, nothing typed is lost.

use crate::harness::story::*;
use crate::harness::{EXE, World, pdf};
use contatti_model::page::Page;
use contatti_model::requests::{ComposeOptions, Line, RequestForm};
use contatti_model::{Issue, ProblemCode};
use uuid::Uuid;

async fn refused_with(world: &World, change: impl FnOnce(&mut RequestForm)) -> (String, Issue) {
    let mut anna = world.person(ANNA).await;
    let mut form = filled_form(&anna).await;
    change(&mut form);
    let problem = anna.post("/api/v1/requests", &form).await.problem();
    assert_eq!((problem.code, problem.reference.as_deref()), (ProblemCode::Invalid, Some("test-reference")));
    let list: Page<Line> = anna.read("/api/v1/requests").await;
    assert!(list.items.is_empty(), "a refused request was kept");
    let error = problem.fields.into_iter().next().unwrap();
    (error.field, error.issue)
}

on_both_engines! {
    async fn an_empty_text(world: World) {
        let refused = refused_with(&world, |form| form.text = "  \n ".into()).await;
        assert_eq!(refused, ("text".into(), Issue::Required));
    }

    async fn a_text_of_100_000_characters(world: World) {
        let refused = refused_with(&world, |form| form.text = "ù".repeat(100_000)).await;
        assert_eq!(refused, ("text".into(), Issue::TooLong { max: 10_000, actual: 100_000 }));
    }

    async fn a_text_with_a_null_character(world: World) {
        let refused = refused_with(&world, |form| form.text = "a\0b".into()).await;
        assert_eq!(refused, ("text".into(), Issue::ControlCharacters));
    }

    async fn no_way_to_answer(world: World) {
        let refused = refused_with(&world, |form| form.email = String::new()).await;
        assert_eq!(refused, ("email".into(), Issue::NoContact));
    }

    async fn an_id_that_is_none(world: World) {
        let refused = refused_with(&world, |form| form.id = "42".into()).await;
        assert_eq!(refused, ("id".into(), Issue::UnknownChoice));
    }

    async fn a_subject_that_has_expired(world: World) {
        let demo = contatti_server::demo::World::load().unwrap();
        let long_ago = jiff::civil::date(2016, 1, 1);
        let expired = demo.subjects().find(|subject| subject.valid_to.is_some_and(|last| last < long_ago)).unwrap().id.to_string();
        let refused = refused_with(&world, |form| form.subject = expired).await;
        assert_eq!(refused, ("subject".into(), Issue::SubjectExpired));
    }

    async fn a_company_one_may_not_act_for_does_not_exist(world: World) {
        let mathieu = world.person(MATHIEU).await;
        let theirs: ComposeOptions = mathieu.read("/api/v1/compose").await;
        let mut anna = world.person(ANNA).await;
        let form = RequestForm { position: theirs.positions[0].id.to_string(), ..filled_form(&anna).await };
        assert_eq!(anna.post("/api/v1/requests", &form).await.problem().code, ProblemCode::NotFound);
        let invented = RequestForm { position: Uuid::now_v7().to_string(), ..form };
        assert_eq!(anna.post("/api/v1/requests", &invented).await.problem().code, ProblemCode::NotFound);
    }

    async fn a_fourth_file(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut form = filled_form(&anna).await;
        for name in ["1.pdf", "2.pdf", "3.pdf", "4.pdf"] {
            form.attachments.push(anna.uploaded(name, pdf(500)).await.id.to_string());
        }
        let problem = anna.post("/api/v1/requests", &form).await.problem();
        assert_eq!(problem.fields[0].issue, Issue::TooManyFiles { max: 3 });
        form.attachments.pop();
        send(&mut anna, &form).await;
    }

    async fn somebody_elses_file(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let file = giulia.uploaded("a.pdf", pdf(500)).await;
        let form = RequestForm { attachments: vec![file.id.to_string()], ..filled_form(&anna).await };
        assert_eq!(anna.post("/api/v1/requests", &form).await.problem().fields[0].issue, Issue::FileMissing);
        assert_eq!(anna.get(&format!("/api/v1/attachments/{}", file.id)).await.status, 404);
    }

    async fn broken_json_and_a_body_of_another_kind(world: World) {
        let mut anna = world.person(ANNA).await;
        let post = axum::http::Method::POST;
        let broken = anna.call(post.clone(), "/api/v1/requests", "application/json", "{\"text\": \"a").await;
        assert_eq!(broken.problem().code, ProblemCode::Malformed);
        let exe = anna.call(post, "/api/v1/requests", "application/x-msdownload", EXE).await;
        assert_eq!(exe.problem().code, ProblemCode::UnsupportedMedia);
    }
}
