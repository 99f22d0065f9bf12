//! Choices of which many may be ticked, under one name.

use super::{Icon, TickBox};
use leptos::prelude::*;

/// One box of many.
#[derive(Clone)]
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub ticked: RwSignal<bool>,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>, ticked: bool) -> Self {
        Self { value: value.to_string(), label: label.into(), ticked: RwSignal::new(ticked) }
    }
}

/// The values ticked now.
pub(crate) fn ticked(choices: &[Choice]) -> Vec<String> {
    choices.iter().filter(|one| one.ticked.get()).map(|one| one.value.clone()).collect()
}

#[component]
pub(crate) fn Ticks(
    #[prop(into)] id: String,
    name: &'static str,
    #[prop(into)] legend: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let said = move || {
        error.get().map(|text| view! { <p class="field-error"><Icon name="warning-circle"/> <span>{text}</span></p> })
    };
    let boxes =
        choices.into_iter().map(|one| view! { <TickBox name value=one.value label=one.label ticked=one.ticked/> });
    view! {
        <fieldset class="field ticks" id=id tabindex="-1">
            <legend>{legend}</legend>
            {said}
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}
