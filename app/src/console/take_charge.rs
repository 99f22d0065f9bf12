//! Taking a request in charge, with or without a word to the company.

use super::work::Work;
use crate::api::console::{take_charge, take_charge_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::CommentForm;
use leptos::prelude::*;

pub(super) const FORM: &str = "take-charge";

#[component]
pub(super) fn TakeCharge(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.take_charge;
    let echo = use_echo(Some(FORM));
    let text = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("text")).unwrap_or_default().to_owned());
    work.compare(text);
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "text")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, sent) = (work.id(), CommentForm { text: text.get_untracked(), version: untrack(|| work.version()) });
        let answer = async move { take_charge(&id, &sent).await };
        work.send(form, answer, texts.done, move || text.set(String::new()));
    };
    // What was typed when somebody else was faster becomes the comment one may still send.
    Effect::new(move |_| {
        let (too_late, may_comment) = work.detail.with(|detail| (!detail.may_take_charge, detail.may_answer));
        let typed = text.get_untracked();
        if too_late && may_comment && !typed.is_empty() && work.comment.with_untracked(String::is_empty) {
            work.comment.set(typed);
            text.set(String::new());
        }
    });
    let shown = move || work.detail.with(|detail| detail.may_take_charge);
    view! {
        <Show when=shown>
            <form class="panel work-form" method="post" action=take_charge_path(&work.id()) on:submit=submit novalidate>
                <h3>{texts.title}</h3>
                <p>{texts.lead}</p>
                <ErrorSummary id="take-charge-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="version" value=move || work.version()/>
                <TextArea id="take-charge-text" name="text" label=texts.text value=text error rows=3/>
                <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
            </form>
        </Show>
    }
    .into_any()
}

fn label(_field: &str) -> (&'static str, String) {
    (use_words().console.take_charge.text, "take-charge-text".into())
}
