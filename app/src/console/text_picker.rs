//! Putting a text module into an answer, a comment or a letter, filled in with what is known where it is written.

use super::work::Work;
use crate::api::Outcome;
use crate::browser;
use crate::dates;
use crate::kit::{SelectField, use_alive};
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::offices::{Blank, TextModule, filled_in};
use contatti_words::Words;
use leptos::prelude::*;

/// What is known of a text's blanks where it is written; who writes is known everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Filling(StoredValue<Box<dyn Fn(Blank) -> Option<String> + Send + Sync>>);

impl Filling {
    pub fn new(value: impl Fn(Blank) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(StoredValue::new(Box::new(value)))
    }

    /// What an answer or a comment says of its request.
    pub fn of(work: Work) -> Self {
        let words = use_words();
        Self::new(move |blank| value(work, words, blank))
    }

    /// For a letter that goes on from a closed request: it will be promised for another day.
    pub fn on_from(work: Work) -> Self {
        let words = use_words();
        Self::new(move |blank| value(work, words, blank).filter(|_| blank != Blank::Promised))
    }

    fn value(self, blank: Blank) -> Option<String> {
        self.0.with_value(|value| value(blank))
    }
}

/// `into` is what is being written. Without scripts there is nothing to pick with: texts are copied from their page.
#[component]
pub(super) fn TextPicker(
    filling: Filling,
    modules: Resource<Outcome<Vec<TextModule>>>,
    #[prop(into)] id: String,
    into: RwSignal<String>,
    /// The field that is written in: the keyboard goes there once a text is in it.
    #[prop(into)]
    field: String,
) -> impl IntoView {
    let (alive, session) = (use_alive(), use_session());
    let (id, field) = (StoredValue::new(id), StoredValue::new(field));
    let picker = move || {
        Suspend::new(async move {
            let mut modules = modules.await.unwrap_or_default();
            let me = match session {
                Some(session) => session.await.map(|me| me.name).unwrap_or_default(),
                None => String::new(),
            };
            let subject = untrack(|| filling.value(Blank::Subject));
            modules.sort_by_key(|module| {
                module.subject.as_ref().is_none_or(|about| Some(&about.title) != subject.as_ref())
            });
            let (id, field) = (id.get_value(), field.get_value());
            (!modules.is_empty()).then(|| view! { <Picker filling me modules id into field/> })
        })
    };
    view! { <Show when=move || alive.get()><Suspense>{picker}</Suspense></Show> }.into_any()
}

#[component]
fn Picker(
    filling: Filling,
    me: String,
    modules: Vec<TextModule>,
    id: String,
    into: RwSignal<String>,
    field: String,
) -> impl IntoView {
    let texts = &use_words().console.texts;
    let chosen = RwSignal::new(String::new());
    let options = modules.iter().map(|module| (module.id.to_string(), module.title.clone())).collect::<Vec<_>>();
    let (modules, me, field) = (StoredValue::new(modules), StoredValue::new(me), StoredValue::new(field));
    let known = move |blank: Blank| match blank {
        Blank::Operator => Some(me.get_value()),
        blank => filling.value(blank),
    };
    // The text filled in, and whether something of it is left to whoever writes.
    let filled = move || {
        let id = chosen.get();
        let text = modules.with_value(|all| {
            all.iter().find(|module| module.id.to_string() == id).map(|module| module.text.clone())
        })?;
        let left = std::cell::Cell::new(false);
        let text = filled_in(&text, |blank| {
            known(blank).unwrap_or_else(|| {
                left.set(true);
                format!("[{}]", blank.as_str())
            })
        });
        Some((text, left.get()))
    };
    let insert = move |_| {
        let Some((text, _)) = untrack(filled) else { return };
        into.update(|written| {
            if !written.trim().is_empty() {
                written.push_str("\n\n");
            }
            written.push_str(&text);
        });
        chosen.set(String::new());
        field.with_value(|field| browser::focus(field));
    };
    view! {
        <SelectField id name="" label=texts.pick value=chosen>
            <option value="">{texts.pick_none}</option>
            {options.into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view()}
        </SelectField>
        {move || filled().map(|(text, left)| view! {
            <div class="text-sample">
                <p class="soft">{texts.preview}</p>
                <p class="note-text">{text}</p>
                {left.then(|| view! { <p>{texts.left}</p> })}
                <button class="btn btn-outline-primary btn-sm" type="button" on:click=insert>{texts.insert}</button>
            </div>
        })}
    }
    .into_any()
}

/// What the request puts in the place of a blank.
fn value(work: Work, words: &Words, blank: Blank) -> Option<String> {
    work.detail.with_untracked(|detail| match blank {
        Blank::Company => Some(detail.company.name.clone()),
        Blank::Position => Some(detail.position.clone()),
        Blank::Number => Some(detail.registration.number.to_string()),
        Blank::Subject => Some(detail.subject.clone()),
        Blank::Promised => Some(dates::short_day(words, detail.promised_on)),
        Blank::Operator => None,
    })
}
