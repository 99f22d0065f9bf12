//! What each member of a unit knows best, so that it is given to them first.

use super::{Board, UNITS};
use crate::api::units::{set_skills, skills_path};
use crate::kit::{Choice, Submit, SubmitButton, Ticks, problem_words, ticked};
use crate::language::use_words;
use contatti_model::UnitId;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{SkillsForm, Unit, UnitMember};
use contatti_model::requests::search::SubjectName;
use leptos::prelude::*;

#[component]
pub(super) fn Skills(board: Board, unit: Unit) -> impl IntoView {
    let texts = &use_words().units;
    let Unit { id, members, subjects, .. } = unit;
    let works = |member: &UnitMember| {
        board.office.with_untracked(|office| office.people.iter().any(|one| one.id == member.id && one.operates))
    };
    let members: Vec<_> = members.into_iter().filter(works).collect();
    if members.is_empty() || subjects.is_empty() {
        return ().into_any();
    }
    let one = move |member| view! { <Knows board unit=id member subjects=subjects.clone()/> };
    view! {
        <details class="no-print">
            <summary>{texts.skills}</summary>
            {members.into_iter().map(one).collect_view()}
        </details>
    }
    .into_any()
}

#[component]
fn Knows(board: Board, unit: UnitId, member: UnitMember, subjects: Vec<SubjectName>) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let person = member.id;
    let known = |subject: &SubjectName| member.skills.contains(&subject.id);
    let choices: Vec<_> = subjects.iter().map(|one| Choice::new(one.id, one.title.clone(), known(one))).collect();
    let chosen = StoredValue::new(choices.clone());
    let form = Submit::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let subjects = chosen.with_value(|choices| ticked(choices));
        let sent = SkillsForm { person: person.to_string(), subjects };
        form.send(async move { set_skills(unit, &sent).await }, move |office| board.became(office, texts.skills_done));
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    view! {
        <form class="work-form" method="post" action=skills_path(unit) on:submit=submit>
            {trouble}
            <input type="hidden" name=PAGE_FIELD value=UNITS/>
            <input type="hidden" name="person" value=person.to_string()/>
            <Ticks id=format!("skills-{unit}-{person}") name="subjects" legend=texts.skills_of(&member.name) choices/>
            <SubmitButton
                label=texts.skills_submit(&member.name) label_under_way=texts.under_way under_way=form.under_way
                class="btn btn-outline-primary btn-sm"
            />
        </form>
    }
    .into_any()
}
