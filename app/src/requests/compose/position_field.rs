//! For whom one writes: a choice among a few positions, or a search among a consultant's thousands.

use super::state::Composing;
use crate::api::identity::positions;
use crate::api::requests::compose_options;
use crate::identity::CLIENTS;
use crate::kit::{SelectField, TextField, error_of, use_alive};
use crate::language::use_words;
use contatti_model::identity::Position;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn PositionField(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.subject;
    let many = composing.options.with_value(|options| options.more_positions);
    let error =
        Signal::derive(move || composing.sending.problem.with(|problem| error_of(words, problem.as_ref(), "position")));
    let none_chosen = composing.position.with_untracked(String::is_empty);
    view! {
        {many.then(|| view! { <Search composing/> })}
        <SelectField id="position" name="position" label=texts.position hint=texts.position_hint value=composing.position error required=true>
            <option value="" selected=none_chosen>{texts.choose_position}</option>
            <For each=move || composing.positions.get() key=|position| position.id let:position>
                <PositionOption composing position/>
            </For>
        </SelectField>
    }
    .into_any()
}

#[component]
fn PositionOption(composing: Composing, position: Position) -> impl IntoView {
    let id = position.id.to_string();
    let selected = composing.position.with_untracked(|chosen| *chosen == id);
    view! { <option value=id selected=selected>{position.number} " · " {position.company.name}</option> }
}

/// Until the page is alive, the search is a page of its own.
#[component]
fn Search(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.subject;
    let alive = use_alive();
    let wanted = RwSignal::new(String::new());
    Effect::new(move |before: Option<String>| {
        let search = wanted.get();
        if before.is_some_and(|before| before != search) {
            find(composing, search.clone(), wanted);
        }
        search
    });
    view! {
        <Show
            when=move || alive.get()
            fallback=move || view! { <p class="field-hint"><a href=CLIENTS>{texts.find_position_plain}</a></p> }
        >
            <TextField
                id="find-position" name="find" kind="search" label=texts.find_position hint=texts.find_position_hint
                value=wanted error=None
            />
        </Show>
    }
    .into_any()
}

/// Offers what the search finds; an answer that comes late, when more was typed, is let go.
fn find(composing: Composing, search: String, wanted: RwSignal<String>) {
    spawn_local(async move {
        let Ok(found) = positions(search.clone(), String::new()).await else { return };
        if wanted.try_get_untracked() != Some(search) {
            return;
        }
        let chosen = untrack(|| composing.chosen_position());
        let others = found.items.into_iter().filter(|position| Some(position.id) != chosen.as_ref().map(|one| one.id));
        composing.positions.set(chosen.clone().into_iter().chain(others).collect());
    });
}

/// A draft taken up again may be for a position that is not among those on offer.
pub(super) fn make_known(composing: Composing, position: String) {
    let known = composing.positions.with_untracked(|all| all.iter().any(|one| one.id.to_string() == position));
    if known || position.is_empty() {
        return;
    }
    spawn_local(async move {
        if let Ok(options) = compose_options(position).await {
            let _ = composing.positions.try_set(options.positions);
        }
    });
}
