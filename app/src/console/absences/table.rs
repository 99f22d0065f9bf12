//! Absences that are not over, each ended in two presses.

use super::{ABSENCES, Calendar};
use crate::api::Outcome;
use crate::api::units::{absences, end_absence, end_path};
use crate::dates;
use crate::kit::{Day, Submit, SubmitButton, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{AbsenceLine, OfficeAbsences};
use contatti_model::{AbsenceId, ProblemCode};
use leptos::prelude::*;

#[component]
pub(super) fn AbsenceTable(calendar: Calendar) -> impl IntoView {
    let texts = &use_words().absences;
    view! {
        <table class="dense dense-cards absences">
            <caption class="visually-hidden">{texts.caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.person}</th>
                    <th scope="col">{texts.from}</th>
                    <th scope="col">{texts.to}</th>
                    <th scope="col">{texts.substitute}</th>
                    <th scope="col">{texts.actions}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || calendar.office.get().absences key=|line| line.id let:line>
                    <Row calendar line/>
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(calendar: Calendar, line: AbsenceLine) -> impl IntoView {
    let texts = &use_words().absences;
    let now = calendar.office.with_untracked(|office| line.first_day <= office.today);
    let by = (line.made_by != line.name).then(|| texts.by(&line.made_by));
    let substitute = line.substitute.clone().unwrap_or_else(|| texts.nobody.to_owned());
    let (first, last) = (line.first_day, line.last_day);
    view! {
        <tr>
            <th scope="row">
                {line.name.clone()}
                {by.map(|by| view! { <span class="soft register-number">{by}</span> })}
            </th>
            <td data-label=texts.from><Day day=first short=true/> {now.then(|| view! { <span class="soft">" · " {texts.now}</span> })}</td>
            <td data-label=texts.to><Day day=last short=true/></td>
            <td data-label=texts.substitute>{substitute}</td>
            <td>{line.may_end.then(|| view! { <End calendar line/> })}</td>
        </tr>
    }
    .into_any()
}

/// The confirmation opens under the word; it needs no script.
#[component]
fn End(calendar: Calendar, line: AbsenceLine) -> impl IntoView {
    let words = use_words();
    let texts = &words.absences;
    let id = line.id;
    let form = Submit::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.send(ended(id), move |office| calendar.became(office, texts.ended));
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let whose = texts.end_of(dates::long_day(words, line.first_day), line.name);
    view! {
        <details class="confirm no-print">
            <summary aria-label=whose>{texts.end}</summary>
            <form method="post" action=end_path(id) on:submit=submit>
                <p>{texts.end_sure}</p>
                {trouble}
                <input type="hidden" name=PAGE_FIELD value=ABSENCES/>
                <SubmitButton
                    label=texts.end_yes.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-primary btn-sm"
                />
            </form>
        </details>
    }
    .into_any()
}

/// The answer; what somebody else ended first is ended all the same.
async fn ended(id: AbsenceId) -> Outcome<OfficeAbsences> {
    let outcome = end_absence(id).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::NotFound)
        && let Ok(fresh) = absences().await
        && fresh.absences.iter().all(|line| line.id != id)
    {
        return Ok(fresh);
    }
    outcome
}
