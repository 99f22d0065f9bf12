//! Searching inside a part of a file: a plain GET form, so that what was searched stays in the address.

use super::{OpenFile, Shape, use_search};
use crate::console::offices::office_field;
use crate::kit::{SelectField, TextField, state_word};
use crate::language::use_words;
use contatti_model::console::{FilePosition, FileSearch};
use contatti_model::requests::PublicState;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The form, filled in with what the address says; made anew when that changes.
pub(super) fn search_form(file: &OpenFile, shape: Shape) -> AnyView {
    let (search, file) = (use_search(), StoredValue::new(file.clone()));
    let form = move || view! { <SearchForm search=search.get() file=file.get_value() shape/> };
    view! { {form} }.into_any()
}

/// Where there is nothing to search by words: which position is meant, if there are several to choose from.
pub(in crate::console) fn position_form(file: &OpenFile, part: &'static str) -> Option<AnyView> {
    let (search, file) = (use_search(), StoredValue::new(file.clone()));
    let form = move || view! { <PositionForm search=search.get() file=file.get_value() part/> };
    file.with_value(|file| file.positions.len() > 1).then(|| view! { {form} }.into_any())
}

#[component]
fn PositionForm(search: FileSearch, file: OpenFile, part: &'static str) -> impl IntoView {
    let texts = &use_words().company_file;
    let position = RwSignal::new(search.position.clone());
    let navigate = use_navigate();
    let (here, text) = (file.clone(), search.text.clone());
    let choose = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = FileSearch { text: text.clone(), position: position.get_untracked(), ..FileSearch::default() };
        navigate(&here.address(part, &chosen, ""), Default::default());
    };
    let clear = (!search.position.is_empty()).then(|| {
        let all = FileSearch { text: search.text.clone(), ..FileSearch::default() };
        view! { <a class="btn btn-outline-primary" href=file.address(part, &all, "")>{texts.clear}</a> }
    });
    let text =
        (!search.text.is_empty()).then(|| view! { <input type="hidden" name="text" value=search.text.clone()/> });
    let OpenFile { at, positions, .. } = file.clone();
    view! {
        <form class="filters no-print" method="get" action=format!("{}/{}", file.files(), at.id) aria-label=texts.choose_position on:submit=choose>
            <input type="hidden" name="parte" value=part/>
            {office_field(&at.office)}
            {text}
            <PositionField positions chosen=position/>
            <button class="btn btn-primary" type="submit">{texts.choose_submit}</button>
            {clear}
        </form>
    }
    .into_any()
}

#[component]
fn SearchForm(search: FileSearch, file: OpenFile, shape: Shape) -> impl IntoView {
    let texts = &use_words().company_file;
    let FileSearch { text, position, state } = search.clone();
    let (text, position, state) = (RwSignal::new(text), RwSignal::new(position), RwSignal::new(state));
    let navigate = use_navigate();
    let here = file.clone();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (text, position, state) = (text.get_untracked(), position.get_untracked(), state.get_untracked());
        navigate(&here.address(shape.part, &FileSearch { text, position, state }, ""), Default::default());
    };
    let clear = search.is_narrow().then(|| {
        let everything = file.address(shape.part, &FileSearch::default(), "");
        view! { <a class="btn btn-outline-primary" href=everything>{texts.clear}</a> }
    });
    let OpenFile { at, positions, .. } = file.clone();
    view! {
        <form class="filters no-print" method="get" action=format!("{}/{}", file.files(), at.id) role="search" aria-label=shape.label on:submit=find>
            <input type="hidden" name="parte" value=shape.part/>
            {office_field(&at.office)}
            <TextField id=shape.field name="text" kind="search" label=shape.label hint=shape.hint value=text error=None/>
            {(positions.len() > 1).then(|| view! { <PositionField positions chosen=position/> })}
            {shape.states.then(|| view! { <StateField chosen=state/> })}
            <button class="btn btn-primary" type="submit">{texts.search_submit}</button>
            {clear}
        </form>
    }
    .into_any()
}

#[component]
fn PositionField(positions: Vec<FilePosition>, chosen: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().company_file;
    let option = move |position: FilePosition| {
        let id = position.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{position.number}</option> }
    };
    view! {
        <SelectField id="file-position" name="position" label=texts.position value=chosen>
            <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.any_position}</option>
            {positions.into_iter().map(option).collect_view()}
        </SelectField>
    }
    .into_any()
}

#[component]
fn StateField(chosen: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let option = move |state: PublicState| {
        let selected = chosen.with_untracked(|chosen| chosen == state.as_str());
        view! { <option value=state.as_str() selected=selected>{state_word(words, state)}</option> }
    };
    view! {
        <SelectField id="file-state" name="state" label=texts.state value=chosen>
            <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.any_state}</option>
            {PublicState::ALL.map(option).collect_view()}
        </SelectField>
    }
    .into_any()
}
