//! Where one is among the steps.

use super::state::LAST_STEP;
use crate::kit::Icon;
use crate::language::use_words;
use leptos::prelude::*;

#[component]
pub(super) fn Stepper(step: RwSignal<u8>) -> impl IntoView {
    let texts = &use_words().compose;
    let names = [texts.steps.subject, texts.steps.text, texts.steps.contacts, texts.steps.summary];
    let steps = (1..=LAST_STEP).zip(names).map(|(number, name)| {
        let class = move || match step.get() {
            current if current == number => "step-mark current",
            current if current > number => "step-mark done",
            _ => "step-mark",
        };
        let sign = move || {
            if step.get() > number {
                view! { <Icon name="check"/> <span class="visually-hidden">{texts.step_done}</span> }.into_any()
            } else {
                view! { {number} }.into_any()
            }
        };
        view! {
            <li class=class aria-current=move || (step.get() == number).then_some("step")>
                <span class="step-number">{sign}</span> <span class="step-name">{name}</span>
            </li>
        }
    });
    view! {
        <div class="stepper" role="group" aria-label=texts.steps_label>
            <p class="stepper-short" aria-hidden="true">{move || texts.step_of(step.get(), LAST_STEP)}</p>
            <ol>{steps.collect_view()}</ol>
        </div>
    }
    .into_any()
}
