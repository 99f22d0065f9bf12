//! Closing a request that goes on in another, with an answer that says so.

use crate::api::console::{merge, merge_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::console::address_of;
use crate::console::work::Work;
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{Merge, MergeForm};
use leptos::prelude::*;

const FORM: &str = "merge";

#[component]
pub(in crate::console) fn MergeInto(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.merge;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (number, text) = (RwSignal::new(typed("number")), RwSignal::new(typed("text")));
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["number"], number);
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = MergeForm {
            number: number.get_untracked(),
            text: text.get_untracked(),
            version: untrack(|| work.version()),
        };
        if let Err(errors) = Merge::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let id = work.id();
        work.send(form, async move { merge(&id, &sent).await }, texts.done, move || {
            number.set(String::new());
            text.set(String::new());
        });
    };
    let shown = move || work.detail.with(|detail| detail.may_answer) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=merge_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="merge-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <TextField
                        id="merge-number" name="number" label=texts.number hint=texts.number_hint value=number
                        error=error("number") required=true
                    />
                    <TextArea id="merge-text" name="text" label=texts.text value=text error=error("text") rows=4 required=true/>
                    <SubmitButton
                        label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                        class="btn btn-outline-primary"
                    />
                </form>
            </details>
        </Show>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().working.merge;
    match field {
        "number" => (texts.number, "merge-number".into()),
        _ => (texts.text, "merge-text".into()),
    }
}
