//! The files of a request in the making: chosen, on their way one after the other, safe, or refused.

use crate::api::attachments::remove;
use crate::browser::{self, ChosenFile, Progress, Wanted};
use crate::kit::{error_of, problem_words};
use contatti_model::attachments::{Attachment, AttachmentProfile, FIELD, FileFacts, FileKind};
use contatti_model::{FieldError, Issue, Problem};
use contatti_words::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

#[derive(Clone)]
pub(super) enum FileState {
    Waiting,
    /// How much is on the server, in per cent.
    Sending(u8),
    /// The network is lost at this point; it goes on by itself.
    Offline(u8),
    /// Safe on the server; what the antivirus says of it may still change.
    Done(Attachment),
    Failed(Problem),
}

/// One file; `chosen` is there while its bytes are still on this device.
#[derive(Clone)]
pub(super) struct Item {
    pub key: u32,
    pub name: String,
    pub size: u64,
    /// Counted, not owned by whoever happened to add the file: it lives as long as its line.
    pub state: ArcRwSignal<FileState>,
    chosen: Option<ChosenFile>,
}

/// The list, a count for keys, and words for the reading voice.
#[derive(Clone, Copy)]
pub(super) struct Files {
    pub items: RwSignal<Vec<Item>>,
    pub said: RwSignal<String>,
    next_key: StoredValue<u32>,
    under_way: StoredValue<bool>,
    /// Somebody asks already how files in verification stand.
    pub looking: StoredValue<bool>,
}

impl Files {
    /// Files that are on the server already.
    pub fn stored(files: Vec<Attachment>) -> Self {
        let list = Self {
            items: RwSignal::new(vec![]),
            said: RwSignal::new(String::new()),
            next_key: StoredValue::new(0),
            under_way: StoredValue::new(false),
            looking: StoredValue::new(false),
        };
        list.put_stored(files);
        list
    }

    pub fn put_stored(self, files: Vec<Attachment>) {
        for file in files {
            self.push(file.name.clone(), file.size, FileState::Done(file), None);
        }
    }

    pub fn clear(self) {
        self.items.set(vec![]);
    }

    /// Takes newly chosen files in: what already breaks a limit is refused at once and never sent.
    pub fn add(self, chosen: Vec<ChosenFile>, profile: Option<&AttachmentProfile>) {
        for file in chosen {
            let state = match refused_at_sight(&file, profile) {
                Some(problem) => FileState::Failed(problem),
                None => FileState::Waiting,
            };
            self.push(file.name.clone(), file.size, state, Some(file));
        }
    }

    /// Sends what waits, one file after the other.
    pub fn send_waiting(self, words: &'static Words, subject: String) {
        if self.under_way.get_value() {
            return;
        }
        self.under_way.set_value(true);
        spawn_local(async move {
            while let Some(item) = self.next_waiting() {
                self.send(words, item, &subject).await;
            }
            let _ = self.under_way.try_set_value(false);
        });
    }

    async fn send(self, words: &'static Words, item: Item, subject: &str) {
        let Some(chosen) = item.chosen.clone() else { return };
        let state = item.state.clone();
        state.set(FileState::Sending(0));
        let (key, name) = (item.key, item.name.clone());
        let tell = {
            let state = state.clone();
            move |progress| self.show(words, &state, &name, progress)
        };
        let wanted: Wanted = Rc::new(move || self.holds(key));
        let outcome = browser::upload(chosen, subject.to_owned(), tell, wanted).await;
        let said = match (&outcome, self.holds(key)) {
            (Ok(file), false) => return discard(file.clone()),
            (Err(_), false) => return,
            (Ok(_), true) => words.compose.text.announce_done(&item.name),
            (Err(problem), true) => words.compose.text.announce_failed(&item.name, why(words, problem)),
        };
        state.set(outcome.map_or_else(FileState::Failed, FileState::Done));
        let _ = self.said.try_set(said);
    }

    fn show(self, words: &Words, state: &ArcRwSignal<FileState>, name: &str, progress: Progress) {
        let offline = matches!(progress, Progress::Offline(_));
        if offline && !matches!(state.get_untracked(), FileState::Offline(_)) {
            let _ = self.said.try_set(words.compose.text.announce_offline(name));
        }
        state.set(match progress {
            Progress::Sent(percent) => FileState::Sending(percent),
            Progress::Offline(percent) => FileState::Offline(percent),
        });
    }

    /// Whether the list, and the page it is on, still has this file.
    pub fn holds(self, key: u32) -> bool {
        self.items.try_with_untracked(|items| items.iter().any(|item| item.key == key)).unwrap_or(false)
    }

    fn next_waiting(self) -> Option<Item> {
        let waits = |item: &&Item| matches!(item.state.get_untracked(), FileState::Waiting);
        self.items.try_with_untracked(|items| items.iter().find(waits).cloned()).flatten()
    }

    /// Takes a file out, here and on the server.
    pub fn remove(self, words: &'static Words, key: u32) {
        let mut taken = None;
        self.items.update(|items| {
            if let Some(index) = items.iter().position(|item| item.key == key) {
                taken = Some(items.remove(index));
            }
        });
        let Some(item) = taken else { return };
        if let FileState::Done(file) = item.state.get_untracked() {
            discard(file);
        }
        self.said.set(words.compose.text.announce_removed(&item.name));
    }

    pub fn retry(self, words: &'static Words, key: u32, subject: String) {
        self.items.with_untracked(|items| {
            if let Some(item) = items.iter().find(|item| item.key == key && item.chosen.is_some()) {
                item.state.set(FileState::Waiting);
            }
        });
        self.send_waiting(words, subject);
    }

    fn push(self, name: String, size: u64, state: FileState, chosen: Option<ChosenFile>) {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        let state = ArcRwSignal::new(state);
        self.items.update(|items| items.push(Item { key, name, size, state, chosen }));
    }
}

/// Whether sending the same bytes again can help: not when the file itself is at fault.
pub(super) fn is_worth_a_retry(item: &Item, problem: &Problem) -> bool {
    item.chosen.is_some() && problem.fields.is_empty()
}

pub(super) fn why(words: &Words, problem: &Problem) -> String {
    error_of(words, Some(problem), FIELD).unwrap_or_else(|| problem_words(words, problem))
}

fn discard(file: Attachment) {
    // Should this fail, the server sweeps files nobody sent.
    spawn_local(async move { drop(remove(file.id).await) });
}

fn refused_at_sight(file: &ChosenFile, profile: Option<&AttachmentProfile>) -> Option<Problem> {
    let name = file.name.as_str();
    let Some(kind) = FileKind::by_name(name) else {
        let issue = Issue::FileKindNotAccepted { name: name.to_owned() };
        return Some(Problem::invalid(vec![FieldError::new(FIELD, issue)]));
    };
    let facts = FileFacts { name, size: file.size, kind };
    let error = profile?.check_one(&facts).err()?;
    Some(Problem::invalid(vec![error]))
}
