//! Where two moves meet: a request in each state worth colliding in, and the moves that hold there.

use super::act::Act::{self, *};
use super::act::Choices;
use crate::harness::story::*;
use crate::harness::{Client, World};
use crate::offices::units::unit;
use crate::requests::thread::{act, reply};
use contatti_model::RequestId;
use contatti_model::requests::{Hands, SubjectChoice};
use serde_json::json;

/// The state a request is in before anybody collides.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// Nobody's yet, linked with another.
    Routed,
    /// Luca's, late, much written about, an appointment asked for.
    InCharge,
    /// Luca's, documents waited for.
    Waiting,
    /// Answered with a no, the archives still to be looked up.
    Closed,
    /// Open again and nobody's.
    Reopened,
}

impl Stage {
    /// Every move that holds in it.
    pub fn moves(self) -> &'static [Act] {
        match self {
            Self::Routed => &[TakeCharge, Assign, HandOver, Pass, Subject, Link, Unlink, Note, Reply, Remind],
            Self::InCharge => &[
                GiveBack,
                Assign,
                HandOver,
                Pass,
                AskDocuments,
                Comment,
                Close,
                Merge,
                Subject,
                Link,
                Note,
                SetMeeting,
                CancelMeeting,
                Reply,
                Remind,
                WithdrawMeeting,
            ],
            Self::Waiting => &[Assign, Comment, Close, Merge, Subject, Link, Note, Reply],
            Self::Closed => &[Holds, Missing, Reopen, WriteOn, Link, Note, Reply, Solved, NotSolved, AskMeeting],
            Self::Reopened => &[TakeCharge, Assign, HandOver, Pass, Subject, Note, Reply, Remind],
        }
    }

    /// A fresh request in this state.
    pub async fn set(self, anna: &mut Client, luca: &mut Client, linked: &str) -> RequestId {
        let id = send_with(anna, &[]).await.request;
        if let Self::Routed = self {
            act(luca, id, "link", json!({ "number": linked })).await;
            return id;
        }
        act(luca, id, "take-charge", json!({ "version": "1" })).await;
        let answer = json!({ "version": "2", "outcome": "not_accepted", "text": "Non risulta.", "archives": "done",
                             "archives_text": "Rettificata.", "check_on": "2026-11-30" });
        match self {
            Self::Routed => {}
            Self::InCharge => {
                for text in ["E ottobre?", "E novembre?", "E dicembre?"] {
                    act(anna, id, "reply", reply(text)).await;
                }
                let asked =
                    json!({ "mode": "in_person", "part": "morning", "weekdays": ["monday"], "text": "Non capiamo." });
                act(anna, id, "ask-appointment", asked).await;
            }
            Self::Waiting => {
                let asked = json!({ "version": "2", "text": "Serve il LUL.", "until": "2026-12-23" });
                act(luca, id, "ask-documents", asked).await;
            }
            Self::Closed => drop(act(luca, id, "close", answer).await),
            Self::Reopened => {
                act(luca, id, "close", answer).await;
                act(anna, id, "reply", reply("Risulta invece.")).await;
            }
        }
        id
    }
}

/// What every move of a stage can name, whichever request it is about.
pub(super) async fn choices(world: &World) -> Choices {
    let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
    let unit = unit(world, "Ricorsi", &["Ciro Auriemma"], &[], false).await;
    let mut numbers = vec![];
    let mut last = None;
    for _ in 0..2 {
        let sent = send_with(&mut anna, &[]).await;
        numbers.push(sent.registration.number.to_string());
        last = Some(sent.request);
    }
    let (id, linked, number) = (last.unwrap(), numbers.pop().unwrap(), numbers.pop().unwrap());
    let hands: Hands = luca.read(&format!("/api/v1/requests/{id}/hands")).await;
    let subjects: Vec<SubjectChoice> = luca.read(&format!("/api/v1/requests/{id}/subject")).await;
    let days = detail(&luca, id).await.working_days;
    let colleague = hands.colleagues.iter().find(|colleague| colleague.name == "Sara Montella").unwrap();
    let office = hands.offices.iter().find(|office| office.name.contains("Milano")).unwrap();
    let subject = subjects.iter().find(|choice| choice.working_days > days).unwrap();
    Choices {
        colleague: json!(colleague.id),
        office: json!(office.id),
        unit: json!(unit.id),
        subject: json!(subject.id),
        number,
        linked,
    }
}
