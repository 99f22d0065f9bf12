//! What the forms of one request share: the request as it is now, the version the operator read, what was done last.

use crate::api::requests::one;
use crate::brought::use_echo;
use crate::kit::Submit;
use contatti_model::identity::Me;
use contatti_model::requests::{EventLine, Message, RequestDetail};
use contatti_model::{FormEcho, Problem, ProblemCode};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

#[derive(Clone, Copy)]
pub(super) struct Work {
    pub detail: RwSignal<RequestDetail>,
    pub me: StoredValue<Me>,
    /// The version the operator read, and how many lines the history had then.
    read: RwSignal<(i64, usize)>,
    /// What is typed for the company; a colleague who takes charge first does not make it vanish.
    pub comment: RwSignal<String>,
    /// What is typed in each of its forms.
    typed: RwSignal<Vec<RwSignal<String>>>,
    /// Said visibly and aloud after a form was accepted.
    pub done: RwSignal<String>,
    /// It is another office's now, and not to be read here any more.
    pub gone: RwSignal<bool>,
}

impl Work {
    pub fn start(detail: RequestDetail, me: Me) -> Self {
        // Also one that came back for a slip had read what it says it had.
        let came_back = use_echo(None);
        let read = read_before(&detail, came_back.as_ref());
        let comment = RwSignal::new(String::new());
        Self {
            detail: RwSignal::new(detail),
            me: StoredValue::new(me),
            read: RwSignal::new(read),
            comment,
            typed: RwSignal::new(vec![comment]),
            done: RwSignal::new(String::new()),
            gone: RwSignal::new(false),
        }
    }

    pub fn id(self) -> String {
        self.detail.with_untracked(|detail| detail.id.to_string())
    }

    /// Holds this text of a form against what a colleague writes meanwhile.
    pub fn compare(self, text: RwSignal<String>) {
        self.typed.update(|typed| typed.push(text));
    }

    /// What is typed and not sent, form by form.
    pub fn typed(self) -> Vec<String> {
        let texts = self.typed.with(|typed| typed.iter().filter_map(|text| text.try_get()).collect::<Vec<_>>());
        texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
    }

    /// What happened since the operator last read; empty when nothing did.
    pub fn news(self) -> Vec<EventLine> {
        let (version, lines) = self.read.get();
        self.detail.with(|detail| match detail.version > version {
            true => detail.timeline.iter().skip(lines).cloned().collect(),
            false => vec![],
        })
    }

    /// What was written since the operator last read.
    pub fn written_since(self) -> Vec<Message> {
        let Some(first) = self.news().first().map(|event| event.at) else { return vec![] };
        self.detail.with(|detail| detail.thread.iter().filter(|turn| turn.written_at >= first).cloned().collect())
    }

    pub fn is_behind(self) -> bool {
        let (version, _) = self.read.get();
        self.detail.with(|detail| detail.version > version)
    }

    /// The version to write on: pressing again with the news before one's eyes accepts them.
    pub fn version(self) -> String {
        self.detail.with(|detail| detail.version).to_string()
    }

    /// Sends one of the forms; on success shows the request as it became, when stale as it is.
    pub fn send(
        self,
        form: Submit,
        answer: impl Future<Output = crate::api::Outcome<RequestDetail>> + 'static,
        done: &'static str,
        then: impl FnOnce() + 'static,
    ) {
        self.done.set(String::new());
        form.send(self.kept_fresh(answer), move |detail| {
            self.read.set((detail.version, detail.timeline.len()));
            self.detail.set(detail);
            self.done.set(done.to_owned());
            then();
        });
    }

    /// Sends a form after which the page is left; when stale shows the request as it is.
    pub fn leave<T: 'static>(
        self,
        form: Submit,
        answer: impl Future<Output = crate::api::Outcome<T>> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        self.done.set(String::new());
        form.send(self.kept_fresh(answer), move |_| then());
    }

    /// The answer; where somebody else was faster, the request as it is now is shown first.
    async fn kept_fresh<T>(self, answer: impl Future<Output = crate::api::Outcome<T>>) -> crate::api::Outcome<T> {
        let outcome = answer.await;
        if outcome.as_ref().is_err_and(moved_on) {
            self.look_again().await;
        }
        outcome
    }

    async fn look_again(self) {
        let fresh = match one(self.id()).await {
            Ok(fresh) => fresh,
            Err(problem) => {
                let _ = self.gone.try_set(problem.code == ProblemCode::NotFound);
                return;
            }
        };
        // What was done last may be no longer so: "in your charge" beside a colleague's name.
        let moved_on = self.detail.try_with_untracked(|detail| detail.version < fresh.version);
        if moved_on == Some(true) {
            let _ = self.done.try_set(String::new());
        }
        let _ = self.detail.try_set(fresh);
    }

    /// Fetches the request again without touching what is being typed.
    pub fn refresh(self) {
        spawn_local(self.look_again());
    }
}

/// Somebody else was faster.
fn moved_on(problem: &Problem) -> bool {
    matches!(problem.code, ProblemCode::Stale | ProblemCode::IllegalMove | ProblemCode::NotFound)
}

/// Each change adds one to the version and a line to the history: what a refused form had read is counted back.
fn read_before(detail: &RequestDetail, came_back: Option<&FormEcho>) -> (i64, usize) {
    let lines = detail.timeline.len();
    let version = came_back.and_then(|echo| echo.value("version")?.parse::<i64>().ok());
    match version {
        Some(version) if version < detail.version => {
            let missed = usize::try_from(detail.version - version).unwrap_or(0);
            (version, lines.saturating_sub(missed))
        }
        _ => (detail.version, lines),
    }
}
