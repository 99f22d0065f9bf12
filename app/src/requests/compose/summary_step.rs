//! Step four: everything once more, each part a press away from being changed.

use super::Step;
use super::help::{Cautions, SimilarRequests};
use super::state::Composing;
use crate::dates;
use crate::kit::use_alive;
use crate::language::use_words;
use contatti_words::Words;
use leptos::prelude::*;

#[component]
pub(super) fn SummaryStep(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose;
    view! {
        <Step composing number=4 legend=texts.send.legend>
            <p>{texts.send.lead}</p>
            <SimilarRequests composing/>
            <Cautions composing/>
            <Part composing step=1 name=texts.steps.subject>
                <dl class="facts">
                    <dt>{texts.subject.position}</dt> <dd>{move || position(words, composing)}</dd>
                    <dt>{texts.subject.subject}</dt> <dd>{move || subject(words, composing)}</dd>
                </dl>
            </Part>
            <Part composing step=2 name=texts.steps.text>
                <p class="message-text summary-text" tabindex="0" role="group" aria-label=texts.text.text>{move || or_not_given(words, composing.text.get())}</p>
                <Uploaded composing/>
            </Part>
            <Part composing step=3 name=texts.steps.contacts>
                <dl class="facts">
                    <dt>{texts.contacts.email}</dt> <dd>{move || or_not_given(words, composing.email.get())}</dd>
                    <dt>{texts.contacts.telephone}</dt> <dd>{move || or_not_given(words, composing.telephone.get())}</dd>
                </dl>
            </Part>
        </Step>
    }
    .into_any()
}

/// One part of the summary, with its way back.
#[component]
fn Part(composing: Composing, step: u8, name: &'static str, children: Children) -> impl IntoView {
    let texts = &use_words().compose;
    let alive = use_alive();
    let change = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        composing.step.set(step);
    };
    view! {
        <section class="panel summary-part">
            <header>
                <h2>{name}</h2>
                // Without JavaScript the way back is the button below: here it would be pressed by the Enter key.
                <Show when=move || alive.get()>
                    <button type="button" class="btn btn-outline-primary btn-sm" aria-label=texts.change_what(name) on:click=change>
                        {texts.change}
                    </button>
                </Show>
            </header>
            {children()}
        </section>
    }
    .into_any()
}

#[component]
fn Uploaded(composing: Composing) -> impl IntoView {
    let words = use_words();
    move || {
        let files = composing.files.uploaded();
        if files.is_empty() {
            return view! { <p class="soft">{words.requests.files.none}</p> }.into_any();
        }
        let line = |file: contatti_model::attachments::Attachment| {
            view! { <li><span class="file-name">{file.name}</span> <span class="soft number">{dates::bytes(words, file.size)}</span></li> }
        };
        view! { <ul class="files">{files.into_iter().map(line).collect_view()}</ul> }.into_any()
    }
}

fn position(words: &Words, composing: Composing) -> String {
    let chosen = composing.chosen_position();
    or_not_given(
        words,
        chosen.map(|position| format!("{} · {}", position.number, position.company.name)).unwrap_or_default(),
    )
}

fn subject(words: &Words, composing: Composing) -> String {
    or_not_given(words, composing.chosen_subject().map(|subject| subject.title).unwrap_or_default())
}

fn or_not_given(words: &Words, text: String) -> String {
    if text.trim().is_empty() { words.compose.not_given.to_owned() } else { text }
}
