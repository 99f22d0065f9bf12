//! Filing a missive under a position, and in a request's thread where one is named.

use super::address_of;
use super::deciding::Deciding;
use crate::api::correspondence::{file, path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::correspondence::{Filing, FilingForm};
use contatti_model::form_echo::PAGE_FIELD;
use leptos::prelude::*;

const FORM: &str = "file";

#[component]
pub(super) fn FileIt(deciding: Deciding) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.file;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).map(str::to_owned);
    let proposed = deciding
        .detail
        .with_untracked(|detail| detail.proposed_request.as_ref().map(|request| request.number.to_string()));
    let position = RwSignal::new(typed("position").unwrap_or_else(|| deciding.position()));
    let request = RwSignal::new(typed("request").or(proposed).unwrap_or_default());
    let remember = RwSignal::new(typed("remember").is_some());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["position"], position);
    form.mends(&["request"], request);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let remember = if remember.get_untracked() { "yes" } else { "" };
        let sent = FilingForm {
            position: position.get_untracked(),
            request: request.get_untracked(),
            remember: remember.into(),
            version: untrack(|| deciding.version()),
        };
        if let Err(errors) = Filing::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let id = deciding.id();
        deciding.send(form, async move { file(id, &sent).await }, words.correspondence.one.done_filed);
    };
    view! {
        <form class="panel work-form" method="post" action=path(deciding.id(), "/file") on:submit=submit novalidate>
            <h3>{texts.title}</h3>
            <p>{texts.lead}</p>
            <ErrorSummary id="file-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=address_of(deciding.id())/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="version" value=move || deciding.version()/>
            <TextField id="file-position" name="position" label=texts.position hint=texts.position_hint value=position error=error("position")/>
            <TextField id="file-request" name="request" label=texts.request hint=texts.request_hint value=request error=error("request")/>
            <Remember id="file-remember" remember deciding/>
            <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

/// Whether this sender is to be known from now on; nothing to know where there is no address.
#[component]
pub(super) fn Remember(id: &'static str, remember: RwSignal<bool>, deciding: Deciding) -> impl IntoView {
    let texts = &use_words().correspondence.file;
    let unknown = deciding.detail.with_untracked(|detail| !detail.address.is_empty() && detail.known_as.is_none());
    unknown.then(|| {
        view! {
            <p class="check">
                <input
                    type="checkbox" id=id name="remember" value="yes" checked=remember.get_untracked()
                    on:change=move |event| remember.set(event_target_checked(&event))
                />
                " " <label for=id>{texts.remember}</label>
            </p>
        }
    })
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().correspondence.file;
    match field {
        "request" => (texts.request, "file-request".into()),
        _ => (texts.position, "file-position".into()),
    }
}
