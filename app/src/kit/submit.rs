//! Sending a form in the browser: one at a time, with the button saying so.

use crate::api::Outcome;
use contatti_model::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

/// A form's dealings with the server: under way or not, and what was refused last.
#[derive(Clone, Copy)]
pub(crate) struct Submit {
    pub problem: RwSignal<Option<Problem>>,
    pub under_way: RwSignal<bool>,
    /// Counts the refusals: each brings the keyboard to the error summary, mending a field does not.
    pub refusals: RwSignal<u32>,
}

impl Submit {
    /// Starts from the problem the page came back with, if it did.
    pub fn new(problem: Option<Problem>) -> Self {
        Self {
            refusals: RwSignal::new(u32::from(problem.is_some())),
            problem: RwSignal::new(problem),
            under_way: RwSignal::new(false),
        }
    }

    pub fn refuse(self, problem: Problem) {
        // The page may be gone by now, and its signals with it.
        let _ = self.problem.try_set(Some(problem));
        let _ = self.refusals.try_update(|count| *count += 1);
    }

    /// Whoever changes a field has heard what was wrong with it.
    pub fn mends(self, fields: &'static [&'static str], value: RwSignal<String>) {
        let concerned =
            move |problem: &Problem| problem.fields.iter().any(|error| fields.contains(&error.field.as_str()));
        Effect::new(move |before: Option<()>| {
            value.track();
            if before.is_none() || !self.problem.with_untracked(|problem| problem.as_ref().is_some_and(concerned)) {
                return;
            }
            self.problem.update(|problem| {
                let mut left = problem.take();
                if let Some(problem) = &mut left {
                    problem.fields.retain(|error| !fields.contains(&error.field.as_str()));
                }
                *problem = left.filter(|problem| !problem.fields.is_empty());
            });
        });
    }

    /// Waits for the answer and hands it to `then`; a second press meanwhile does nothing.
    pub fn send<T: 'static>(self, answer: impl Future<Output = Outcome<T>> + 'static, then: impl FnOnce(T) + 'static) {
        if self.under_way.get_untracked() {
            return;
        }
        self.under_way.set(true);
        spawn_local(async move {
            let outcome = answer.await;
            let _ = self.under_way.try_set(false);
            match outcome {
                Ok(value) => {
                    let _ = self.problem.try_set(None);
                    then(value);
                }
                Err(problem) => self.refuse(problem),
            }
        });
    }
}

#[component]
pub(crate) fn SubmitButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] label_under_way: String,
    #[prop(into)] under_way: Signal<bool>,
    #[prop(default = "btn btn-primary")] class: &'static str,
) -> impl IntoView {
    let words = move || {
        if under_way.get() { label_under_way.clone() } else { label.get() }
    };
    view! {
        <button
            type="submit"
            class=class
            disabled=move || under_way.get()
            aria-busy=move || under_way.get().then_some("true")
        >{words}</button>
    }
    .into_any()
}
