//! One unit: how it works, its people with their load, its subjects, and what who directs may do with it.

use super::load::LoadTable;
use super::skills::Skills;
use super::{Board, UNITS, address_of};
use crate::api::Outcome;
use crate::api::units::{dissolve_path, dissolve_unit, units};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{Submit, SubmitButton, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{OfficeUnits, RetireForm, Unit};
use contatti_model::{Problem, ProblemCode, UnitId};
use leptos::prelude::*;

#[component]
pub(super) fn OneUnit(board: Board, unit: Unit) -> impl IntoView {
    let texts = &use_words().units;
    let (id, version) = (unit.id, unit.version);
    let heading = format!("unit-{id}");
    let named = heading.clone();
    let edit = texts.edit_of(&unit.name);
    let works = match (unit.distributes, unit.most_each) {
        (true, Some(most)) => texts.gives_out_most(most),
        (true, None) => texts.gives_out.to_owned(),
        (false, _) => texts.by_hand.to_owned(),
    };
    let waiting = texts.waiting(unit.waiting);
    let may_edit = board.office.with_untracked(|office| office.may_edit);
    let subjects: Vec<_> = unit.subjects.iter().map(|subject| view! { <li>{subject.title.clone()}</li> }).collect();
    view! {
        <article class="panel" aria-labelledby=named>
            <h2 class="h4" id=heading>{unit.name.clone()}</h2>
            <p class="soft">{works} " · " {waiting}</p>
            <LoadTable unit=unit.clone()/>
            {match subjects.is_empty() {
                true => view! { <p class="soft">{texts.no_subjects}</p> }.into_any(),
                false => view! {
                    <details>
                        <summary>{texts.subjects} " (" {subjects.len()} ")"</summary>
                        <ul>{subjects}</ul>
                    </details>
                }.into_any(),
            }}
            {may_edit.then(|| view! {
                <Skills board unit/>
                <p class="no-print"><a class="btn btn-outline-primary btn-sm" href=format!("{}#write-unit", address_of(id)) aria-label=edit>{texts.edit}</a></p>
                <Dissolve board id version/>
            })}
        </article>
    }
    .into_any()
}

/// Two presses: the first opens what the second means. What somebody changed first is read before it goes.
#[component]
fn Dissolve(board: Board, id: UnitId, version: i64) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let name = format!("dissolve-{id}");
    let refused = use_echo(Some(&name)).and_then(|echo| echo.problem);
    let kept = board.kept.get_untracked() == Some(id);
    let form = Submit::new(refused.or(kept.then(|| Problem::new(ProblemCode::Stale))));
    let open = form.problem.with_untracked(Option::is_some);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = RetireForm { version: version.to_string() };
        form.send(dissolved(board, id, sent), move |office| {
            board.became(office, texts.retired);
            board.begin_anew();
        });
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <details class="no-print" open=open>
            <summary>{texts.retire}</summary>
            <form method="post" action=dissolve_path(id) on:submit=submit>
                <p>{texts.retire_sure}</p>
                {trouble}
                <input type="hidden" name=PAGE_FIELD value=UNITS/>
                <input type="hidden" name=FORM_FIELD value=name/>
                <input type="hidden" name="version" value=version.to_string()/>
                <SubmitButton
                    label=texts.retire_yes.to_owned() label_under_way=texts.under_way under_way=form.under_way
                    class="btn btn-outline-danger btn-sm"
                />
            </form>
        </details>
    }
    .into_any()
}

/// The answer; what somebody changed first is shown as it is now.
async fn dissolved(board: Board, id: UnitId, sent: RetireForm) -> Outcome<OfficeUnits> {
    let outcome = dissolve_unit(id, &sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = units().await
    {
        // Dissolved by the time it was read again: gone all the same.
        if fresh.units.iter().all(|unit| unit.id != id) {
            return Ok(fresh);
        }
        let _ = board.kept.try_set(Some(id));
        let _ = board.office.try_set(fresh);
    }
    outcome
}
