//! Step three: where notices go.

use super::Step;
use super::state::Composing;
use crate::kit::{TextField, error_of};
use crate::language::use_words;
use leptos::prelude::*;

#[component]
pub(super) fn ContactsStep(composing: Composing) -> impl IntoView {
    let words = use_words();
    let texts = &words.compose.contacts;
    let error = move |field: &'static str| {
        Signal::derive(move || composing.sending.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    view! {
        <Step composing number=3 legend=texts.legend>
            <p>{texts.lead}</p>
            <TextField
                id="email" name="email" kind="email" autocomplete="email"
                label=texts.email hint=texts.email_hint value=composing.email error=error("email")
            />
            <TextField
                id="telephone" name="telephone" kind="tel" autocomplete="tel"
                label=texts.telephone hint=texts.telephone_hint value=composing.telephone error=error("telephone")
            />
        </Step>
    }
    .into_any()
}
