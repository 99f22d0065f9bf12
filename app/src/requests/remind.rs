//! Reminding an office that is late, offered when its day has come.

use super::address_of;
use crate::api::requests::{remind, remind_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{CommentForm, RequestDetail};
use leptos::prelude::*;

const FORM: &str = "remind";

#[component]
pub(super) fn Remind(detail: RwSignal<RequestDetail>, done: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.thread;
    let echo = use_echo(Some(FORM));
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let request = detail.with_untracked(|detail| detail.id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = CommentForm { text: text.get_untracked(), version: String::new() };
        form.send(async move { remind(&request.to_string(), &sent).await }, move |fresh| {
            detail.set(fresh);
            text.set(String::new());
            done.set(texts.reminded.to_owned());
        });
    };
    let action = remind_path(&request.to_string());
    view! {
        <Show when=move || detail.with(|detail| detail.may_remind)>
            <form class="panel work-form" method="post" action=action.clone() aria-labelledby="remind" novalidate on:submit=submit>
                <h2 id="remind">{texts.remind_title}</h2>
                <p>{texts.remind_lead}</p>
                <ErrorSummary id="remind-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=address_of(request)/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <TextArea id="remind-text" name="text" label=texts.remind_text value=text error rows=2/>
                <SubmitButton label=texts.remind.to_owned() label_under_way=texts.sending under_way=form.under_way/>
            </form>
        </Show>
    }
    .into_any()
}

fn label(_field: &str) -> (&'static str, String) {
    (use_words().requests.thread.remind_text, "remind-text".into())
}
