//! Writing a text module, or changing one; how it will read is shown while it is typed.

use super::{Shelf, TEXTS, address_of};
use crate::api::offices::{text_path, texts as read_texts, write_text};
use crate::brought::{FORM_FIELD, use_echo};
use crate::browser;
use crate::console::narrow::SubjectField;
use crate::kit::{ErrorSummary, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{Blank, TextModule, TextModuleDraft, TextModuleForm, filled_in};
use contatti_model::{Problem, ProblemCode};
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
    let page = id.map_or_else(|| TEXTS.to_owned(), address_of);
    // What was typed for one module is never shown at another.
    let echo = use_echo(Some(FORM)).filter(|echo| echo.page == page);
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
    let version = RwSignal::new(module.map(|module| module.version.to_string()).unwrap_or_default());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["title"], typed.title);
    form.mends(&["text"], typed.text);
    if id.is_some() {
        // Whoever chose a module to change is led to where it is changed.
        Effect::new(|_| browser::select_fragment("write-text"));
    }
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [title, text, subject] = [typed.title, typed.text, typed.subject].map(|field| field.get_untracked());
        let sent = TextModuleForm { title, text, subject, version: version.get_untracked() };
        if let Err(errors) = TextModuleDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let navigate = navigate.clone();
        let answer = async move {
            let outcome = write_text(id, &sent).await;
            // A colleague was faster: their words are shown above, and what is typed here stays.
            if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
                && let Ok(fresh) = read_texts().await
            {
                let now = fresh.iter().find(|module| Some(module.id) == id).map(|module| module.version.to_string());
                let _ = version.try_set(now.unwrap_or_default());
                let _ = shelf.modules.try_set(fresh);
            }
            outcome
        };
        form.send(answer, move |modules| {
            shelf.became(modules, texts.done);
            for field in [typed.title, typed.text, typed.subject] {
                field.set(String::new());
            }
            navigate(TEXTS, Default::default());
        });
    };
    view! {
        <form class="panel work-form" method="post" action=text_path(id) on:submit=submit novalidate>
            <ErrorSummary id="text-errors" form label/>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="version" value=move || version.get()/>
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
        <SubjectField
            areas=shelf.areas id="text-subject" label=texts.subject any=texts.any_subject chosen=typed.subject
            error=error("subject")
        />
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
