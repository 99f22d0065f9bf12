//! The fields every letter of an office shares: its text, whom it is told to, whether an answer is waited for.

use crate::api::offices::texts as text_modules;
use crate::console::text_picker::{Filling, TextPicker};
use crate::kit::{SelectField, Submit, TextArea, TickBox, error_of};
use crate::language::use_words;
use contatti_model::FormEcho;
use contatti_model::requests::Audience;
use leptos::prelude::*;

/// As typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    pub text: RwSignal<String>,
    pub audience: RwSignal<String>,
    pub answer: RwSignal<bool>,
}

impl Typed {
    /// What came back with the page, or nothing yet.
    pub fn begin(echo: Option<&FormEcho>) -> Self {
        let value = |name: &str| echo.and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
        Self {
            text: RwSignal::new(value("text")),
            audience: RwSignal::new(value("audience")),
            answer: RwSignal::new(value("answer") == "yes"),
        }
    }

    pub fn mended_in(self, form: Submit) {
        form.mends(&["text"], self.text);
        form.mends(&["audience"], self.audience);
    }

    /// The box as the form carries it.
    pub fn answer_word(self) -> String {
        if self.answer.get_untracked() { "yes".to_owned() } else { String::new() }
    }
}

#[component]
pub(crate) fn LetterFields(
    form: Submit,
    typed: Typed,
    prefix: &'static str,
    audience_hint: String,
    filling: Filling,
) -> impl IntoView {
    let words = use_words();
    let modules = Resource::new(|| (), |()| text_modules());
    let texts = &words.contacting.write;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    view! {
        <TextPicker filling modules id=format!("{prefix}-module") into=typed.text field=format!("{prefix}-text")/>
        <TextArea
            id=format!("{prefix}-text") name="text" label=texts.text hint=texts.text_hint value=typed.text
            error=error("text") rows=8 required=true
        />
        <AudienceField id=format!("{prefix}-audience") hint=audience_hint chosen=typed.audience error=error("audience")/>
        <div class="field">
            <TickBox name="answer" value="yes" label=texts.answer ticked=typed.answer/>
            <p class="field-hint">{texts.answer_hint}</p>
        </div>
    }
    .into_any()
}

#[component]
fn AudienceField(id: String, hint: String, chosen: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let texts = &use_words().contacting.write;
    let option = move |audience: Audience| {
        let name = match audience {
            Audience::Both => texts.both,
            Audience::Company => texts.company,
            Audience::Consultants => texts.consultants,
        };
        let selected = chosen.with_untracked(|chosen| chosen == audience.as_str());
        view! { <option value=audience.as_str() selected=selected>{name}</option> }
    };
    view! {
        <SelectField id name="audience" label=texts.audience hint value=chosen error required=true>
            <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.choose_audience}</option>
            {Audience::ALL.map(option).collect_view()}
        </SelectField>
    }
    .into_any()
}

pub(crate) fn label(field: &str, prefix: &str) -> (&'static str, String) {
    let texts = &use_words().contacting.write;
    let name = match field {
        "subject" => texts.subject,
        "audience" => texts.audience,
        "answer" => texts.answer,
        _ => texts.text,
    };
    let field = if matches!(field, "subject" | "audience" | "answer") { field } else { "text" };
    (name, format!("{prefix}-{field}"))
}
