//! Step two: the text and the files.

use super::Step;
use super::documents::DocumentList;
use super::help::GuidanceList;
use super::state::Composing;
use super::suggestion::BetterSubject;
use super::upload_list::UploadList;
use crate::browser::{self, ChosenFile};
use crate::dates;
use crate::kit::{Icon, TextArea, error_of, use_alive};
use crate::language::use_words;
use contatti_model::attachments::{AttachmentProfile, FIELD, FileKind};
use contatti_model::requests::MAX_TEXT_CHARS;
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn TextStep(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.text;
    let alive = use_alive();
    let error =
        Signal::derive(move || composing.sending.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let left = move || {
        let used = composing.text.with(|text| text.chars().count());
        texts.left(MAX_TEXT_CHARS.saturating_sub(used))
    };
    view! {
        <Step composing number=2 legend=texts.legend>
            <FixedSentence composing/>
            <TextArea id="text" name="text" label=texts.text hint=texts.text_hint value=composing.text error rows=10 required=true/>
            <Show when=move || alive.get()><p class="field-count">{left}</p></Show>
            <BetterSubject composing/>
            <GuidanceList composing/>
            <DocumentList composing/>
            <FilesField composing/>
        </Step>
    }
    .into_any()
}

/// Some subjects want a set phrase (for instance an exemption that is granted by code).
#[component]
fn FixedSentence(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.subject;
    let alive = use_alive();
    move || {
        let sentence = composing.chosen_subject()?.fixed_sentence;
        if sentence.is_empty() {
            return None;
        }
        let is_there = {
            let sentence = sentence.clone();
            move || composing.text.with(|text| text.contains(&sentence))
        };
        let put = {
            let sentence = sentence.clone();
            move |_| composing.text.update(|text| *text = format!("{sentence}\n{text}"))
        };
        let state = move || {
            match (is_there(), alive.get()) {
            (true, _) => view! { <p><Icon name="check"/> " " {texts.sentence_used}</p> }.into_any(),
            (false, true) => view! {
                <button type="button" class="btn btn-outline-primary btn-sm" on:click=put.clone()>{texts.use_sentence}</button>
            }
            .into_any(),
            (false, false) => ().into_any(),
        }
        };
        Some(view! {
            <div class="panel">
                <p>{texts.fixed_sentence}</p>
                <blockquote>{sentence}</blockquote>
                {state}
            </div>
        })
    }
}

#[component]
fn FilesField(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.text;
    let alive = use_alive();
    let profile = move || composing.chosen_subject().map(|subject| subject.profile);
    let limits = move || profile().map_or_else(|| texts.limits_later.to_owned(), |profile| limits(words, &profile));
    let accept = move || profile().map(|profile| accepted(&profile));
    let takes_photos = move || profile().is_none_or(|profile| profile.kinds.contains(&FileKind::Jpeg));
    let error = move || composing.sending.problem.with(|problem| error_of(words, problem.as_ref(), FIELD));
    let take = move |chosen: Vec<ChosenFile>| {
        let profile = composing.chosen_subject().map(|subject| subject.profile);
        composing.files.add(chosen, profile.as_ref());
        composing.files.send_waiting(words, composing.subject.get_untracked());
    };
    let on_drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        take(browser::dropped_files(&event));
    };
    view! {
        <div class="field upload-zone" on:dragover=|event| event.prevent_default() on:drop=on_drop>
            <label class="field-label" for="files">{texts.files}</label>
            <p class="field-hint" id="files-hint">{limits}</p>
            {move || error().map(|text| view! {
                <p class="field-error" id="files-error"><Icon name="warning-circle"/> <span>{text}</span></p>
            })}
            <input
                class="field-control"
                id="files"
                name="files"
                type="file"
                multiple
                accept=accept
                aria-describedby="files-hint"
                on:change=move |event| take(browser::chosen_files(&event))
            />
            <Show when=move || alive.get()><p class="soft">{texts.drop}</p></Show>
            <div class="camera" hidden=move || !takes_photos()>
                <label class="btn btn-outline-primary" for="camera"><Icon name="upload"/> " " {texts.camera}</label>
                <input
                    class="visually-hidden"
                    id="camera"
                    name="files"
                    type="file"
                    accept="image/jpeg"
                    capture="environment"
                    on:change=move |event| take(browser::chosen_files(&event))
                />
            </div>
            <UploadList composing/>
        </div>
    }
    .into_any()
}

fn limits(words: &Words, profile: &AttachmentProfile) -> String {
    let size = |bytes| dates::bytes(words, bytes);
    let kinds: Vec<String> = profile.kinds.iter().map(|kind| kind_name(*kind)).collect();
    words.compose.text.limits(
        profile.max_files,
        size(profile.max_file_bytes),
        kinds.join(", "),
        size(profile.max_total_bytes),
    )
}

/// A kind as people know it: by the ending most of its files have.
fn kind_name(kind: FileKind) -> String {
    match kind {
        FileKind::Text => "TXT".to_owned(),
        kind => kind.as_str().to_uppercase(),
    }
}

fn accepted(profile: &AttachmentProfile) -> String {
    let endings = profile.kinds.iter().flat_map(|kind| kind.endings());
    endings.copied().collect::<Vec<_>>().join(",")
}
