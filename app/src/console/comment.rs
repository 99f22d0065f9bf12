//! A word to the company while the work goes on.

use super::text_picker::{Filling, TextPicker};
use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{comment, comment_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::TextModule;
use contatti_model::requests::{Comment, CommentForm};
use leptos::prelude::*;

const FORM: &str = "comment";

#[component]
pub(super) fn WriteComment(work: Work, modules: Resource<Outcome<Vec<TextModule>>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.comment;
    let echo = use_echo(Some(FORM));
    let lost_race =
        use_echo(Some(super::take_charge::FORM)).filter(|_| work.detail.with_untracked(|detail| detail.may_answer));
    let text = work.comment;
    // Also what was typed while taking charge, when a colleague was faster.
    let typed = echo.as_ref().or(lost_race.as_ref()).and_then(|echo| echo.value("text"));
    text.set(typed.unwrap_or_default().to_owned());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), CommentForm { text: text.get_untracked(), version: untrack(|| work.version()) });
        if let Err(errors) = Comment::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let answer = async move { comment(&id, &sent).await };
        work.send(form, answer, texts.done, move || text.set(String::new()));
    };
    let shown = move || work.detail.with(|detail| detail.may_answer) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <form class="panel work-form" method="post" action=comment_path(&work.id()) on:submit=submit novalidate>
                <h3>{texts.title}</h3>
                <p>{texts.lead}</p>
                <ErrorSummary id="comment-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="version" value=move || work.version()/>
                <TextPicker filling=Filling::of(work) modules id="comment-module" into=text field="comment-text"/>
                <TextArea id="comment-text" name="text" label=texts.text value=text error rows=3 required=true/>
                <SubmitButton
                    label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-outline-primary"
                />
            </form>
        </Show>
    }
    .into_any()
}

fn label(_field: &str) -> (&'static str, String) {
    (use_words().console.comment.text, "comment-text".into())
}
