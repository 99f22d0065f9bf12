//! A file looked at without downloading it: a dialog over the page, or a link to it where there are no scripts.

use super::use_alive;
use crate::api::attachments::preview_path;
use crate::browser;
use crate::language::use_words;
use contatti_model::attachments::{Attachment, FileKind};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Nothing for kinds a browser does not show by itself.
#[component]
pub(crate) fn Preview(file: Attachment) -> impl IntoView {
    if !file.can_be_previewed() {
        return ().into_any();
    }
    let texts = &use_words().requests.files;
    let alive = use_alive();
    let open = RwSignal::new(false);
    let id = format!("preview-{}", file.id);
    let show = {
        let id = id.clone();
        move |event: MouseEvent| {
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
            // Where the page cannot show it, the link leads to it.
            if elsewhere || !alive.get_untracked() || (file.kind == FileKind::Pdf && !browser::shows_pdf()) {
                return;
            }
            event.prevent_default();
            open.set(true);
            browser::open_dialog(&id);
        }
    };
    let address = preview_path(file.id);
    let (dialog, label) = (id.clone(), texts.preview_of(&file.name));
    view! {
        <a
            class="btn btn-outline-primary btn-sm"
            href=address.clone()
            target="_blank"
            rel="external noopener"
            aria-label=label.clone()
            on:click=show
        >{texts.preview}</a>
        <dialog class="preview" id=dialog aria-label=label on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <Inside id=id.clone() address=address.clone() name=file.name.clone() kind=file.kind/>
            </Show>
        </dialog>
    }
    .into_any()
}

/// Loaded only once somebody looks.
#[component]
fn Inside(id: String, address: String, name: String, kind: FileKind) -> impl IntoView {
    let texts = &use_words().requests.files;
    let shown = match kind {
        FileKind::Pdf => view! { <iframe src=address.clone() title=texts.preview_of(&name)></iframe> }.into_any(),
        _ => view! { <img src=address.clone() alt=name.clone()/> }.into_any(),
    };
    view! {
        <div class="preview-head">
            <strong class="file-name">{name}</strong>
            <a href=address target="_blank" rel="external noopener">{texts.new_tab}</a>
            <button
                type="button"
                class="btn btn-outline-primary btn-sm"
                on:click=move |_| browser::close_dialog(&id)
            >{texts.close_preview}</button>
        </div>
        {shown}
    }
    .into_any()
}
