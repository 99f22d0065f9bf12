//! Writing to a company on from a closed request, however old.

use super::fields::{LetterFields, Typed, label as letter_label};
use crate::api::contacting::{contact_on, contact_on_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::console::text_picker::Filling;
use crate::console::work::Work;
use crate::kit::{ErrorSummary, Submit, SubmitButton};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{ChainedContact, ChainedContactForm};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

const FORM: &str = "contact";

#[component]
pub(in crate::console) fn WriteOn(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.contacting.chained;
    let echo = use_echo(Some(FORM));
    let came_back = echo.is_some();
    let fresh = echo.as_ref().and_then(|echo| echo.value("id")).map(str::to_owned);
    // Made once per form, so that sending twice is one contact.
    let id = SharedValue::new(move || fresh.unwrap_or_else(|| Uuid::now_v7().to_string())).into_inner();
    let id = StoredValue::new(id);
    let typed = Typed::begin(echo.as_ref());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    typed.mended_in(form);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = ChainedContactForm {
            id: id.get_value(),
            text: typed.text.get_untracked(),
            audience: typed.audience.get_untracked(),
            answer: typed.answer_word(),
        };
        if let Err(errors) = ChainedContact::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let (request, navigate) = (work.id(), navigate.clone());
        form.send(async move { contact_on(&request, &sent).await }, move |detail| {
            navigate(&crate::console::address_of(detail.id), Default::default());
        });
    };
    view! {
        <Show when=move || work.detail.with(|detail| detail.may_contact)>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=contact_on_path(&work.id()) on:submit=submit.clone() novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="contact-on-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=crate::console::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="id" value=id.get_value()/>
                    <LetterFields form typed prefix="contact-on" audience_hint=words.contacting.write.audience_hint_plain.to_owned() filling=Filling::on_from(work)/>
                    <SubmitButton
                        label=words.contacting.write.submit.to_owned() label_under_way=words.contacting.write.under_way
                        under_way=form.under_way class="btn btn-outline-primary"
                    />
                </form>
            </details>
        </Show>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    letter_label(field, "contact-on")
}
