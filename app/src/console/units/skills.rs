//! What each member of a unit knows best, so that it is given to them first.

use super::sides::Names;
use super::{Board, UNITS};
use crate::api::Outcome;
use crate::api::units::{set_skills, skills_path, units};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{Choice, Kept, Meanwhile, Overtaken, Part, Submit, SubmitButton, Ticks, problem_words, ticked};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{OfficeUnits, SkillsForm, Unit, UnitMember};
use contatti_model::requests::search::SubjectName;
use contatti_model::{PersonId, ProblemCode, UnitId};
use leptos::prelude::*;

/// The form of one member among the forms of this page.
fn form_of(unit: UnitId, person: PersonId) -> String {
    format!("skills-{unit}-{person}")
}

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
    let back = members.iter().any(|member| use_echo(Some(&form_of(id, member.id))).is_some());
    let one = move |member| view! { <Knows board unit=id member subjects=subjects.clone()/> };
    view! {
        <details class="no-print" open=back>
            <summary>{texts.skills}</summary>
            {members.into_iter().map(one).collect_view()}
        </details>
    }
    .into_any()
}

/// What a member knows, as somebody else left it.
fn kept(names: &Names, member: &UnitMember) -> Kept {
    let known: Vec<_> = member.skills.iter().map(ToString::to_string).collect();
    Kept { version: member.skills_version, parts: vec![Part::new("", names.listed(&known))], by: None, at: None }
}

/// The answer; where somebody was faster, what they said is put beside what is ticked.
async fn said(board: Board, meanwhile: Meanwhile, unit: UnitId, sent: SkillsForm) -> Outcome<OfficeUnits> {
    let outcome = set_skills(unit, &sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = units().await
    {
        let names = Names::of(&fresh, &[]);
        let members = fresh.units.iter().filter(|one| one.id == unit).flat_map(|one| &one.members);
        let member = members.into_iter().find(|member| member.id.to_string() == sent.person);
        match member {
            Some(member) => meanwhile.met(Some(kept(&names, member))),
            // Nothing to say any more of who left the unit: the page shows it as it is.
            None => drop(board.office.try_set(fresh)),
        }
    }
    outcome
}

#[component]
fn Knows(board: Board, unit: UnitId, member: UnitMember, subjects: Vec<SubjectName>) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let person = member.id;
    let name = form_of(unit, person);
    let echo = use_echo(Some(&name));
    let names = board.office.with_untracked(|office| Names::of(office, &[]));
    let known = |subject: &SubjectName| {
        let id = subject.id.to_string();
        let sent = |echo: &contatti_model::FormEcho| {
            echo.values.iter().any(|(field, value)| field == "subjects" && *value == id)
        };
        echo.as_ref().map_or_else(|| member.skills.contains(&subject.id), sent)
    };
    let choices: Vec<_> = subjects.iter().map(|one| Choice::new(one.id, one.title.clone(), known(one))).collect();
    let chosen = StoredValue::new(choices.clone());
    let meanwhile = Meanwhile::start(Some(kept(&names, &member)), echo.as_ref());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let subjects = untrack(|| chosen.with_value(|choices| ticked(choices)));
        let sent = SkillsForm { person: person.to_string(), subjects, version: meanwhile.version.get_untracked() };
        form.send(said(board, meanwhile, unit, sent), move |office| board.became(office, texts.skills_done));
    };
    let trouble = move || {
        let problem = form.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let label = texts.skills_submit(&member.name);
    let label = Signal::derive(move || match meanwhile.is_changed() {
        true => format!("{label}: {}", words.working.versions.over),
        false => label.clone(),
    });
    let mine = Signal::derive(move || vec![Part::new("", names.listed(&chosen.with_value(|choices| ticked(choices))))]);
    view! {
        <form class="work-form" method="post" action=skills_path(unit) on:submit=submit>
            {trouble}
            <Overtaken id=format!("{name}-overtaken") meanwhile mine page=UNITS.to_owned()/>
            <input type="hidden" name=PAGE_FIELD value=UNITS/>
            <input type="hidden" name=FORM_FIELD value=name.clone()/>
            <input type="hidden" name="version" value=move || meanwhile.version.get()/>
            <input type="hidden" name="person" value=person.to_string()/>
            <Ticks id=name name="subjects" legend=texts.skills_of(&member.name) choices/>
            <SubmitButton
                label label_under_way=texts.under_way under_way=form.under_way class="btn btn-outline-primary btn-sm"
            />
        </form>
    }
    .into_any()
}
