//! Handing a request over to another office, with the reason the company reads.

use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{hand_over, hand_over_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::OfficeName;
use contatti_model::requests::{HandOverForm, Hands};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

const FORM: &str = "hand-over";

#[component]
pub(super) fn GiveOver(work: Work, hands: Resource<Outcome<Hands>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.hand_over;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (office, text) = (RwSignal::new(typed("office")), RwSignal::new(typed("text")));
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["office"], office);
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let id = work.id();
        let sent = HandOverForm {
            office: office.get_untracked(),
            text: text.get_untracked(),
            version: untrack(|| work.version()),
        };
        let navigate = navigate.clone();
        // The request is no longer this office's: its page is not either.
        work.leave(form, async move { hand_over(&id, &sent).await }, move || navigate("/console", Default::default()));
    };
    let shown = move || work.detail.with(|detail| detail.may_hand_over) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=hand_over_path(&work.id()) on:submit=submit.clone() novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="hand-over-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <OfficeField hands chosen=office error=error("office")/>
                    <TextArea id="hand-over-text" name="text" label=texts.text value=text error=error("text") rows=4 required=true/>
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

/// A choice among the other offices; it is there once they are known, so that the one chosen before is shown.
#[component]
fn OfficeField(
    hands: Resource<Outcome<Hands>>,
    chosen: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = &use_words().console.hand_over;
    let option = move |other: OfficeName| {
        let id = other.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{other.name}</option> }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let offices = hands.await.unwrap_or_default().offices;
                view! {
                    <SelectField id="hand-over-office" name="office" label=texts.office value=chosen error required=true>
                        <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.choose}</option>
                        {offices.into_iter().map(option).collect_view()}
                    </SelectField>
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.hand_over;
    match field {
        "office" => (texts.office, "hand-over-office".into()),
        _ => (texts.text, "hand-over-text".into()),
    }
}
