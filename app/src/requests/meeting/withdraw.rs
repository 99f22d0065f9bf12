//! Calling an appointment off, from the company's side.

use crate::api::requests::{withdraw_meeting, withdraw_meeting_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use crate::requests::address_of;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{Comment, CommentForm, RequestDetail};
use leptos::prelude::*;

const FORM: &str = "withdraw-meeting";

#[component]
pub(in crate::requests) fn WithdrawMeeting(detail: RwSignal<RequestDetail>, done: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.meetings;
    let echo = use_echo(Some(FORM));
    let came_back = echo.is_some();
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let request = detail.with_untracked(|detail| detail.id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = CommentForm { text: text.get_untracked(), version: String::new() };
        if let Err(errors) = Comment::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        form.send(async move { withdraw_meeting(&request.to_string(), &sent).await }, move |fresh| {
            detail.set(fresh);
            text.set(String::new());
            done.set(texts.withdrawn_done.to_owned());
        });
    };
    let action = withdraw_meeting_path(&request.to_string());
    view! {
        <Show when=move || detail.with(|detail| detail.may_cancel_meeting)>
            <details class="panel work-form" open=came_back>
                <summary><h2 class="in-summary">{texts.withdraw_title}</h2></summary>
                <form method="post" action=action.clone() novalidate on:submit=submit>
                    <p>{texts.withdraw_lead}</p>
                    <ErrorSummary id="withdraw-meeting-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=address_of(request)/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <TextArea id="withdraw-meeting-text" name="text" label=texts.withdraw_text value=text error rows=2 required=true/>
                    <SubmitButton
                        label=texts.withdraw.to_owned() label_under_way=texts.withdrawing under_way=form.under_way
                        class="btn btn-outline-primary"
                    />
                </form>
            </details>
        </Show>
    }
    .into_any()
}

fn label(_field: &str) -> (&'static str, String) {
    (use_words().meetings.withdraw_text, "withdraw-meeting-text".into())
}
