//! The documents a subject asks for, to be ticked beside the files: a reminder, never a condition.

use super::state::Composing;
use crate::language::use_words;
use contatti_model::offices::SubjectDocument;
use contatti_model::requests::DocumentTick;
use leptos::html::Input;
use leptos::prelude::*;

#[component]
pub(super) fn DocumentList(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.documents;
    let documents = Memo::new(move |_| composing.chosen_subject().map(|subject| subject.documents).unwrap_or_default());
    let line = move |document| view! { <DocumentLine composing document/> };
    move || {
        let documents = documents.get();
        (!documents.is_empty()).then(|| {
            view! {
                <section class="panel documents" aria-labelledby="documents-title">
                    <h2 id="documents-title">{texts.title}</h2>
                    <p class="soft">{texts.lead}</p>
                    <ul>{documents.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn DocumentLine(composing: Composing, document: SubjectDocument) -> impl IntoView {
    let texts = &use_words().compose.documents;
    let (id, title) = (document.id, document.title);
    view! {
        <li>
            <span class="document-title">
                {title.clone()}
                {(!document.when.is_empty()).then(|| view! { " " <span class="soft">{document.when}</span> })}
            </span>
            <Tick composing tick=DocumentTick::Attached(id) label=texts.attached what=texts.attached_what(&title)/>
            <Tick composing tick=DocumentTick::NotNeeded(id) label=texts.not_needed what=texts.not_needed_what(&title)/>
        </li>
    }
    .into_any()
}

#[component]
fn Tick(composing: Composing, tick: DocumentTick, label: &'static str, what: String) -> impl IntoView {
    let value = tick.to_string();
    let node = NodeRef::<Input>::new();
    let ticked = {
        let value = value.clone();
        Signal::derive(move || composing.documents.with(|ticks| ticks.contains(&value)))
    };
    let rendered = ticked.get_untracked();
    // First what was ticked before the page came alive is learnt, then the signal leads.
    Effect::new(move |met: Option<bool>| {
        let Some(input) = node.get() else { return false };
        if met != Some(true) && input.checked() != rendered {
            settle(composing, tick, input.checked());
        }
        input.set_checked(ticked.get());
        true
    });
    view! {
        <label class="choice">
            <input
                type="checkbox"
                name="documents"
                value=value
                checked=rendered
                aria-label=what
                node_ref=node
                on:change=move |event| settle(composing, tick, event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// Of the two ticks of a document one alone holds.
fn settle(composing: Composing, tick: DocumentTick, on: bool) {
    composing.documents.update(|ticks| {
        ticks.retain(|other| DocumentTick::parse(other).is_some_and(|other| other.document() != tick.document()));
        if on {
            ticks.push(tick.to_string());
        }
    });
}
