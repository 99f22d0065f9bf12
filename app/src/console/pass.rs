//! Passing a request to another unit of the office, with the reason the company reads.

use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{pass, pass_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::UnitName;
use contatti_model::requests::{Hands, PassForm};
use leptos::prelude::*;

const FORM: &str = "pass";

/// Offered where the office has another unit.
#[component]
pub(super) fn PassOn(work: Work, hands: Resource<Outcome<Hands>>) -> impl IntoView {
    let echo = use_echo(Some(FORM));
    let came_back = echo.is_some();
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (unit, text) = (RwSignal::new(typed("unit")), RwSignal::new(typed("text")));
    work.compare(text);
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["unit"], unit);
    form.mends(&["text"], text);
    let shown = move || work.detail.with(|detail| detail.may_pass) || text.with(|text| !text.is_empty());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let units = hands.await.unwrap_or_default().units;
                let units = StoredValue::new(units);
                (!units.with_value(Vec::is_empty)).then(|| view! {
                    <Show when=shown>
                        <PassFields work form units=units.get_value() unit text came_back/>
                    </Show>
                })
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn PassFields(
    work: Work,
    form: Submit,
    units: Vec<UnitName>,
    unit: RwSignal<String>,
    text: RwSignal<String>,
    came_back: bool,
) -> impl IntoView {
    let words = use_words();
    let texts = &words.units.pass;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (unit_id, reason) = (unit.get_untracked(), text.get_untracked());
        let (id, sent) = (work.id(), PassForm { unit: unit_id, text: reason, version: untrack(|| work.version()) });
        work.send(form, async move { pass(&id, &sent).await }, texts.done, move || {
            unit.set(String::new());
            text.set(String::new());
        });
    };
    let option = move |one: UnitName| {
        let id = one.id.to_string();
        let selected = unit.with_untracked(|unit| *unit == id);
        view! { <option value=id selected=selected>{one.name}</option> }
    };
    view! {
        <details class="panel work-form" open=came_back>
            <summary><h3 class="in-summary">{texts.title}</h3></summary>
            <form method="post" action=pass_path(&work.id()) on:submit=submit novalidate>
                <p>{texts.lead}</p>
                <ErrorSummary id="pass-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="version" value=move || work.version()/>
                <SelectField id="pass-unit" name="unit" label=texts.unit value=unit error=error("unit") required=true>
                    <option value="" selected=unit.with_untracked(String::is_empty)>{texts.choose}</option>
                    {units.into_iter().map(option).collect_view()}
                </SelectField>
                <TextArea id="pass-text" name="text" label=texts.text value=text error=error("text") rows=4 required=true/>
                <SubmitButton
                    label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-outline-primary"
                />
            </form>
        </details>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().units.pass;
    match field {
        "unit" => (texts.unit, "pass-unit".into()),
        _ => (texts.text, "pass-text".into()),
    }
}
