//! Putting a text module into an answer or a comment, filled in with what this request says.

use super::work::Work;
use crate::api::Outcome;
use crate::browser;
use crate::dates;
use crate::kit::{SelectField, use_alive};
use crate::language::use_words;
use contatti_model::offices::{Blank, TextModule, filled_in};
use contatti_words::Words;
use leptos::prelude::*;

/// `into` is what is being written. Without scripts there is nothing to pick with: texts are copied from their page.
#[component]
pub(super) fn TextPicker(
    work: Work,
    modules: Resource<Outcome<Vec<TextModule>>>,
    id: &'static str,
    into: RwSignal<String>,
    /// The field that is written in: the keyboard goes there once a text is in it.
    field: &'static str,
) -> impl IntoView {
    let alive = use_alive();
    let picker = move || {
        Suspend::new(async move {
            let mut modules = modules.await.unwrap_or_default();
            let subject = work.detail.with_untracked(|detail| detail.subject.clone());
            modules.sort_by_key(|module| module.subject.as_ref().is_none_or(|about| about.title != subject));
            (!modules.is_empty()).then(|| view! { <Picker work modules id into field/> })
        })
    };
    view! { <Show when=move || alive.get()><Suspense>{picker}</Suspense></Show> }.into_any()
}

#[component]
fn Picker(
    work: Work,
    modules: Vec<TextModule>,
    id: &'static str,
    into: RwSignal<String>,
    field: &'static str,
) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.texts;
    let chosen = RwSignal::new(String::new());
    let options = modules.iter().map(|module| (module.id.to_string(), module.title.clone())).collect::<Vec<_>>();
    let modules = StoredValue::new(modules);
    let filled = move || {
        let id = chosen.get();
        let text = modules.with_value(|all| {
            all.iter().find(|module| module.id.to_string() == id).map(|module| module.text.clone())
        })?;
        Some(filled_in(&text, |blank| value(work, words, blank)))
    };
    let insert = move |_| {
        let Some(text) = untrack(filled) else { return };
        into.update(|written| {
            if !written.trim().is_empty() {
                written.push_str("\n\n");
            }
            written.push_str(&text);
        });
        chosen.set(String::new());
        browser::focus(field);
    };
    view! {
        <SelectField id name="" label=texts.pick value=chosen>
            <option value="">{texts.pick_none}</option>
            {options.into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view()}
        </SelectField>
        {move || filled().map(|text| view! {
            <div class="text-sample">
                <p class="soft">{texts.preview}</p>
                <p class="note-text">{text}</p>
                <button class="btn btn-outline-primary btn-sm" type="button" on:click=insert>{texts.insert}</button>
            </div>
        })}
    }
    .into_any()
}

/// What the request puts in the place of a blank.
fn value(work: Work, words: &Words, blank: Blank) -> String {
    work.detail.with_untracked(|detail| match blank {
        Blank::Company => detail.company.name.clone(),
        Blank::Position => detail.position.clone(),
        Blank::Number => detail.registration.number.to_string(),
        Blank::Subject => detail.subject.clone(),
        Blank::Promised => dates::short_day(words, detail.promised_on),
        Blank::Operator => work.me.with_value(|me| me.name.clone()),
    })
}
