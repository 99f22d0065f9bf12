//! The archives: what an answer says of them, asked beside it, and the check on the day it names.

use super::work::Work;
use crate::api::console::{check_archives, check_archives_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::dates;
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, TextField, error_of, said_of_archives};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{ArchiveAction, ArchiveCheckForm, ArchiveKind};
use leptos::prelude::*;

const FORM: &str = "archive-check";

/// What is typed of the archives, beside an answer.
#[derive(Clone, Copy)]
pub(super) struct Stated {
    pub kind: RwSignal<String>,
    pub text: RwSignal<String>,
    pub check_on: RwSignal<String>,
}

impl Stated {
    pub fn from_fields(typed: impl Fn(&str) -> String) -> Self {
        Self {
            kind: RwSignal::new(typed("archives")),
            text: RwSignal::new(typed("archives_text")),
            check_on: RwSignal::new(typed("check_on")),
        }
    }

    pub fn mended_by(self, form: Submit) {
        form.mends(&["archives"], self.kind);
        form.mends(&["archives_text"], self.text);
        form.mends(&["check_on"], self.check_on);
    }

    pub fn clear(self) {
        for field in [self.kind, self.text, self.check_on] {
            field.set(String::new());
        }
    }
}

#[component]
pub(super) fn ArchiveFields(stated: Stated, form: Submit) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.archives;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    view! {
        <fieldset class="archives">
            <legend class="h6">{texts.title}</legend>
            <p>{texts.lead}</p>
            <SelectField id="close-archives" name="archives" label=texts.kind value=stated.kind error=error("archives")>
                <Kinds chosen=stated.kind/>
            </SelectField>
            <TextField
                id="close-archives-text" name="archives_text" label=texts.text hint=texts.text_hint value=stated.text
                error=error("archives_text")
            />
            <TextField
                id="close-check-on" name="check_on" kind="date" label=texts.check_on hint=texts.check_on_hint
                value=stated.check_on error=error("check_on")
            />
        </fieldset>
    }
    .into_any()
}

#[component]
fn Kinds(chosen: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().working.archives;
    let chosen = chosen.get_untracked();
    let options = ArchiveKind::ALL.map(|kind| {
        let word = match kind {
            ArchiveKind::Nothing => texts.nothing,
            ArchiveKind::Done => texts.done,
            ArchiveKind::Planned => texts.planned,
        };
        let selected = chosen == kind.as_str();
        view! { <option value=kind.as_str() selected=selected>{word}</option> }
    });
    view! {
        <option value="" selected=chosen.is_empty()>{texts.choose}</option>
        {options.collect_view()}
    }
    .into_any()
}

/// The oldest answer whose statement somebody still has to look up.
fn waiting(work: Work) -> Option<(String, ArchiveAction)> {
    work.detail.with(|detail| {
        let open = detail.thread.iter().filter_map(|message| Some((message.id, message.archive.clone()?)));
        let (id, action) = { open }.find(|(_, action)| action.is_to_check())?;
        detail.may_check_archives.then(|| (id.to_string(), action))
    })
}

#[component]
pub(super) fn CheckArchives(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.check;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (held, text) = (RwSignal::new(typed("held")), RwSignal::new(typed("text")));
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["held"], held);
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = ArchiveCheckForm {
            message: untrack(|| waiting(work)).map(|(id, _)| id).unwrap_or_default(),
            held: held.get_untracked(),
            text: text.get_untracked(),
            version: untrack(|| work.version()),
        };
        let id = work.id();
        work.send(form, async move { check_archives(&id, &sent).await }, texts.done, move || {
            held.set(String::new());
            text.set(String::new());
        });
    };
    let lead = move || {
        let (_, action) = waiting(work)?;
        let day = action.check_on.map(|day| dates::long_day(words, day))?;
        Some(texts.lead(day, said_of_archives(words, &action)))
    };
    let message = move || waiting(work).map(|(id, _)| id).unwrap_or_default();
    let shown = Memo::new(move |_| waiting(work).is_some() || text.with(|text| !text.is_empty()));
    view! {
        <Show when=move || shown.get()>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=check_archives_path(&work.id()) on:submit=submit novalidate>
                    <p>{lead}</p>
                    <ErrorSummary id="archive-check-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <input type="hidden" name="message" value=message/>
                    <SelectField id="archive-held" name="held" label=texts.held value=held error=error("held") required=true>
                        <Findings chosen=held/>
                    </SelectField>
                    <TextArea
                        id="archive-text" name="text" label=texts.text hint=texts.text_hint value=text error=error("text") rows=3
                    />
                    <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
                </form>
            </details>
        </Show>
    }
    .into_any()
}

#[component]
fn Findings(chosen: RwSignal<String>) -> impl IntoView {
    let texts = &use_words().working.check;
    let chosen = chosen.get_untracked();
    view! {
        <option value="" selected=chosen.is_empty()>{texts.choose}</option>
        <option value="yes" selected=chosen == "yes">{texts.yes}</option>
        <option value="no" selected=chosen == "no">{texts.no}</option>
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().working.check;
    match field {
        "text" => (texts.text, "archive-text".into()),
        _ => (texts.held, "archive-held".into()),
    }
}
