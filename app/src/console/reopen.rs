//! Opening again what the office ended too soon, with the reason the company reads.

use super::work::Work;
use crate::api::console::{reopen, reopen_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{Comment, CommentForm};
use leptos::prelude::*;

const FORM: &str = "reopen";

#[component]
pub(super) fn Reopen(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.reopen;
    let echo = use_echo(Some(FORM));
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), CommentForm { text: text.get_untracked(), version: untrack(|| work.version()) });
        if let Err(errors) = Comment::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let answer = async move { reopen(&id, &sent).await };
        work.send(form, answer, texts.done, move || text.set(String::new()));
    };
    // What was typed when the company was faster stays before one's eyes.
    let shown = move || work.detail.with(|detail| detail.may_reopen) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=reopen_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="reopen-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <TextArea id="reopen-text" name="text" label=texts.text value=text error rows=3 required=true/>
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

fn label(_field: &str) -> (&'static str, String) {
    (use_words().console.reopen.text, "reopen-text".into())
}
