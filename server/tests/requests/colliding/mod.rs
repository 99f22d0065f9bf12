//! Two people who read the same version: every two moves, one after the other and at once, lose no text and write none twice.

mod act;
mod stage;

use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use act::{Act, Choices, Leaves};
use contatti_model::requests::RequestDetail;
use contatti_model::{ProblemCode, RequestId};
use serde_json::Value;
use stage::Stage;
use std::collections::HashMap;
use uuid::Uuid;

/// Friday 4 December, two days after what is sent on Monday 23 November was promised.
const LATE: &str = "2026-12-04T09:00:00Z";

/// Something written by hand, to be found again exactly once or not at all.
#[derive(Clone)]
struct Sheet {
    act: Act,
    text: String,
    id: Uuid,
}

struct Collisions {
    anna: Client,
    luca: Client,
    sara: Client,
    choices: Choices,
    /// Each text sent, and whether its move was accepted in the end.
    texts: Vec<(Sheet, bool)>,
}

impl Collisions {
    fn sheet(&self, act: Act) -> Sheet {
        Sheet { act, text: format!("Scritto da una di due mani, foglio {:05}.", self.texts.len()), id: Uuid::now_v7() }
    }

    /// Who makes the move when it is the first of the two, or the second.
    fn hand(&self, act: Act, first: bool) -> Client {
        match (act.is_companys(), first) {
            (true, _) => self.anna.clone(),
            (false, true) => self.luca.clone(),
            (false, false) => self.sara.clone(),
        }
    }

    async fn send(&self, sheet: &Sheet, first: bool, read: &RequestDetail) -> Reply {
        let body = sheet.act.body(&self.choices, read, &sheet.text, sheet.id);
        self.hand(sheet.act, first).post(&format!("/api/v1/requests/{}/{}", read.id, sheet.act.verb()), &body).await
    }

    /// Everything of `before` is still there, and of the sheets just what was accepted, once.
    async fn nothing_is_lost(&mut self, before: &RequestDetail, sheets: [(Sheet, bool); 2]) -> RequestDetail {
        let after = detail(&self.anna, before.id).await;
        let pair = format!("{:?} then {:?}", sheets[0].0.act, sheets[1].0.act);
        let turns =
            |read: &RequestDetail| read.thread.iter().map(|turn| (turn.id, turn.text.clone())).collect::<Vec<_>>();
        let (old, new) = (turns(before), turns(&after));
        assert_eq!(new[..old.len()], old[..], "{pair}");
        assert!(after.timeline.starts_with(&before.timeline), "{pair}");
        let made = |counts: fn(Act) -> bool| sheets.iter().filter(|(sheet, done)| *done && counts(sheet.act)).count();
        let moved = made(Act::moves);
        assert_eq!(after.version, before.version + i64::try_from(moved).unwrap(), "{pair}");
        assert_eq!(after.timeline.len(), before.timeline.len() + moved, "{pair}");
        assert_eq!(new.len(), old.len() + made(|act| act.leaves() == Leaves::Turn), "{pair}");
        for (sheet, done) in &sheets {
            let written = new.iter().filter(|(_, text)| text.contains(&sheet.text)).count();
            assert_eq!(written, usize::from(*done && sheet.act.leaves() == Leaves::Turn), "{:?} in {pair}", sheet.act);
        }
        self.texts.extend(sheets);
        after
    }

    /// One after the other, the second without having seen the first.
    async fn in_turn(&mut self, id: RequestId, a: Act, b: Act) {
        let before = detail(&self.anna, id).await;
        let first = self.sheet(a);
        self.texts.push((first.clone(), true));
        let second = self.sheet(b);
        self.texts.pop();
        let made = self.send(&first, true, &before).await;
        assert!(made.status < 300, "{a:?}: {}", made.text());
        let between = detail(&self.anna, id).await;
        let expected = self.expected(a, b, id).await;
        let reply = self.send(&second, false, &before).await;
        match expected {
            Ok(()) => assert!(reply.status < 300, "{a:?} then {b:?}: {}", reply.text()),
            Err(codes) => {
                let code = reply.problem().code;
                assert!(codes.contains(&code), "{a:?} then {b:?}: {}", reply.text());
                assert_eq!(detail(&self.anna, id).await, between, "{b:?} was refused and changed something");
            }
        }
        let again = reply.status >= 400 && self.sent_again(a, &second, id).await;
        let done = reply.status < 300 || again;
        self.nothing_is_lost(&before, [(first, true), (second, done)]).await;
    }

    /// What the second is told: a word on what changed, never that their own words are wrong.
    async fn expected(&self, a: Act, b: Act, id: RequestId) -> Result<(), Vec<ProblemCode>> {
        let read = self.hand(b, false).get(&format!("/api/v1/requests/{id}")).await;
        if read.status == 404 {
            return Err(vec![ProblemCode::NotFound]);
        }
        if b.compares() && a.moves() {
            return Err(vec![ProblemCode::Stale, ProblemCode::IllegalMove]);
        }
        let fits = b.is_offered(&read.json()) && !(a == b && b.is_done_once());
        if fits {
            Ok(())
        } else {
            Err(vec![ProblemCode::IllegalMove, ProblemCode::MeetingUnderWay, ProblemCode::Invalid])
        }
    }

