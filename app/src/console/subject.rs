//! Putting a request's subject right, with the reason the company reads.

use super::work::Work;
use crate::api::Outcome;
use crate::api::console::{correct_subject, subject_path};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{ErrorSummary, SelectField, Submit, SubmitButton, TextArea, error_of};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::{SubjectChoice, SubjectForm};
use leptos::prelude::*;

const FORM: &str = "subject";

#[component]
pub(super) fn CorrectSubject(work: Work, subjects: Resource<Outcome<Vec<SubjectChoice>>>) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.subject;
    let echo = use_echo(Some(FORM));
    let typed = |name: &str| echo.as_ref().and_then(|echo| echo.value(name)).unwrap_or_default().to_owned();
    let (subject, text) = (RwSignal::new(typed("subject")), RwSignal::new(typed("text")));
    work.compare(text);
    let came_back = echo.is_some();
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["subject"], subject);
    form.mends(&["text"], text);
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = SubjectForm {
            subject: subject.get_untracked(),
            text: text.get_untracked(),
            version: untrack(|| work.version()),
        };
        let id = work.id();
        work.send(form, async move { correct_subject(&id, &sent).await }, texts.done, move || {
            subject.set(String::new());
            text.set(String::new());
            subjects.refetch();
        });
    };
    let shown = move || work.detail.with(|detail| detail.may_correct) || text.with(|text| !text.is_empty());
    view! {
        <Show when=shown>
            <details class="panel work-form" open=came_back>
                <summary><h3 class="in-summary">{texts.title}</h3></summary>
                <form method="post" action=subject_path(&work.id()) on:submit=submit novalidate>
                    <p>{texts.lead}</p>
                    <ErrorSummary id="subject-errors" form label/>
                    <input type="hidden" name=PAGE_FIELD value=super::address_of(work.id())/>
                    <input type="hidden" name=FORM_FIELD value=FORM/>
                    <input type="hidden" name="version" value=move || work.version()/>
                    <SubjectField subjects chosen=subject error=error("subject")/>
                    <TextArea id="subject-text" name="text" label=texts.text value=text error=error("text") rows=3 required=true/>
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

/// A choice among the other subjects of the scheme, by area; there once they are known.
#[component]
fn SubjectField(
    subjects: Resource<Outcome<Vec<SubjectChoice>>>,
    chosen: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = &use_words().working.subject;
    let option = move |choice: SubjectChoice| {
        let id = choice.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{choice.title}</option> }
    };
    let area = move |(area, choices): (String, Vec<SubjectChoice>)| {
        view! { <optgroup label=area>{choices.into_iter().map(option).collect_view()}</optgroup> }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let areas = by_area(subjects.await.unwrap_or_default());
                view! {
                    <SelectField id="subject-subject" name="subject" label=texts.subject value=chosen error required=true>
                        <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.choose}</option>
                        {areas.into_iter().map(area).collect_view()}
                    </SelectField>
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The choices come in the order of their areas.
fn by_area(choices: Vec<SubjectChoice>) -> Vec<(String, Vec<SubjectChoice>)> {
    let mut areas: Vec<(String, Vec<SubjectChoice>)> = vec![];
    for choice in choices {
        match areas.last_mut() {
            Some((area, own)) if *area == choice.area => own.push(choice),
            _ => areas.push((choice.area.clone(), vec![choice])),
        }
    }
    areas
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().working.subject;
    match field {
        "subject" => (texts.subject, "subject-subject".into()),
        _ => (texts.text, "subject-text".into()),
    }
}
