//! Two who direct the office, at the steps of its ladder.

use super::{Room, collide, page};
use crate::harness::story::*;
use crate::harness::{Client, Reply};
use contatti_model::ProblemCode;
use contatti_model::escalation::{Steps, StepsForm};

const STEPS: &str = "/api/v1/escalation/steps";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Change,
}

/// Carmela at two desks.
struct Ladder {
    desks: [Client; 2],
    version: i64,
}

impl Ladder {
    async fn write(&self, first: bool, text: &str, version: i64) -> Reply {
        let [one, other] = self.desks.clone();
        let mut hand = if first { one } else { other };
        let [owner, unit_manager, director, region] = ["1", "2", "4", "9"].map(str::to_owned);
        // The address is the text of a ladder.
        let region_email = address(text);
        let version = version.to_string();
        let form = StepsForm { owner, unit_manager, director, region, region_email, version, ..StepsForm::default() };
        hand.post(STEPS, &form).await
    }
}

/// As an address, so that it is found again.
fn address(text: &str) -> String {
    format!("{}@istituto.example", text.replace(' ', "."))
}

impl Room for Ladder {
    type Act = Act;
    const ACTS: &'static [Act] = &[Act::Change];

    async fn lay(&mut self) {
        self.version = self.desks[0].read::<Steps>(STEPS).await.version;
    }

    fn refusal(&self, _: Act, _: Act) -> Option<ProblemCode> {
        Some(ProblemCode::Stale)
    }

    fn writes(_: Act) -> bool {
        true
    }

    async fn send(&self, _: Act, first: bool, text: &str) -> Reply {
        self.write(first, text, self.version).await
    }

    async fn send_again(&self, _: Act, text: &str) -> Reply {
        let now: Steps = self.desks[1].read(STEPS).await;
        self.write(false, text, now.version).await
    }

    async fn seen(&self) -> String {
        page(&self.desks[0], STEPS).await.replace('.', " ")
    }
}

on_both_engines! {
    async fn at_one_ladder_nobody_overwrites_what_they_did_not_read(world: World) {
        let desks = [world.person(DIRECTOR).await, world.person(DIRECTOR).await];
        collide(&mut Ladder { desks, version: 0 }).await;
    }

    async fn a_form_without_scripts_comes_back_with_the_steps_and_the_version_it_had_read(world: World) {
        let mut ladder = Ladder { desks: [world.person(DIRECTOR).await, world.person(DIRECTOR).await], version: 1 };
        assert_eq!(ladder.write(true, "prima", 1).await.status, 200);
        let fields = [("page", "/console/scadenze"), ("form", "change-steps"), ("owner", "2"), ("unit_manager", "3"), ("director", "5"), ("region", "9"), ("version", "1")];
        let reply = ladder.desks[1].form(STEPS, &fields).await;
        let echo = reply.echo.expect("the page again");
        assert_eq!((reply.status, echo.value("director"), echo.value("version")), (412, Some("5"), Some("1")));
    }
}