    /// After reading what changed, the same words are sent once more: accepted just where the page offers the move.
    async fn sent_again(&self, a: Act, sheet: &Sheet, id: RequestId) -> bool {
        let read = self.hand(sheet.act, false).get(&format!("/api/v1/requests/{id}")).await;
        if read.status == 404 {
            return false;
        }
        let read: RequestDetail = read.json();
        let fits = sheet.act.is_offered(&read) && !(a == sheet.act && sheet.act.is_done_once());
        let reply = self.send(sheet, false, &read).await;
        assert_eq!(reply.status < 300, fits, "{a:?} then {:?} again: {}", sheet.act, reply.text());
        fits
    }

    /// Both at the same instant.
    async fn at_once(&mut self, id: RequestId, a: Act, b: Act) {
        let before = detail(&self.anna, id).await;
        let first = self.sheet(a);
        self.texts.push((first.clone(), true));
        let second = self.sheet(b);
        self.texts.pop();
        let (one, other) = tokio::join!(self.send(&first, true, &before), self.send(&second, false, &before));
        let pair = format!("{a:?} and {b:?} at once: {} {}", one.text(), other.text());
        for (reply, act, against) in [(&one, a, b), (&other, b, a)] {
            let refused = [404, 409, 412, 422].contains(&reply.status);
            assert!(reply.status < 300 || refused, "{pair}");
            assert!(reply.status != 404 || (against == Act::HandOver && !act.is_companys()), "{pair}");
            assert!(reply.status != 422 || (a == b && a.is_done_once() && !a.moves()), "{pair}");
        }
        let done = [one.status < 300, other.status < 300];
        assert!(done[0] || done[1], "{pair}");
        let exclude = [a, b].iter().all(|act| act.compares() && act.moves());
        assert!(!(exclude && done[0] && done[1]), "{pair}");
        self.nothing_is_lost(&before, [(first, done[0]), (second, done[1])]).await;
    }
}

/// Each text that was accepted stands once in what is kept, each that was not nowhere.
async fn every_text_once(world: &World, texts: Vec<(Sheet, bool)>) {
    let mut kept: HashMap<String, usize> = HashMap::new();
    for text in world.strings("SELECT text FROM messages UNION ALL SELECT text FROM notes").await {
        if let Some(at) = text.find("Scritto da una di due mani") {
            *kept.entry(text[at..].split_inclusive('.').next().unwrap_or_default().to_owned()).or_default() += 1;
        }
    }
    for (sheet, done) in texts {
        let has_text = matches!(sheet.act.leaves(), Leaves::Turn | Leaves::Text);
        let found = kept.remove(&sheet.text).unwrap_or_default();
        assert_eq!(found, usize::from(done && has_text), "{:?}: {}", sheet.act, sheet.text);
    }
    assert!(kept.is_empty(), "nobody sent {kept:?}");
}

async fn collide(world: World, stage: Stage) {
    world.let_the_disk_be().await;
    let choices = stage::choices(&world).await;
    let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
    let moves = stage.moves();
    let mut set = vec![];
    for (place, a) in moves.iter().enumerate() {
        for (other, b) in moves.iter().enumerate() {
            for at_once in [false, true].into_iter().filter(|at_once| !at_once || place <= other) {
                set.push((stage.set(&mut anna, &mut luca, &choices.linked).await, *a, *b, at_once));
            }
        }
    }
    world.at(LATE);
    let (anna, luca, sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
    let mut collisions = Collisions { anna, luca, sara, choices, texts: vec![] };
    for (id, a, b, at_once) in set {
        if at_once { collisions.at_once(id, a, b).await } else { collisions.in_turn(id, a, b).await }
    }
    every_text_once(&world, collisions.texts).await;
    contatti_server::register::verify(&world.house).await.unwrap().unwrap();
}

/// The fields of a plain form that says the same.
fn fields(body: &Value, page: &str) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let named = body.as_object().unwrap().iter().map(|(name, value)| (name.clone(), word(value)));
    named.chain([("page".to_owned(), page.to_owned())]).collect()
}

on_both_engines! {
    async fn on_what_is_nobodys_yet(world: World) {
        collide(world, Stage::Routed).await;
    }

    async fn on_what_luca_works(world: World) {
        collide(world, Stage::InCharge).await;
    }

    async fn on_what_waits_for_documents(world: World) {
        collide(world, Stage::Waiting).await;
    }

    async fn on_what_is_answered(world: World) {
        collide(world, Stage::Closed).await;
    }

    async fn on_what_is_open_again(world: World) {
        collide(world, Stage::Reopened).await;
    }

    async fn a_form_without_scripts_comes_back_with_all_that_was_typed(world: World) {
        let choices = stage::choices(&world).await;
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        for stage in [Stage::Routed, Stage::InCharge, Stage::Closed] {
            let id = stage.set(&mut anna, &mut luca, &choices.linked).await;
            let read = detail(&sara, id).await;
            crate::requests::thread::act(&mut anna, id, "reply", crate::requests::thread::reply("Altro da dire.")).await;
            let page = format!("/console/richieste/{id}");
            for act in stage.moves().iter().filter(|act| act.compares()) {
                let body = act.body(&choices, &read, "Due righe pensate a lungo.", Uuid::now_v7());
                let typed = fields(&body, &page);
                let typed: Vec<_> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let reply = sara.form(&format!("/api/v1/requests/{id}/{}", act.verb()), &typed).await;
                let echo = reply.echo.expect("the page again");
                assert_eq!((reply.status, echo.page.as_str()), (412, page.as_str()), "{act:?}");
                for (name, value) in typed.iter().filter(|(name, _)| !["page", "version"].contains(name)) {
                    assert_eq!(echo.value(name), Some(*value), "{act:?} {name}");
                }
            }
        }
    }
}
