//! Asking the company for documents, by a day.

use super::work::Work;
use crate::api::console::{ask_documents, ask_documents_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::DocumentsForm;
use leptos::prelude::*;

const FORM: &str = "documents";

#[component]
pub(super) fn AskDocuments(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.documents;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (text, until) = (RwSignal::new(typed("text")), RwSignal::new(typed("until")));
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    form.mends(&["until"], until);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = DocumentsForm {
            text: text.get_untracked(),
            until: until.get_untracked(),
            version: untrack(|| work.version()),
        };
        // The bounds of the day are the server's: its today is what counts.
        let id = work.id();
        work.send(form, async move { ask_documents(&id, &sent).await }, texts.done, move || {
            text.set(String::new());
            until.set(String::new());
        });
    };
    let shown = move || work.detail.with(|detail| detail.may_ask_documents) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=ask_documents_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="documents-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <TextArea id="documents-text" name="text" label=texts.text value=text error=error("text") rows=4 required=true/>
                    <TextField
                        id="documents-until" name="until" kind="date" label=texts.until hint=texts.until_hint value=until
                        error=error("until") required=true
                    />
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
    let texts = &use_words().console.documents;
    match field {
        "until" => (texts.until, "documents-until".into()),
        _ => (texts.text, "documents-text".into()),
    }
}
