//! Writing a text module, or changing one; how it will read is shown while it is typed.

use super::{Shelf, TEXTS, address_of};
use crate::api::Outcome;
use crate::api::offices::{text_path, texts as read_texts, write_text};
use crate::brought::{FORM_FIELD, use_echo};
use crate::browser;
use crate::console::narrow::SubjectField;
use crate::kit::{ErrorSummary, Kept, Meanwhile, Overtaken, Part, Submit, SubmitButton, TextArea, TextField, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{Blank, SubjectArea, TextModule, TextModuleDraft, TextModuleForm, filled_in};
use contatti_model::{FormEcho, Problem, ProblemCode, TextModuleId};
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

impl Typed {
    fn start(module: Option<&TextModule>, echo: Option<&FormEcho>) -> Self {
        let subject = module.and_then(|module| module.subject.as_ref()).map(|subject| subject.id.to_string());
        let was = |name: &str, kept: Option<String>| {
            let echoed = echo.map(|echo| echo.value(name).unwrap_or_default().to_owned());
            RwSignal::new(echoed.or(kept).unwrap_or_default())
        };
        Self {
            title: was("title", module.map(|module| module.title.clone())),
            text: was("text", module.map(|module| module.text.clone())),
            subject: was("subject", subject),
        }
    }

    fn all(self) -> [RwSignal<String>; 3] {
        [self.title, self.text, self.subject]
    }

    fn form(self, version: String) -> TextModuleForm {
        let [title, text, subject] = self.all().map(|field| field.get_untracked());
        TextModuleForm { title, text, subject, version }
    }

    /// As a colleague's version is shown beside it.
    fn parts(self, areas: &[SubjectArea]) -> Vec<Part> {
        let chosen = self.subject.get();
        let mut subjects = areas.iter().flat_map(|area| &area.subjects);
        let subject = subjects.find(|subject| subject.id.to_string() == chosen);
        parts(self.title.get(), subject.map(|subject| subject.title.clone()), self.text.get())
    }
}

fn parts(title: String, subject: Option<String>, text: String) -> Vec<Part> {
    let texts = &use_words().console.texts;
    let subject = subject.unwrap_or_else(|| texts.any_subject.to_owned());
    vec![Part::new(texts.name, title), Part::new(texts.subject, subject), Part::new(texts.text, text)]
}

/// A module as a colleague left it.
fn kept(module: TextModule) -> Kept {
    let TextModule { title, text, subject, version, written_by, written_at, .. } = module;
    let parts = parts(title, subject.map(|subject| subject.title), text);
    Kept { version, parts, by: Some(written_by), at: Some(written_at) }
}

/// `module` is the one to change, none where the one `chosen` is there no more; without either, a new one is written.
#[component]
pub(super) fn WriteModule(
    shelf: Shelf,
    areas: Vec<SubjectArea>,
    chosen: Option<TextModuleId>,
    module: Option<TextModule>,
) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.texts;
    let page = chosen.map_or_else(|| TEXTS.to_owned(), address_of);
    // What was typed for one module is never shown at another.
    let echo = use_echo(Some(FORM)).filter(|echo| echo.page == page);
    let typed = Typed::start(module.as_ref(), echo.as_ref());
    let id = module.as_ref().map(|module| module.id);
    let meanwhile = Meanwhile::start(module.map(kept), echo.as_ref());
    // What a colleague took away is written anew.
    let target = Memo::new(move |_| id.filter(|_| !meanwhile.is_gone()));
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
        let sent = typed.form(meanwhile.version.get_untracked());
        if let Err(errors) = TextModuleDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let navigate = navigate.clone();
        form.send(written(shelf, meanwhile, target.get_untracked(), sent), move |modules| {
            shelf.became(modules, texts.done);
            for field in typed.all() {
                field.set(String::new());
            }
            navigate(TEXTS, Default::default());
        });
    };
    let back = Signal::derive(move || target.get().map_or_else(|| TEXTS.to_owned(), address_of));
    let label_now = Signal::derive(move || {
        if meanwhile.is_changed() { words.working.versions.over.to_owned() } else { texts.submit.to_owned() }
    });
    let mine = Signal::derive(move || typed.parts(&areas));
    view! {
        <form class="panel work-form" method="post" action=move || text_path(target.get()) on:submit=submit novalidate>
            <ErrorSummary id="text-errors" form label/>
            <Overtaken id="text-overtaken" meanwhile mine page=back/>
            <input type="hidden" name=PAGE_FIELD value=move || back.get()/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="version" value=move || meanwhile.version.get()/>
            <Fields shelf form typed/>
            <Sample text=typed.text/>
            <SubmitButton label=label_now label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

/// The answer; where a colleague was faster, their words are shown, and what is typed here stays.
async fn written(
    shelf: Shelf,
    meanwhile: Meanwhile,
    id: Option<TextModuleId>,
    sent: TextModuleForm,
) -> Outcome<Vec<TextModule>> {
    let outcome = write_text(id, &sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = read_texts().await
    {
        meanwhile.met(fresh.iter().find(|module| Some(module.id) == id).cloned().map(kept));
        let _ = shelf.modules.try_set(fresh);
    }
    outcome
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
