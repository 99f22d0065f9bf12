//! Writing a text module, or changing one; how it will read is shown while it is typed.

use super::{Shelf, TEXTS, address_of};
use crate::api::offices::{text_path, write_text};
use crate::brought::{FORM_FIELD, use_echo};
use crate::console::narrow::SubjectOptions;
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{Blank, TextModule, TextModuleDraft, TextModuleForm, filled_in};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

const FORM: &str = "write-text";

/// The fields as typed.
#[derive(Clone, Copy)]
struct Typed {
    title: RwSignal<String>,
    text: RwSignal<String>,
    subject: RwSignal<String>,
}

/// `module` is the one to change; without it, a new one is written.
#[component]
pub(super) fn WriteModule(shelf: Shelf, module: Option<TextModule>) -> impl IntoView {
    let texts = &use_words().console.texts;
    let id = module.as_ref().map(|module| module.id);
    let echo = use_echo(Some(FORM));
    let subject = module.as_ref().and_then(|module| module.subject.as_ref()).map(|subject| subject.id.to_string());
    let was = |name: &str, kept: Option<String>| {
        let echoed = echo.as_ref().map(|echo| echo.value(name).unwrap_or_default().to_owned());
        RwSignal::new(echoed.or(kept).unwrap_or_default())
    };
    let typed = Typed {
        title: was("title", module.as_ref().map(|module| module.title.clone())),
        text: was("text", module.as_ref().map(|module| module.text.clone())),
        subject: was("subject", subject),
    };
    let version = StoredValue::new(module.map(|module| module.version.to_string()).unwrap_or_default());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["title"], typed.title);
    form.mends(&["text"], typed.text);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [title, text, subject] = [typed.title, typed.text, typed.subject].map(|field| field.get_untracked());
        let sent = TextModuleForm { title, text, subject, version: version.get_value() };
        if let Err(errors) = TextModuleDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let navigate = navigate.clone();
        form.send(async move { write_text(id, &sent).await }, move |modules| {
            shelf.became(modules, texts.done);
            typed.title.set(String::new());
            typed.text.set(String::new());
            navigate(TEXTS, Default::default());
        });
    };
    view! {
        <form class="panel work-form" method="post" action=text_path(id) on:submit=submit novalidate>
            <ErrorSummary id="text-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=id.map_or_else(|| TEXTS.to_owned(), address_of)/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="version" value=version.get_value()/>
            <Fields shelf form typed/>
            <Sample text=typed.text/>
            <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

#[component]
fn Fields(shelf: Shelf, form: Submit, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.texts;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let blanks = Blank::ALL.map(|blank| format!("{{{}}}", blank.as_str())).join(", ");
    view! {
        <TextField id="text-title" name="title" label=texts.name value=typed.title error=error("title") required=true/>
        <SelectField id="text-subject" name="subject" label=texts.subject value=typed.subject error=error("subject")>
            <option value="" selected=typed.subject.with_untracked(String::is_empty)>{texts.any_subject}</option>
            <SubjectOptions areas=shelf.areas chosen=typed.subject/>
        </SelectField>
        <TextArea
            id="text-text" name="text" label=texts.text hint=texts.text_hint(blanks) value=typed.text error=error("text")
            rows=8 required=true
        />
    }
    .into_any()
}

/// How it reads with an example's values.
#[component]
fn Sample(text: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().console.texts;
    let value = |blank: Blank| match blank {
        Blank::Company => "Panificio Esposito S.r.l.".to_owned(),
        Blank::Position => "5101234567".to_owned(),
        Blank::Number => "NAPOLI-2026-0001234".to_owned(),
        Blank::Subject => "DURC".to_owned(),
        Blank::Promised => "10/12/2026".to_owned(),
        Blank::Operator => "Luca Ferrara".to_owned(),
    };
    let filled = move || text.with(|text| (!text.trim().is_empty()).then(|| filled_in(text, value)));
    move || {
        filled().map(|filled| {
            view! {
                <div class="text-sample">
                    <p class="soft">{texts.preview}</p>
                    <p class="note-text">{filled}</p>
                </div>
            }
        })
    }
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.texts;
    match field {
        "title" => (texts.name, "text-title".into()),
        "subject" => (texts.subject, "text-subject".into()),
        _ => (texts.text, "text-text".into()),
    }
}
