//! Step one: for which position, and about what.

use super::Step;
use super::position_field::PositionField;
use super::state::Composing;
use super::suggestion::DescribeField;
use crate::kit::{SelectField, error_of, scheme_word, use_alive};
use crate::language::use_words;
use contatti_model::offices::{Subject, SubjectArea};
use leptos::prelude::*;

#[component]
pub(super) fn SubjectStep(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.subject;
    // A subject of another scheme cannot stay chosen.
    Effect::new(move |_| {
        let scheme = composing.chosen_position().map(|position| position.scheme);
        let other =
            composing.chosen_subject().is_some_and(|subject| scheme.is_some_and(|scheme| subject.scheme != scheme));
        if other {
            composing.subject.set(String::new());
        }
    });
    view! {
        <Step composing number=1 legend=texts.legend>
            <p class="soft">{use_words().compose.required_note}</p>
            <PositionField composing/>
            <NotMine composing/>
            <DescribeField composing/>
            <SubjectField composing/>
            {move || composing.chosen_subject().map(|subject| view! { <About composing subject/> })}
        </Step>
    }
    .into_any()
}

/// A draft may outlive the mandate it was begun under.
#[component]
fn NotMine(composing: Composing) -> impl IntoView {
    let texts = &use_words().compose.subject;
    move || {
        let name = composing.position_name.get();
        let lost = !name.is_empty() && !composing.position.get().is_empty() && composing.chosen_position().is_none();
        lost.then(|| view! { <p class="panel panel-care" role="status">{texts.not_mine(name)}</p> })
    }
}

#[component]
fn SubjectField(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.subject;
    let alive = use_alive();
    let error =
        Signal::derive(move || composing.sending.problem.with(|problem| error_of(words, problem.as_ref(), "subject")));
    let none_chosen = composing.subject.with_untracked(String::is_empty);
    // Until the browser can filter, every subject is offered and the server checks the choice.
    let areas = move || {
        let scheme = composing.chosen_position().map(|position| position.scheme).filter(|_| alive.get());
        let offered = |area: &SubjectArea| scheme.is_none_or(|scheme| area.scheme == scheme);
        composing
            .options
            .with_value(|options| options.areas.iter().filter(|area| offered(area)).cloned().collect::<Vec<_>>())
    };
    let schemes = composing.options.with_value(|options| {
        let mut schemes: Vec<_> = options.areas.iter().map(|area| area.scheme).collect();
        schemes.dedup();
        schemes.len()
    });
    // The scheme is worth saying only where several stand side by side.
    let title = move |area: &SubjectArea| {
        let (plain, scheme) = (area.title.clone(), scheme_word(words, area.scheme));
        let several = move || schemes > 1 && !(alive.get() && composing.chosen_position().is_some());
        Signal::derive(move || if several() { format!("{plain} – {scheme}") } else { plain.clone() })
    };
    view! {
        <SelectField id="subject" name="subject" label=texts.subject hint=texts.subject_hint value=composing.subject error required=true>
            <option value="" selected=none_chosen>{texts.choose_subject}</option>
            <For each=areas key=|area| (area.scheme, area.title.clone()) let:area>
                <SubjectGroup composing title=title(&area) subjects=area.subjects/>
            </For>
        </SelectField>
    }
    .into_any()
}

#[component]
fn SubjectGroup(composing: Composing, title: Signal<String>, subjects: Vec<Subject>) -> impl IntoView {
    let option = |subject| view! { <SubjectOption composing subject/> };
    view! { <optgroup label=move || title.get()>{subjects.into_iter().map(option).collect_view()}</optgroup> }
        .into_any()
}

#[component]
fn SubjectOption(composing: Composing, subject: Subject) -> impl IntoView {
    let id = subject.id.to_string();
    let selected = composing.subject.with_untracked(|chosen| *chosen == id);
    view! { <option value=id selected=selected>{subject.title}</option> }
}

/// What follows from the choice: who answers, by when, by which rule.
#[component]
fn About(composing: Composing, subject: Subject) -> impl IntoView {
    let texts = &use_words().compose.subject;
    let office = move || composing.chosen_position().map(|position| texts.competent(position.office.name));
    view! {
        <div class="panel about-subject" role="group" aria-label=texts.about>
            {(!subject.hint.is_empty()).then(|| view! { <p>{subject.hint.clone()}</p> })}
            <ul>
                {move || office().map(|office| view! { <li>{office}</li> })}
                <li>{texts.promise(subject.working_days)} <span class="rule soft">{texts.rule(&subject.rule_source)}</span></li>
            </ul>
        </div>
    }
    .into_any()
}
