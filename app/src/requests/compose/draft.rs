//! What was typed stays in the browser until it is sent, also when the battery dies.

use super::files::Files;
use super::position_field::make_known;
use super::state::Composing;
use crate::browser;
use crate::language::use_words;
use crate::requests::DRAFTS;
use contatti_model::attachments::Attachment;
use contatti_model::identity::Me;
use contatti_model::requests::RequestForm;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Kept {
    form: RequestForm,
    files: Vec<Attachment>,
}

/// The draft of one person: where it is kept, and whether this page began from it.
#[derive(Clone, Copy)]
pub(super) struct DraftKeeper {
    key: StoredValue<String>,
    restored: RwSignal<bool>,
    /// Once sent, nothing more is written down.
    sent: StoredValue<bool>,
}

impl DraftKeeper {
    /// The request is on the register: its draft has done its duty.
    pub fn forget(self) {
        self.sent.set_value(true);
        browser::forget(&self.key.get_value());
    }
}

/// Brings an earlier draft back, then writes every change down.
pub(super) fn keep(me: &Me, composing: Composing, wanted: Option<String>) -> DraftKeeper {
    let keeper = DraftKeeper {
        key: StoredValue::new(format!("{DRAFTS}{}", me.id)),
        restored: RwSignal::new(false),
        sent: StoredValue::new(false),
    };
    let came_back = composing.has_problem() || composing.step.get_untracked() > 1;
    Effect::new(move |before: Option<()>| {
        if before.is_none() && !came_back {
            restore(keeper, composing, wanted.as_deref());
        }
        let form = composing.form();
        let worth_it = !form.text.trim().is_empty() || !form.subject.is_empty() || !form.attachments.is_empty();
        if worth_it && !keeper.sent.get_value() {
            let kept = Kept { form, files: composing.files.uploaded() };
            let json = serde_json::to_string(&kept).unwrap_or_default();
            browser::keep(&keeper.key.get_value(), &json);
        }
    });
    keeper
}

fn restore(keeper: DraftKeeper, composing: Composing, wanted: Option<&str>) {
    let json = browser::kept(&keeper.key.get_value()).unwrap_or_default();
    let Ok(Kept { form, files }) = serde_json::from_str::<Kept>(&json) else { return };
    composing.id.set(form.id);
    composing.text.set(form.text);
    composing.email.set(form.email);
    composing.telephone.set(form.telephone);
    // Whoever comes to write for one position must not send for another.
    if wanted.is_none_or(|wanted| wanted == form.position) {
        make_known(composing, form.position.clone());
        composing.position.set(form.position);
        composing.subject.set(form.subject);
    }
    restore_files(composing.files, composing, files);
    keeper.restored.set(true);
}

/// Only files the server still has, as they stand there now.
fn restore_files(files: Files, composing: Composing, kept: Vec<Attachment>) {
    let known = composing.options.with_value(|options| options.uploaded.clone());
    let still_there = |file: Attachment| known.iter().find(|other| other.id == file.id).cloned();
    files.put_stored(kept.into_iter().filter_map(still_there).collect());
}

#[component]
pub(super) fn RestoredNotice(composing: Composing, draft: DraftKeeper) -> impl IntoView {
    let texts = &use_words().compose.draft;
    let discard = move |_| {
        browser::forget(&draft.key.get_value());
        composing.id.set(uuid::Uuid::now_v7().to_string());
        composing.subject.set(String::new());
        composing.text.set(String::new());
        composing.files.clear();
        composing.step.set(1);
        draft.restored.set(false);
    };
    view! {
        <Show when=move || draft.restored.get() && composing.step.get() == 1>
            <p class="panel notice" role="status">
                <span>{texts.restored}</span>
                <button type="button" class="btn btn-outline-primary btn-sm" on:click=discard>{texts.discard}</button>
            </p>
        </Show>
    }
    .into_any()
}
