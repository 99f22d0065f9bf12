//! Which subject fits what was written, and why: an offer, taken only by whoever presses it.

use super::state::Composing;
use crate::kit::{TextField, use_alive};
use crate::language::use_words;
use contatti_model::SubjectId;
use contatti_model::identity::Position;
use contatti_model::offices::{SubjectFinder, Suggestion};
use contatti_model::requests::ComposeOptions;
use contatti_words::Words;
use leptos::prelude::*;

/// Step one: a few words find the subject.
#[component]
pub(super) fn DescribeField(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.subject;
    let found =
        Memo::new(move |_| composing.finder.with(|finder| composing.describe.with(|text| finder.suggest(text))));
    let asked = move || composing.describe.with(|text| text.trim().chars().nth(2).is_some());
    let none = move || asked() && found.with(Vec::is_empty);
    view! {
        <TextField
            id="describe" name="describe" label=texts.describe hint=texts.describe_hint value=composing.describe error=None
        />
        <div class="suggestions" role="status">
            <Show when=move || !found.with(Vec::is_empty)>
                <p class="soft">{texts.suggested}</p>
                <ul>
                    <For each=move || found.get() key=|found| (found.subject, found.words.clone()) let:suggestion>
                        <li><Offer composing suggestion/></li>
                    </For>
                </ul>
            </Show>
            <Show when=none><p class="soft">{texts.suggested_none}</p></Show>
        </div>
    }
    .into_any()
}

#[component]
fn Offer(composing: Composing, suggestion: Suggestion) -> impl IntoView {
    let words = use_words();
    let alive = use_alive();
    let subject = suggestion.subject;
    let title = title(composing, subject);
    let why = because(words, &suggestion);
    let take = move |_| composing.subject.set(subject.to_string());
    let name = title.clone();
    view! {
        <Show when=move || alive.get() fallback=move || view! { <strong>{name.clone()}</strong> }>
            <button type="button" class="btn btn-outline-primary btn-sm" on:click=take>{title.clone()}</button>
        </Show>
        " " <span class="soft">{why}</span>
    }
    .into_any()
}

/// Step two: the text speaks for another subject than the chosen one.
#[component]
pub(super) fn BetterSubject(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.subject;
    let alive = use_alive();
    let better = Memo::new(move |_| {
        let chosen = composing.subject.get().parse().ok()?;
        composing.finder.with(|finder| composing.text.with(|text| finder.better_than(chosen, text)))
    });
    let said = RwSignal::new(String::new());
    let note = move |suggestion: Suggestion| {
        let (subject, name) = (suggestion.subject, title(composing, suggestion.subject));
        let why = because(words, &suggestion);
        let chosen = name.clone();
        let change = move |_| {
            composing.subject.set(subject.to_string());
            said.set(texts.changed_to(&chosen));
        };
        view! {
            <p class="panel notice better-subject">
                <span>{texts.maybe(name)} " " {why} "."</span>
                {if alive.get() {
                    view! { <button type="button" class="btn btn-outline-primary btn-sm" on:click=change>{texts.change_to}</button> }.into_any()
                } else {
                    view! { <span class="soft">{texts.change_plain}</span> }.into_any()
                }}
            </p>
        }
    };
    view! {
        <div role="status">
            <span class="visually-hidden">{move || said.get()}</span>
            {move || better.get().map(note)}
        </div>
    }
    .into_any()
}

fn title(composing: Composing, id: SubjectId) -> String {
    composing.subject_of(&id.to_string()).map(|subject| subject.title).unwrap_or_default()
}

/// `perché nel testo c'è «durc», «irregolare»`.
fn because(words: &Words, suggestion: &Suggestion) -> String {
    let texts = &words.compose.subject;
    let quoted: Vec<_> = suggestion.words.iter().map(|word| texts.quoted(word)).collect();
    texts.because(quoted.join(", "))
}

/// The subjects of the chosen position's scheme; before one is chosen, all on offer.
pub(super) fn finder(
    options: StoredValue<ComposeOptions>,
    positions: RwSignal<Vec<Position>>,
    position: RwSignal<String>,
) -> SubjectFinder {
    let id = position.get();
    let scheme = positions.with(|all| all.iter().find(|one| one.id.to_string() == id).map(|one| one.scheme));
    options.with_value(|options| {
        let offered = options.areas.iter().filter(|area| scheme.is_none_or(|scheme| area.scheme == scheme));
        SubjectFinder::new(offered.flat_map(|area| &area.subjects))
    })
}
