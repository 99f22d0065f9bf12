//! What a send waits for: files on their way, and files the antivirus has not answered for.

use super::files::{FileState, Files, Item};
use crate::api::attachments::about;
use crate::browser;
use contatti_model::attachments::{Attachment, Scan};
use contatti_words::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often the page asks whether the antivirus has answered, in milliseconds.
const LOOK_EVERY: u32 = 1_000;

/// Why a send waits, and for which file.
pub(super) enum Holding {
    OnItsWay(String),
    InVerification(String),
}

impl Files {
    /// The first file a send has to wait for.
    pub fn holding(self) -> Option<Holding> {
        let holds = |item: &Item| match item.state.get() {
            FileState::Waiting | FileState::Sending(_) | FileState::Offline(_) => {
                Some(Holding::OnItsWay(item.name.clone()))
            }
            FileState::Done(file) if file.scan == Scan::Waiting => Some(Holding::InVerification(item.name.clone())),
            FileState::Done(_) | FileState::Failed(_) => None,
        };
        // Every file is asked, so that whoever listens hears of each.
        self.items.with(|items| items.iter().map(holds).collect::<Vec<_>>()).into_iter().flatten().next()
    }

    /// Asks how files in verification stand until none is; somebody who asks already is enough.
    pub fn follow_scans(self, words: &'static Words) {
        if self.looking.get_value() {
            return;
        }
        self.looking.set_value(true);
        spawn_local(async move {
            while let Some(items) = self.in_verification().filter(|items| !items.is_empty()) {
                browser::pause(LOOK_EVERY).await;
                for (item, file) in items {
                    self.look(words, &item, file).await;
                }
            }
            let _ = self.looking.try_set_value(false);
        });
    }

    async fn look(self, words: &Words, item: &Item, file: Attachment) {
        // Not told now, told at the next look.
        let Ok(now) = about(file.id).await else { return };
        if now.scan == file.scan || !self.holds(item.key) {
            return;
        }
        let said = match now.scan {
            Scan::Infected => words.compose.text.announce_infected(&now.name),
            Scan::Clean => words.compose.text.announce_clean(&now.name),
            _ => String::new(),
        };
        item.state.set(FileState::Done(now));
        let _ = self.said.try_set(said);
    }

    fn in_verification(self) -> Option<Vec<(Item, Attachment)>> {
        let waits = |item: &Item| match item.state.get_untracked() {
            FileState::Done(file) if file.scan == Scan::Waiting => Some((item.clone(), file)),
            _ => None,
        };
        self.items.try_with_untracked(|items| items.iter().filter_map(waits).collect())
    }
}
