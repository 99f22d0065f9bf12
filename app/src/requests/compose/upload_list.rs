//! The chosen files, each with how far it is and what can be done with it.

use super::files::{FileState, Item, is_worth_a_retry, why};
use super::state::Composing;
use super::verification::Holding;
use crate::browser;
use crate::dates;
use crate::kit::{Announcer, Icon, Preview, ScanTag, use_alive};
use crate::language::use_words;
use contatti_model::attachments::{Attachment, FIELD, Scan};
use leptos::prelude::*;

#[component]
pub(super) fn UploadList(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.text;
    let alive = use_alive();
    let files = composing.files;
    let words = use_words();
    // Effects run in the browser alone: there the page asks by itself until every file has its verdict.
    Effect::new(move |_| {
        if matches!(files.holding(), Some(Holding::InVerification(_))) {
            files.follow_scans(words);
        }
    });
    view! {
        <Announcer words=files.said/>
        <Show when=move || !files.items.with(Vec::is_empty) && !alive.get()>
            <p class="field-hint">{texts.staged} ". " {texts.keep_hint}</p>
        </Show>
        <ul class="files uploads">
            <For each=move || files.items.get() key=|item| item.key let:item>
                <UploadLine composing item/>
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn UploadLine(composing: Composing, item: Item) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.text;
    let alive = use_alive();
    let key = item.key;
    let state = item.state.clone();
    let name = item.name.clone();
    // The button goes with its line: the keyboard goes on from where files are chosen.
    let remove = move |_| {
        composing.files.remove(words, key);
        browser::focus("files");
    };
    let standing = {
        let (item, state) = (item.clone(), state.clone());
        move || view! { <Standing composing item=item.clone() state=state.get()/> }
    };
    let preview = {
        let state = state.clone();
        move || match state.get() {
            FileState::Done(file) => Some(view! { <Preview file/> }),
            _ => None,
        }
    };
    let take_out = move || {
        let name = name.clone();
        // Alive, a button takes the file out; before that, and without JavaScript, unticking its box does.
        if alive.get() {
            view! {
                <button
                    type="button"
                    class="btn btn-outline-primary btn-sm"
                    aria-label=texts.remove_file(&name)
                    on:click=remove
                >{texts.remove}</button>
            }
            .into_any()
        } else {
            let FileState::Done(file) = state.get_untracked() else { return ().into_any() };
            view! {
                <label class="choice">
                    <input type="checkbox" name=FIELD value=file.id.to_string() checked/>
                    <span>{texts.keep_file(name)}</span>
                </label>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <span class="file-name">{item.name.clone()}</span>
            <span class="soft number">{dates::bytes(words, item.size)}</span>
            {standing}
            {preview}
            {take_out}
        </li>
    }
    .into_any()
}

#[component]
fn Standing(composing: Composing, item: Item, state: FileState) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.text;
    match state {
        FileState::Waiting => view! { <span class="soft">{texts.waiting}</span> }.into_any(),
        FileState::Sending(percent) => view! {
            <progress max="100" value=percent aria-label=texts.sending(percent)></progress>
        }
        .into_any(),
        FileState::Offline(percent) => view! {
            <progress max="100" value=percent aria-label=texts.sending(percent)></progress>
            <span class="state state-care"><Icon name="wifi" class="icon"/> {texts.offline(percent)}</span>
        }
        .into_any(),
        FileState::Done(file) => view! { <Stored file/> }.into_any(),
        FileState::Failed(problem) => {
            let key = item.key;
            let again = move |_| composing.files.retry(words, key, composing.subject.get_untracked());
            let retry = is_worth_a_retry(&item, &problem).then(|| {
                view! {
                    <button
                        type="button"
                        class="btn btn-outline-primary btn-sm"
                        aria-label=texts.retry_file(&item.name)
                        on:click=again
                    >{texts.retry}</button>
                }
            });
            view! {
                <span class="field-error"><Icon name="warning-circle"/> <span>{texts.failed} ": " {why(words, &problem)}</span></span>
                {retry}
            }
            .into_any()
        }
    }
}

/// Safe on the server, and what the antivirus says of it.
#[component]
fn Stored(file: Attachment) -> impl IntoView {
    let words = use_words();
    match file.scan {
        Scan::Off | Scan::NotScanned => {
            let done = words.compose.text.done;
            view! { <span class="state state-good"><Icon name="check" class="icon"/> {done}</span> }.into_any()
        }
        Scan::Waiting | Scan::Clean => view! { <ScanTag scan=file.scan/> }.into_any(),
        Scan::Infected => {
            let note = words.requests.files.infected_note(file.signature.unwrap_or_default());
            view! {
                <ScanTag scan=file.scan/>
                <span class="field-error"><Icon name="warning-circle"/> <span>{note}</span></span>
            }
            .into_any()
        }
    }
}
