//! What was typed is kept until it is sent: in the browser at once, on the server every few seconds (`saver.rs`).

use super::kept::{Kept, Shelf};
use super::start::{ANEW, Asked, Start};
use super::state::Composing;
use contatti_model::Instant;
use contatti_model::Problem;
use contatti_model::identity::Me;
use contatti_model::requests::{DraftForm, SavedDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// Where the draft stands, for a quiet word beside the buttons.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// Nothing worth saving yet.
    Nothing,
    Saved(Instant),
    /// The line is down, or another version is in the way.
    OnlyHere,
    /// The server does not take it, and trying again does not help.
    Refused(Problem),
}

/// The draft of this page. Copied freely: these are only handles.
#[derive(Clone, Copy)]
pub(super) struct DraftKeeper {
    pub composing: Composing,
    pub restored: RwSignal<bool>,
    pub standing: RwSignal<Standing>,
    /// What was saved from another tab or device, until the person has chosen.
    pub conflict: RwSignal<Option<SavedDraft>>,
    /// For the reading voice.
    pub said: RwSignal<String>,
    pub(super) shelf: StoredValue<Shelf>,
    /// What the server is known to have.
    pub(super) on_server: StoredValue<Option<DraftForm>>,
    /// Sent, and no answer came: the server may have any of them.
    pub(super) unanswered: StoredValue<Vec<DraftForm>>,
    pub(super) changes: StoredValue<u32>,
    pub(super) running: StoredValue<bool>,
    pub(super) saving: StoredValue<bool>,
    /// Once sent, nothing more is written down.
    pub(super) sent: StoredValue<bool>,
}

impl DraftKeeper {
    fn of(me: &Me, composing: Composing, start: &Start, asked: &Asked) -> Self {
        let taken_up = start.draft.as_ref().filter(|_| asked.echo.is_none());
        let standing = taken_up.map_or(Standing::Nothing, |draft| Standing::Saved(draft.saved_at));
        Self {
            composing,
            restored: RwSignal::new(taken_up.is_some() && asked.step.is_none()),
            standing: RwSignal::new(standing),
            conflict: RwSignal::new(start.draft.clone().filter(|_| asked.met_another())),
            said: RwSignal::new(String::new()),
            shelf: StoredValue::new(Shelf::of(me)),
            on_server: StoredValue::new(taken_up.map(|draft| draft.form.content())),
            unanswered: StoredValue::new(vec![]),
            changes: StoredValue::new(0),
            running: StoredValue::new(false),
            saving: StoredValue::new(false),
            sent: StoredValue::new(false),
        }
    }

    /// The request is on the register: its draft has done its duty, and the server let go of it in the same breath.
    pub fn forget(self) {
        self.sent.set_value(true);
        let id = self.composing.id.get_untracked();
        self.shelf.with_value(|shelf| shelf.forget(&id));
    }

    /// Goes on as a draft of its own.
    pub fn as_new(self) {
        self.composing.id.set(Uuid::now_v7().to_string());
        self.composing.version.set(0);
        self.on_server.set_value(None);
    }

    /// Takes over what the server has.
    pub fn take_up(self, saved: &SavedDraft) {
        self.composing.put(&saved.form, None);
        self.composing.version.set(saved.version);
        self.composing.position_name.set(saved.position_name.clone());
        self.on_server.set_value(Some(saved.form.content()));
        self.standing.set(Standing::Saved(saved.saved_at));
    }

    /// Writes it down in the browser.
    pub(super) fn write_down(self, form: &DraftForm) {
        let content = form.content();
        let kept = Kept {
            saved: self.on_server.with_value(|known| known.as_ref() == Some(&content)),
            version: self.composing.version.get_untracked(),
            files: untrack(|| self.composing.files.uploaded()),
            draft: content,
        };
        self.shelf.with_value(|shelf| shelf.keep(&kept));
    }
}

/// Brings an earlier draft back, then keeps every change.
pub(super) fn keep(me: &Me, composing: Composing, start: Start, asked: Asked) -> DraftKeeper {
    let keeper = DraftKeeper::of(me, composing, &start, &asked);
    Effect::new(move |before: Option<()>| {
        if before.is_none() && asked.echo.is_none() {
            restore(keeper, &start, &asked);
        }
        let form = composing.draft_form();
        if worth_keeping(&form) && !keeper.sent.get_value() {
            keeper.write_down(&form);
            keeper.changed();
        }
    });
    // Whoever leaves for another page of the site takes the last words along.
    Effect::new(move |_| {
        on_cleanup(move || {
            if let Some(form) = keeper.unsaved() {
                spawn_local(async move { drop(crate::api::drafts::save(&form).await) });
            }
        });
    });
    keeper
}

pub(super) fn worth_keeping(form: &DraftForm) -> bool {
    let request = &form.request;
    !request.text.trim().is_empty() || !request.subject.is_empty() || !request.attachments.is_empty()
}

/// What this browser alone has goes before what the server has: it was typed later.
fn restore(keeper: DraftKeeper, start: &Start, asked: &Asked) {
    let anew = asked.draft.as_deref() == Some(ANEW);
    let wanted = asked.draft.as_deref().filter(|_| !anew);
    let kept = keeper.shelf.with_value(|shelf| shelf.find(wanted));
    let fits = |form: &contatti_model::requests::RequestForm| asked.fits(&form.position) && asked.goes_on(&form.after);
    if let Some(kept) = kept.filter(|kept| !anew && !kept.saved && fits(&kept.draft.request)) {
        let id = &kept.draft.request.id;
        let line = start.drafts.iter().find(|line| line.id.to_string() == *id);
        keeper.composing.put(&kept.draft, Some(kept.files));
        keeper.composing.version.set(line.map_or(0, |_| kept.version));
        keeper.composing.position_name.set(line.map(|line| line.position_name.clone()).unwrap_or_default());
        keeper.on_server.set_value(None);
        keeper.standing.set(Standing::OnlyHere);
        keeper.restored.set(true);
    }
    let in_hand = keeper.composing.id.get_untracked();
    keeper.shelf.with_value(|shelf| shelf.tidy(&in_hand));
}
