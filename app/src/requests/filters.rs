//! The list's filters: a plain GET form, so that they stay in the address and can be kept as a bookmark.

use crate::api::identity::positions;
use crate::api::with_query;
use crate::kit::{SelectField, state_word};
use crate::language::use_words;
use contatti_model::identity::Position;
use contatti_model::requests::PublicState;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

pub(super) const LIST: &str = "/contatti/richieste";

/// What the address narrows the list to; empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Narrowed {
    pub state: String,
    pub position: String,
}

impl Narrowed {
    pub fn is_empty(&self) -> bool {
        self.state.is_empty() && self.position.is_empty()
    }
}

/// Unknown words in the address narrow nothing.
pub(super) fn use_narrowed() -> Memo<Narrowed> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| Narrowed {
            state: query.get("state").filter(|word| PublicState::from_word(word).is_some()).unwrap_or_default(),
            position: query.get("position").unwrap_or_default(),
        })
    })
}

#[component]
pub(super) fn Filters(narrowed: Memo<Narrowed>) -> impl IntoView {
    let words = use_words();
    let list = &words.requests.list;
    let state = RwSignal::new(narrowed.get_untracked().state);
    let position = RwSignal::new(narrowed.get_untracked().position);
    let offered = Resource::new(|| (), |()| positions(String::new(), String::new()));
    let navigate = use_navigate();
    // The address leads; the controls follow when somebody goes back.
    Effect::new(move |_| {
        let narrowed = narrowed.get();
        state.set(narrowed.state);
        position.set(narrowed.position);
    });
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (state, position) = (state.get_untracked(), position.get_untracked());
        let address = with_query(LIST, &[("state", &state), ("position", &position)]);
        navigate(&address, Default::default());
    };
    view! {
        <form class="filters" method="get" action=LIST role="search" aria-label=list.filters on:submit=apply>
            <SelectField id="filter-state" name="state" label=list.state value=state>
                <option value="" selected=state.with_untracked(String::is_empty)>{words.requests.states.any}</option>
                {PublicState::ALL.map(|choice| view! {
                    <option value=choice.as_str() selected=state.get_untracked() == choice.as_str()>{state_word(words, choice)}</option>
                }).collect_view()}
            </SelectField>
            <Suspense>
                {move || Suspend::new(async move {
                    let options = offered.await.map(|page| page.items).unwrap_or_default();
                    view! { <PositionField position options/> }
                })}
            </Suspense>
            <button class="btn btn-primary" type="submit">{list.apply}</button>
            {move || narrowed.with(|narrowed| !narrowed.is_empty()).then(|| view! {
                <a class="btn btn-outline-primary" href=LIST>{list.clear}</a>
            })}
        </form>
    }
    .into_any()
}

#[component]
fn PositionField(position: RwSignal<String>, options: Vec<Position>) -> impl IntoView {
    let list = &use_words().requests.list;
    let chosen = position.get_untracked();
    view! {
        <SelectField id="filter-position" name="position" label=list.position value=position>
            <option value="" selected=chosen.is_empty()>{list.any_position}</option>
            {options.into_iter().map(|option| {
                let id = option.id.to_string();
                let selected = id == chosen;
                view! { <option value=id selected=selected>{option.number} " · " {option.company.name}</option> }
            }).collect_view()}
        </SelectField>
    }
    .into_any()
}
