//! Luca and Sara at the same text module.

use super::{Room, collide, page};
use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use contatti_model::ProblemCode;
use contatti_model::offices::{RetireForm, TextModule, TextModuleForm};

const TEXTS: &str = "/api/v1/console/texts";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Add,
    Change,
    Retire,
}

struct Shelf {
    luca: Client,
    sara: Client,
    read: Option<TextModule>,
}

impl Shelf {
    async fn of(world: &World) -> Self {
        Self { luca: world.person(LUCA).await, sara: world.person(SARA).await, read: None }
    }

    async fn write(&self, act: Act, first: bool, text: &str, read: Option<&TextModule>) -> Reply {
        let mut hand = if first { self.luca.clone() } else { self.sara.clone() };
        let path = |read: &TextModule| format!("{TEXTS}/{}", read.id);
        let version = read.map(|read| read.version.to_string()).unwrap_or_default();
        let form = |title: &str| TextModuleForm {
            title: title.into(),
            text: text.into(),
            version: version.clone(),
            ..TextModuleForm::default()
        };
        match (act, read) {
            (Act::Change, Some(read)) => hand.post(&path(read), &form(&read.title)).await,
            (Act::Retire, Some(read)) => hand.post(&format!("{}/retire", path(read)), &RetireForm { version }).await,
            _ => hand.post(TEXTS, &form(text)).await,
        }
    }
}

impl Room for Shelf {
    type Act = Act;
    const ACTS: &'static [Act] = &[Act::Add, Act::Change, Act::Retire];

    async fn lay(&mut self) {
        let title = format!("Saluti {}", uuid::Uuid::now_v7());
        let form =
            TextModuleForm { title: title.clone(), text: "Gentile {azienda},".into(), ..TextModuleForm::default() };
        let added = self.luca.post(TEXTS, &form).await;
        assert_eq!(added.status, 201, "{}", added.text());
        self.read = added.json::<Vec<TextModule>>().into_iter().find(|module| module.title == title);
    }

    fn refusal(&self, first: Act, second: Act) -> Option<ProblemCode> {
        match (first, second) {
            (Act::Add, _) | (_, Act::Add) | (Act::Retire, Act::Retire) => None,
            _ => Some(ProblemCode::Stale),
        }
    }

    fn is_done(first: Act, second: Act) -> bool {
        (first, second) == (Act::Retire, Act::Retire)
    }

    fn writes(act: Act) -> bool {
        act != Act::Retire
    }

    async fn send(&self, act: Act, first: bool, text: &str) -> Reply {
        self.write(act, first, text, self.read.as_ref()).await
    }

    async fn send_again(&self, act: Act, text: &str) -> Reply {
        let now: Vec<TextModule> = self.sara.read(TEXTS).await;
        let id = self.read.as_ref().map(|read| read.id);
        self.write(act, false, text, now.iter().find(|module| Some(module.id) == id)).await
    }

    async fn seen(&self) -> String {
        page(&self.luca, TEXTS).await
    }
}

on_both_engines! {
    async fn at_one_text_module_nobody_overwrites_what_they_did_not_read(world: World) {
        let mut shelf = Shelf::of(&world).await;
        collide(&mut shelf).await;
        // What was replaced knowingly, or taken away, is still kept: each change is a version of its own.
        let lost = "SELECT COUNT(*) FROM text_modules m WHERE (SELECT COUNT(*) FROM text_module_versions v WHERE v.module_id = m.id) <> m.version";
        assert_eq!(world.count(lost).await, 0);
    }

    async fn a_form_without_scripts_comes_back_with_the_words_and_the_version_it_had_read(world: World) {
        let mut shelf = Shelf::of(&world).await;
        for first in [Act::Change, Act::Retire] {
            shelf.lay().await;
            let read = shelf.read.clone().unwrap();
            assert!(shelf.send(first, true, "Spettabile {azienda},").await.status < 300);
            let page = format!("/console/testi?modulo={}", read.id);
            let fields = [("page", page.as_str()), ("form", "write-text"), ("title", read.title.as_str()), ("text", "Cara {azienda},"), ("version", "1")];
            let reply = shelf.sara.form(&format!("{TEXTS}/{}", read.id), &fields).await;
            let echo = reply.echo.expect("the page again");
            assert_eq!((reply.status, echo.page.as_str()), (412, page.as_str()), "{first:?}");
            assert_eq!((echo.value("text"), echo.value("version")), (Some("Cara {azienda},"), Some("1")), "{first:?}");
        }
    }

    async fn a_form_without_scripts_that_takes_away_what_is_gone_leads_to_the_list(world: World) {
        let mut shelf = Shelf::of(&world).await;
        shelf.lay().await;
        let read = shelf.read.clone().unwrap();
        assert_eq!(shelf.send(Act::Retire, true, "").await.status, 200);
        let name = format!("retire-{}", read.id);
        let fields = [("page", "/console/testi"), ("form", name.as_str()), ("version", "1")];
        let again = shelf.sara.form(&format!("{TEXTS}/{}/retire", read.id), &fields).await;
        assert_eq!((again.status, again.header("location")), (303, "/console/testi"));
        let unknown = shelf.sara.form(&format!("{TEXTS}/{}/retire", uuid::Uuid::nil()), &fields).await;
        let of_milan = world.person(MARCO).await.form(&format!("{TEXTS}/{}/retire", read.id), &fields).await;
        assert_eq!((unknown.status, of_milan.status), (404, 404));
    }
}
