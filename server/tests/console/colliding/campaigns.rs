//! Luca at two desks and Sara, at the same campaign: its letters are his, anybody stops it.

use super::{Room, collide, page};
use crate::harness::story::*;
use crate::harness::{Client, Reply, World};
use contatti_model::campaigns::{CampaignChoices, CampaignDetail, CampaignForm, CampaignState};
use contatti_model::offices::Scheme;
use contatti_model::{CampaignId, ProblemCode};

const CAMPAIGNS: &str = "/api/v1/console/campaigns";
const TEXT: &str = "Dal primo gennaio cambia il modello.";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Start,
    Stop,
    Resume,
}

impl Act {
    fn verb(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Stop => "stop",
            Self::Resume => "resume",
        }
    }

    fn of(self, state: CampaignState) -> Option<CampaignState> {
        match self {
            Self::Start => state.start().ok(),
            Self::Stop => state.stop().ok(),
            Self::Resume => state.resume().ok(),
        }
    }
}

struct Desk {
    luca: [Client; 2],
    sara: Client,
    /// The state each campaign is laid in.
    state: CampaignState,
    read: Option<CampaignId>,
}

impl Desk {
    fn path(&self) -> String {
        format!("{CAMPAIGNS}/{}", self.read.unwrap())
    }
}

impl Room for Desk {
    type Act = Act;
    const ACTS: &'static [Act] = &[Act::Start, Act::Stop, Act::Resume];

    async fn lay(&mut self) {
        let choices: CampaignChoices = self.luca[0].read(&format!("{CAMPAIGNS}/choices")).await;
        let area = choices.areas.iter().find(|area| area.scheme == Scheme::Employers).unwrap();
        let form = CampaignForm {
            subject: area.subjects[0].id.to_string(),
            text: TEXT.into(),
            audience: "both".into(),
            pace: "60".into(),
            ..CampaignForm::default()
        };
        let made = self.luca[0].post(CAMPAIGNS, &form).await;
        assert_eq!(made.status, 201, "{}", made.text());
        self.read = Some(made.json::<CampaignDetail>().line.id);
        let before: &[Act] = match self.state {
            CampaignState::Running => &[Act::Start],
            CampaignState::Stopped => &[Act::Start, Act::Stop],
            _ => &[],
        };
        for act in before {
            let moved = self.send(*act, true, "").await;
            assert_eq!(moved.status, 200, "{act:?}: {}", moved.text());
        }
    }

    fn holds(&self, act: Act) -> bool {
        act.of(self.state).is_some()
    }

    fn refusal(&self, first: Act, second: Act) -> Option<ProblemCode> {
        let after = first.of(self.state).and_then(|state| second.of(state));
        after.is_none().then_some(ProblemCode::IllegalMove)
    }

    fn writes(_: Act) -> bool {
        false
    }

    async fn send(&self, act: Act, first: bool, _: &str) -> Reply {
        let [one, other] = self.luca.clone();
        let mut hand = match (act, first) {
            (Act::Stop, false) => self.sara.clone(),
            (_, true) => one,
            (_, false) => other,
        };
        hand.post(&format!("{}/{}", self.path(), act.verb()), &()).await
    }

    /// A campaign names no version: its state says which moves are left.
    async fn send_again(&self, act: Act, text: &str) -> Reply {
        self.send(act, false, text).await
    }

    async fn seen(&self) -> String {
        let seen = page(&self.luca[0], &self.path()).await;
        assert!(seen.contains(TEXT), "its letter is not whole any more: {seen}");
        seen
    }
}

async fn from(world: &World, state: CampaignState) {
    let luca = [world.person(LUCA).await, world.person(LUCA).await];
    let mut desk = Desk { luca, sara: world.person(SARA).await, state, read: None };
    assert_eq!(Desk::ACTS.iter().filter(|act| desk.holds(**act)).count(), 1, "from {state:?} one move holds");
    collide(&mut desk).await;
}

on_both_engines! {
    async fn from_a_campaign_made(world: World) {
        from(&world, CampaignState::Draft).await;
    }

    async fn from_a_campaign_that_runs(world: World) {
        from(&world, CampaignState::Running).await;
    }

    async fn from_a_campaign_stopped(world: World) {
        from(&world, CampaignState::Stopped).await;
    }
}
