//! Opening a request from a missive: whose, and about what.

use super::address_of;
use super::deciding::Deciding;
use super::file::Remember;
use crate::api::correspondence::{open_request, path};
use crate::api::offices::subjects;
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextField, error_of, scheme_word};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::correspondence::{Opening, OpeningForm};
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::SubjectArea;
use leptos::prelude::*;

const FORM: &str = "open-request";

#[component]
pub(super) fn OpenRequest(deciding: Deciding) -> impl IntoView {
    let words = use_words();
    let texts = &words.correspondence.open;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).map(str::to_owned);
    let position = RwSignal::new(typed("position").unwrap_or_else(|| deciding.position()));
    let subject = RwSignal::new(typed("subject").unwrap_or_default());
    let remember = RwSignal::new(typed("remember").is_some());
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["position"], position);
    form.mends(&["subject"], subject);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let remember = if remember.get_untracked() { "yes" } else { "" };
        let sent = OpeningForm {
            position: position.get_untracked(),
            subject: subject.get_untracked(),
            remember: remember.into(),
            version: untrack(|| deciding.version()),
        };
        if let Err(errors) = Opening::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let id = deciding.id();
        deciding.send(form, async move { open_request(id, &sent).await }, words.correspondence.one.done_opened);
    };
    view! {
        <details class="panel work-form" open=came_back>
            <summary><h3 class="in-summary">{texts.title}</h3></summary>
            <form method="post" action=path(deciding.id(), "/open-request") on:submit=submit novalidate>
                <p>{texts.lead}</p>
                <ErrorSummary id="open-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=address_of(deciding.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="version" value=move || deciding.version()/>
                <TextField id="open-position" name="position" label=words.correspondence.file.position value=position error=error("position") required=true/>
                <Subjects subject error=error("subject")/>
                <Remember id="open-remember" remember deciding/>
                <SubmitButton
                    label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-outline-primary"
                />
            </form>
        </details>
    }
    .into_any()
}

/// Every subject offered today, by scheme and area: the server checks that it is the position's.
#[component]
fn Subjects(subject: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let texts = &use_words().correspondence.open;
    let areas = Resource::new(|| (), |()| subjects());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let areas = areas.await.unwrap_or_default();
                view! {
                    <SelectField id="open-subject" name="subject" label=texts.subject value=subject error required=true>
                        <option value="" selected=subject.with_untracked(String::is_empty)>{texts.choose}</option>
                        {areas.into_iter().map(|area| view! { <Area area subject/> }).collect_view()}
                    </SelectField>
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Area(area: SubjectArea, subject: RwSignal<String>) -> impl IntoView {
    let title = format!("{} – {}", scheme_word(use_words(), area.scheme), area.title);
    let chosen = subject.get_untracked();
    let options = area.subjects.into_iter().map(|one| {
        let id = one.id.to_string();
        let selected = id == chosen;
        view! { <option value=id selected=selected>{one.title}</option> }
    });
    view! { <optgroup label=title>{options.collect_view()}</optgroup> }.into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let words = &use_words().correspondence;
    match field {
        "subject" => (words.open.subject, "open-subject".into()),
        _ => (words.file.position, "open-position".into()),
    }
}
