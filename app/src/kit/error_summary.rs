//! What must be mended, at the head of a form: each line leads to its field, and the keyboard is brought here.

use super::problem_words::field_words;
use super::{Icon, Submit, problem_words};
use crate::browser;
use crate::language::use_words;
use contatti_model::{Problem, ProblemCode};
use leptos::prelude::*;

/// `label` names a field and says the id of its control.
#[component]
pub(crate) fn ErrorSummary(
    form: Submit,
    /// The part of the form's problem that can be mended in it; by default all of it.
    #[prop(optional, into)]
    problem: Option<Signal<Option<Problem>>>,
    /// The id of the summary itself.
    id: &'static str,
    label: fn(&str) -> (&'static str, String),
    /// Called before the keyboard moves to a field, for forms that must bring it into view.
    #[prop(optional, into)]
    reveal: Option<Callback<String>>,
) -> impl IntoView {
    let problem = problem.unwrap_or_else(|| form.problem.into());
    Effect::new(move |_| {
        if form.refusals.get() > 0 && problem.with_untracked(Option::is_some) {
            browser::select_fragment(id);
        }
    });
    move || {
        problem.get().map(|problem| {
            view! {
                <div class="error-summary" id=id role="alert" tabindex="-1">
                    <h2><Icon name="warning-circle"/> " " {heading(&problem)}</h2>
                    {lines(&problem, label, reveal)}
                    {reference(&problem)}
                </div>
            }
        })
    }
}

fn heading(problem: &Problem) -> String {
    let words = use_words();
    let summary = &words.problems.summary;
    match (problem.code, problem.fields.len()) {
        (ProblemCode::Invalid, 1) => summary.title_one.into(),
        (ProblemCode::Invalid, count @ 2..) => summary.title_many(count),
        _ => problem_words(words, problem),
    }
}

fn lines(
    problem: &Problem,
    label: fn(&str) -> (&'static str, String),
    reveal: Option<Callback<String>>,
) -> Option<impl IntoView + use<>> {
    let words = use_words();
    let line = move |field: String, text: String| {
        let (name, id) = label(&field);
        let follow = {
            let id = id.clone();
            move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                if let Some(reveal) = reveal {
                    reveal.run(field.clone());
                }
                browser::select_fragment(&id);
            }
        };
        view! {
            <li><a href=format!("#{id}") rel="external" on:click=follow>{name} ": " {text}</a></li>
        }
    };
    let errors = problem.fields.iter();
    let lines: Vec<_> = errors.map(|error| line(error.field.clone(), field_words(words, error))).collect();
    (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })
}

fn reference(problem: &Problem) -> Option<impl IntoView + use<>> {
    let words = use_words();
    let reference = problem.reference.clone()?;
    (problem.status >= 500).then(|| view! { <p class="soft">{words.shell.reference(reference)}</p> })
}
