//! What the forms about one missive share: the missive as it is now, what is typed about its position, what was done last.

use crate::api::Outcome;
use crate::api::correspondence::missive;
use crate::kit::Submit;
use contatti_model::correspondence::MissiveDetail;
use contatti_model::{MissiveId, Problem, ProblemCode};
use leptos::prelude::*;
use std::future::Future;

#[derive(Clone, Copy)]
pub(super) struct Deciding {
    pub detail: RwSignal<MissiveDetail>,
    /// Said visibly and aloud after a form was accepted.
    pub done: RwSignal<String>,
}

impl Deciding {
    pub fn start(detail: MissiveDetail) -> Self {
        Self { detail: RwSignal::new(detail), done: RwSignal::new(String::new()) }
    }

    pub fn id(self) -> MissiveId {
        self.detail.with_untracked(|detail| detail.line.id)
    }

    pub fn version(self) -> String {
        self.detail.with(|detail| detail.version).to_string()
    }

    /// The number of the position it is filed under or seems to be about.
    pub fn position(self) -> String {
        self.detail.with_untracked(|detail| {
            let known = detail.line.position.as_ref().or(detail.proposed_position.as_ref());
            known.map(|position| position.number.clone()).unwrap_or_default()
        })
    }

    /// Sends one of the forms; on success shows the missive as it became, when a colleague was faster as it is.
    pub fn send(
        self,
        form: Submit,
        answer: impl Future<Output = Outcome<MissiveDetail>> + 'static,
        done: &'static str,
    ) {
        self.done.set(String::new());
        let answer = async move {
            let outcome = answer.await;
            if outcome.as_ref().is_err_and(moved_on)
                && let Ok(fresh) = missive(self.id().to_string()).await
            {
                let _ = self.detail.try_set(fresh);
            }
            outcome
        };
        form.send(answer, move |detail| {
            self.detail.set(detail);
            self.done.set(done.to_owned());
        });
    }
}

/// Somebody else was faster.
fn moved_on(problem: &Problem) -> bool {
    matches!(problem.code, ProblemCode::Stale | ProblemCode::IllegalMove)
}
