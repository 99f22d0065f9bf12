//! Shows what an endpoint gives back: a quiet word while it comes, the problem when it does not.

use super::refusal::{PartRefused, Refusal};
use crate::api::Outcome;
use crate::language::use_words;
use contatti_model::Problem;
use leptos::prelude::*;

/// A whole page from one answer; `view` is built once per answer.
pub(crate) fn loaded<T, V>(
    answer: Resource<Outcome<T>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    shown(answer, view, |problem| view! { <Refusal problem/> }.into_any())
}

/// A part of a page from one answer; the rest of the page stays when it fails.
pub(crate) fn loaded_part<T, V>(
    answer: Resource<Outcome<T>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    shown(answer, view, |problem| view! { <PartRefused problem/> }.into_any())
}

fn shown<T, V>(
    answer: Resource<Outcome<T>>,
    view: impl Fn(T) -> V + Clone + Send + Sync + 'static,
    refused: fn(Problem) -> AnyView,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let shown = move || {
        let view = view.clone();
        Suspend::new(async move {
            match answer.await {
                Ok(value) => view(value).into_any(),
                Err(problem) => refused(problem),
            }
        })
    };
    // What was there stays until the new answer has come.
    view! { <Transition fallback=Loading>{shown}</Transition> }.into_any()
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="container">
            <p class="soft" role="status">{use_words().shell.loading}</p>
        </div>
    }
    .into_any()
}
