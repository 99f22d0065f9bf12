//! The answer that ends the work: an outcome, a reasoned text, a name under it.

use super::archives::{ArchiveFields, Stated};
use super::text_picker::{Filling, TextPicker};
use super::work::Work;
use crate::api;
use crate::api::console::{close, close_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, TickBox, error_of, outcome_word};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::TextModule;
use contatti_model::requests::{Answer, AnswerForm, Outcome};
use contatti_model::{Issue, Problem};
use leptos::prelude::*;

const FORM: &str = "close";
/// What the box says when it is ticked.
const HOLDS: &str = "yes";

/// Whether the answer was refused for saying nearly what another says.
fn is_similar(problem: &Option<Problem>) -> bool {
    let fields = problem.iter().flat_map(|problem| &problem.fields);
    { fields }.any(|error| matches!(error.issue, Issue::TooSimilar { .. }))
}

#[component]
pub(super) fn AnswerAndClose(work: Work, modules: Resource<api::Outcome<Vec<TextModule>>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.close;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (outcome, text) = (RwSignal::new(typed("outcome")), RwSignal::new(typed("text")));
    work.compare(text);
    let (stated, holds) = (Stated::from_fields(typed), RwSignal::new(!typed("similar_ok").is_empty()));
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["text"], text);
    form.mends(&["outcome"], outcome);
    stated.mended_by(form);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = AnswerForm {
            text: text.get_untracked(),
            outcome: outcome.get_untracked(),
            archives: stated.kind.get_untracked(),
            archives_text: stated.text.get_untracked(),
            check_on: stated.check_on.get_untracked(),
            // Said of the words that were refused, never of what is typed since.
            similar_ok: if form.problem.with_untracked(is_similar) && holds.get_untracked() { HOLDS } else { "" }
                .to_owned(),
            version: untrack(|| work.version()),
        };
        if let Err(errors) = Answer::parse(&sent) {
            form.refuse(Problem::invalid(errors));
            return;
        }
        let id = work.id();
        let answer = async move { close(&id, &sent).await };
        work.send(form, answer, texts.done, move || {
            text.set(String::new());
            stated.clear();
        });
    };
    let shown = move || work.detail.with(|detail| detail.may_answer) || text.with(|text| !text.is_empty());
    let signatory = work.me.with_value(|me| texts.signed(&me.name));
    view! {
        <Show when=shown>
            <form class="panel work-form" method="post" action=close_path(&work.id()) on:submit=submit novalidate>
                <h3>{texts.title}</h3>
                <p>{texts.lead}</p>
                <ErrorSummary id="close-errors" form label/>
                <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                <input type="hidden" name="version" value=move || work.version()/>
                <SelectField id="close-outcome" name="outcome" label=texts.outcome value=outcome error=error("outcome") required=true>
                    <Outcomes chosen=outcome/>
                </SelectField>
                <TextPicker filling=Filling::of(work) modules id="close-module" into=text field="close-text"/>
                <TextArea id="close-text" name="text" label=texts.text value=text error=error("text") rows=8 required=true/>
                <ArchiveFields stated form/>
                <Show when=move || form.problem.with(is_similar)>
                    <TickBox name="similar_ok" value=HOLDS label=words.working.similar.label ticked=holds/>
                </Show>
                <p class="soft">{signatory.clone()}</p>
                <SubmitButton label=texts.submit.to_owned() label_under_way=texts.under_way under_way=form.under_way/>
            </form>
        </Show>
    }
    .into_any()
}

#[component]
fn Outcomes(chosen: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let chosen = chosen.get_untracked();
    let options = Outcome::ALL.map(|outcome| {
        let selected = chosen == outcome.as_str();
        view! { <option value=outcome.as_str() selected=selected>{outcome_word(words, outcome)}</option> }
    });
    view! {
        <option value="" selected=chosen.is_empty()>{words.console.close.choose_outcome}</option>
        {options.collect_view()}
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().console.close;
    match field {
        "outcome" => (texts.outcome, "close-outcome".into()),
        "archives" => (use_words().working.archives.kind, "close-archives".into()),
        "archives_text" => (use_words().working.archives.text, "close-archives-text".into()),
        "check_on" => (use_words().working.archives.check_on, "close-check-on".into()),
        _ => (texts.text, "close-text".into()),
    }
}
