//! Saving on the server: a little after the last change, one save at a time, never over what was saved elsewhere.

use super::draft::{DraftKeeper, Standing, worth_keeping};
use crate::api::drafts::{draft, save};
use crate::api::{is_lost_connection, unreachable};
use crate::browser;
use contatti_model::requests::{DraftForm, DraftLine};
use contatti_model::{Problem, ProblemCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long nothing must be typed before a save, in milliseconds.
const STILL: u32 = 2_000;
/// After so many times of waiting, whoever types on and on is saved all the same.
const PATIENCE: u32 = 3;
/// How long a broken line is left alone.
const LINE_DOWN: u32 = 10_000;
/// How long one save waits for another.
const BUSY: u32 = 200;

impl DraftKeeper {
    /// Something changed: it will be saved.
    pub fn changed(self) {
        self.changes.update_value(|count| *count = count.wrapping_add(1));
        if self.running.get_value() || self.conflict.with_untracked(Option::is_some) || self.unsaved().is_none() {
            return;
        }
        self.running.set_value(true);
        spawn_local(async move {
            while self.still().await && self.save().await {}
            let _ = self.running.try_set_value(false);
        });
    }

    /// The person asks for it: saved now, and said.
    pub fn save_now(self, words: impl Fn(&Standing) -> String + 'static) {
        if self.conflict.with_untracked(Option::is_some) {
            browser::select_fragment(super::draft_notices::CHANGED);
            return;
        }
        spawn_local(async move {
            self.save().await;
            if let Some(standing) = self.standing.try_get_untracked() {
                let _ = self.said.try_set(words(&standing));
            }
        });
    }

    /// What the server does not have yet; none once the page is gone or the request was sent.
    pub(super) fn unsaved(self) -> Option<DraftForm> {
        if self.sent.try_get_value()? {
            return None;
        }
        let form = untrack(|| self.composing.draft_form());
        let known = self.on_server.with_value(|known| known.as_ref() == Some(&form.content()));
        (!known && worth_keeping(&form)).then_some(form)
    }

    /// Waits until nothing is typed for a moment; whether there is something to save.
    async fn still(self) -> bool {
        for _ in 0..PATIENCE {
            let before = self.changes.try_get_value();
            browser::pause(STILL).await;
            if self.changes.try_get_value() == before {
                break;
            }
        }
        self.unsaved().is_some()
    }

    /// One save; whether to go on saving what comes after.
    async fn save(self) -> bool {
        if self.saving.get_value() {
            browser::pause(BUSY).await;
            return self.saving.try_get_value().is_some();
        }
        let Some(form) = self.unsaved() else { return false };
        self.saving.set_value(true);
        let outcome = if browser::is_online() { save(&form).await } else { Err(unreachable()) };
        if self.saving.try_set_value(false).is_some() {
            // The page is gone.
            return false;
        }
        match outcome {
            Ok(line) => {
                self.accept(&line, &form);
                true
            }
            Err(problem) if is_lost_connection(&problem) => self.wait_for_the_line(form).await,
            Err(problem) if problem.code == ProblemCode::DraftChanged => self.meet(form).await,
            Err(problem) => self.give_way(problem),
        }
    }

    /// Not saved, for a reason that is not the line; whether trying again can help.
    fn give_way(self, problem: Problem) -> bool {
        match problem.code {
            // Discarded elsewhere, and still being written here: it is a new one.
            ProblemCode::NotFound if self.composing.version.get_untracked() > 0 => {
                self.composing.version.set(0);
                return true;
            }
            // Sent from another tab; whoever presses "send" here is told.
            ProblemCode::IdTaken => self.standing.set(Standing::Nothing),
            _ => self.standing.set(Standing::Refused(problem)),
        }
        false
    }

    fn accept(self, line: &DraftLine, form: &DraftForm) {
        self.know(line.version, form.content());
        self.standing.set(Standing::Saved(line.saved_at));
        let now = untrack(|| self.composing.draft_form());
        self.write_down(&now);
    }

    fn know(self, version: i64, content: DraftForm) {
        self.composing.version.set(version);
        self.on_server.set_value(Some(content));
        self.unanswered.set_value(vec![]);
    }

    async fn wait_for_the_line(self, form: DraftForm) -> bool {
        self.unanswered.update_value(|all| all.push(form.content()));
        self.standing.set(Standing::OnlyHere);
        browser::pause(LINE_DOWN).await;
        self.sent.try_get_value().is_some()
    }

    /// The server has another version: our own, whose answer was lost, or somebody's to choose about.
    async fn meet(self, form: DraftForm) -> bool {
        let saved = draft(&form.request.id).await;
        if self.sent.try_get_value() != Some(false) {
            return false;
        }
        let Ok(saved) = saved else {
            self.standing.set(Standing::OnlyHere);
            return false;
        };
        let ours = self.unanswered.with_value(|all| all.contains(&saved.form)) || saved.form == form.content();
        if ours {
            self.know(saved.version, saved.form);
            return true;
        }
        self.standing.set(Standing::OnlyHere);
        self.conflict.set(Some(saved));
        false
    }
}
