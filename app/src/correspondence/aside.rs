//! Setting a missive aside, with a reason, and taking it back.

use super::address_of;
use super::deciding::Deciding;
use crate::api::correspondence::{path, set_aside, take_back};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::correspondence::{SetAside, SetAsideForm, TakeBackForm};
use contatti_model::form_echo::PAGE_FIELD;
use leptos::prelude::*;

const FORM: &str = "set-aside";
const BACK: &str = "take-back";

#[component]
pub(super) fn PutAside(deciding: Deciding) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.aside;
    let echo = use_echo(Some(FORM));
    let came_back = echo.is_some();
    let reason = RwSignal::new(echo.as_ref().and_then(|echo| echo.value("reason")).unwrap_or_default().to_owned());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["reason"], reason);
    let error = Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), "reason")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = SetAsideForm { reason: reason.get_untracked(), version: untrack(|| deciding.version()) };
        if let Err(errors) = SetAside::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let id = deciding.id();
        deciding.send(form, async move { set_aside(id, &sent).await }, words.correspondence.one.done_set_aside);
    };
    view! {
        <details class="panel work-form" open=came_back>
            <summary><h3 class="in-summary">{texts.title}</h3></summary>
            <form method="post" action=path(deciding.id(), "/set-aside") on:submit=submit novalidate>
                <p>{texts.lead}</p>
                <ErrorSummary id="aside-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=address_of(deciding.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="version" value=move || deciding.version()/>
                <TextField id="aside-reason" name="reason" label=texts.reason value=reason error required=true/>
                <SubmitButton
                    label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-outline-primary"
                />
            </form>
        </details>
    }
    .into_any()
}

#[component]
pub(super) fn TakeBack(deciding: Deciding) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.aside;
    let form = Submit::new(use_echo(Some(BACK)).and_then(|echo| echo.problem));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = TakeBackForm { version: untrack(|| deciding.version()) };
        let id = deciding.id();
        deciding.send(form, async move { take_back(id, &sent).await }, words.correspondence.one.done_back);
    };
    view! {
        <form class="panel work-form" method="post" action=path(deciding.id(), "/take-back") on:submit=submit novalidate>
            <h3>{texts.back_title}</h3>
            <p>{texts.back_lead}</p>
            <ErrorSummary id="back-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=address_of(deciding.id())/>
            <input type="hidden" name=FORM_FIELD value=BACK/>
            <input type="hidden" name="version" value=move || deciding.version()/>
            <SubmitButton
                label=texts.back.to_owned() label_under_way=texts.under_way under_way=form.under_way
                class="btn btn-outline-primary"
            />
        </form>
    }
    .into_any()
}

fn label(_field: &str) -> (&'static str, String) {
    (use_words().correspondence.aside.reason, "aside-reason".into())
}
