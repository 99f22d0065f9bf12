//! Making a unit, or changing one: its people, its subjects, and whether it gives out what arrives.

use super::sides::Names;
use super::{Board, UNITS, address_of};
use crate::api::Outcome;
use crate::api::units::{unit_path, units, write_unit};
use crate::brought::{FORM_FIELD, use_echo};
use crate::browser;
use crate::kit::{
    Choice, ErrorSummary, Meanwhile, Overtaken, Submit, SubmitButton, TextField, TickBox, Ticks, error_of, ticked,
};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::offices::{OfficeUnits, SubjectArea, Unit, UnitDraft, UnitForm};
use contatti_model::{FormEcho, Problem, ProblemCode, SubjectId, UnitId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

const FORM: &str = "write-unit";

/// The fields as typed and ticked.
#[derive(Clone)]
struct Typed {
    name: RwSignal<String>,
    most_each: RwSignal<String>,
    distributes: RwSignal<bool>,
    members: Vec<Choice>,
    managers: Vec<Choice>,
    /// Area by area.
    subjects: Vec<(String, Vec<Choice>)>,
}

impl Typed {
    fn start(office: &OfficeUnits, areas: &[SubjectArea], unit: Option<&Unit>, echo: Option<&FormEcho>) -> Self {
        let was = |name: &str, kept: Option<String>| {
            let echoed = echo.map(|echo| echo.value(name).unwrap_or_default().to_owned());
            RwSignal::new(echoed.or(kept).unwrap_or_default())
        };
        let sent = |name: &str, value: &str| {
            echo.map(|echo| echo.values.iter().any(|(key, sent)| key == name && sent == value))
        };
        let member = |id| unit.and_then(|unit| unit.members.iter().find(|one| one.id == id));
        let people = |name: &'static str, only_managers: bool| {
            let choice = move |person: &contatti_model::offices::UnitPerson| {
                let kept = member(person.id).is_some_and(|one| one.manages || !only_managers);
                let ticked = sent(name, &person.id.to_string()).unwrap_or(kept);
                Choice::new(person.id, person.name.clone(), ticked)
            };
            office.people.iter().map(choice).collect()
        };
        let subject = |one: &contatti_model::offices::Subject| {
            let kept = unit.is_some_and(|unit| unit.subjects.iter().any(|own| own.id == one.id));
            let ticked = sent("subjects", &one.id.to_string()).unwrap_or(kept);
            Choice::new(one.id, label_of(office, unit, one.id, &one.title), ticked)
        };
        let area = |area: &SubjectArea| (area.title.clone(), area.subjects.iter().map(subject).collect());
        Self {
            name: was("name", unit.map(|unit| unit.name.clone())),
            most_each: was("most_each", unit.and_then(|unit| unit.most_each).map(|most| most.to_string())),
            distributes: RwSignal::new(
                sent("distributes", "yes").unwrap_or_else(|| unit.is_some_and(|unit| unit.distributes)),
            ),
            members: people("members", false),
            managers: people("managers", true),
            subjects: areas.iter().map(area).collect(),
        }
    }

    fn form(&self, version: String) -> UnitForm {
        UnitForm {
            name: self.name.get(),
            members: ticked(&self.members),
            managers: ticked(&self.managers),
            subjects: self.subjects.iter().flat_map(|(_, choices)| ticked(choices)).collect(),
            distributes: if self.distributes.get() { "yes".into() } else { String::new() },
            most_each: self.most_each.get(),
            version,
        }
    }
}

/// A subject's title, with the other unit where it arrives today.
fn label_of(office: &OfficeUnits, unit: Option<&Unit>, subject: SubjectId, title: &str) -> String {
    let others = office.units.iter().filter(|other| unit.is_none_or(|unit| unit.id != other.id));
    let elsewhere = others.into_iter().find(|other| other.subjects.iter().any(|one| one.id == subject));
    elsewhere.map_or_else(|| title.to_owned(), |other| use_words().units.elsewhere(title, &other.name))
}

/// `unit` is the one to change, none where the one `chosen` is there no more; without either, a new one is made.
#[component]
pub(super) fn WriteUnit(
    board: Board,
    office: OfficeUnits,
    areas: Vec<SubjectArea>,
    chosen: Option<UnitId>,
    unit: Option<Unit>,
) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let page = chosen.map_or_else(|| UNITS.to_owned(), address_of);
    // What was typed for one unit is never shown at another.
    let echo = use_echo(Some(FORM)).filter(|echo| echo.page == page);
    let typed = Typed::start(&office, &areas, unit.as_ref(), echo.as_ref());
    let names = StoredValue::new(Names::of(&office, &areas));
    let id = unit.as_ref().map(|unit| unit.id);
    let meanwhile = Meanwhile::start(unit.map(|unit| names.with_value(|names| names.kept(&unit))), echo.as_ref());
    // What somebody dissolved is made anew.
    let target = Memo::new(move |_| id.filter(|_| !meanwhile.is_gone()));
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["name"], typed.name);
    form.mends(&["most_each"], typed.most_each);
    if id.is_some() {
        // Whoever chose a unit to change is led to where it is changed.
        Effect::new(|_| browser::select_fragment("write-unit"));
    }
    let navigate = use_navigate();
    let kept = StoredValue::new(typed.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = untrack(|| kept.with_value(|typed| typed.form(meanwhile.version.get())));
        if let Err(errors) = UnitDraft::parse(&sent) {
            return form.refuse(Problem::invalid(errors));
        }
        let navigate = navigate.clone();
        form.send(written(board, meanwhile, target.get_untracked(), sent), move |fresh| {
            board.became(fresh, texts.done);
            // The address without the unit begins the form anew by itself; asked for twice at once, the first would be made of what the
            // second has put away already.
            match chosen {
                Some(_) => navigate(UNITS, Default::default()),
                None => board.begin_anew(),
            }
        });
    };
    let back = Signal::derive(move || target.get().map_or_else(|| UNITS.to_owned(), address_of));
    let label_now = Signal::derive(move || {
        if meanwhile.is_changed() { words.working.versions.over.to_owned() } else { texts.submit.to_owned() }
    });
    let mine = Signal::derive(move || {
        let form = kept.with_value(|typed| typed.form(String::new()));
        names.with_value(|names| names.parts(&form))
    });
    view! {
        <form class="panel work-form" method="post" action=move || unit_path(target.get()) on:submit=submit novalidate>
            <ErrorSummary id="unit-errors" form label/>
            <Overtaken id="unit-overtaken" meanwhile mine page=back/>
            <input type="hidden" name=PAGE_FIELD value=move || back.get()/>
            <input type="hidden" name=FORM_FIELD value=FORM/>
            <input type="hidden" name="version" value=move || meanwhile.version.get()/>
            <Fields form typed/>
            <SubmitButton label=label_now label_under_way=texts.under_way under_way=form.under_way/>
        </form>
    }
    .into_any()
}

/// The answer; where somebody was faster, the unit as it is now is shown, and what is chosen here stays.
async fn written(board: Board, meanwhile: Meanwhile, id: Option<UnitId>, sent: UnitForm) -> Outcome<OfficeUnits> {
    let outcome = write_unit(id, &sent).await;
    if outcome.as_ref().is_err_and(|problem| problem.code == ProblemCode::Stale)
        && let Ok(fresh) = units().await
    {
        let names = Names::of(&fresh, &[]);
        meanwhile.met(fresh.units.iter().find(|unit| Some(unit.id) == id).map(|unit| names.kept(unit)));
        let _ = board.office.try_set(fresh);
    }
    outcome
}

#[component]
fn Fields(form: Submit, typed: Typed) -> impl IntoView {
    let words = use_words();
    let texts = &words.units;
    let error = move |field: &'static str| {
        Signal::derive(move || form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    };
    let areas = typed.subjects.into_iter().enumerate().map(|(place, (title, choices))| {
        view! { <Ticks id=format!("unit-subjects-{place}") name="subjects" legend=title choices/> }
    });
    view! {
        <TextField id="unit-name" name="name" label=texts.name value=typed.name error=error("name") required=true/>
        <Ticks id="unit-members" name="members" legend=texts.members choices=typed.members error=error("members")/>
        <Ticks id="unit-managers" name="managers" legend=texts.managers choices=typed.managers error=error("managers")/>
        <fieldset class="field" id="unit-subjects" tabindex="-1">
            <legend>{texts.subjects}</legend>
            <p class="field-hint">{texts.subjects_hint}</p>
            {move || error("subjects").get().map(|text| view! { <p class="field-error">{text}</p> })}
            <details>
                <summary>{texts.subjects_open}</summary>
                {areas.collect_view()}
            </details>
        </fieldset>
        <div class="field">
            <TickBox name="distributes" value="yes" label=texts.distributes ticked=typed.distributes/>
            <p class="field-hint">{texts.distributes_hint}</p>
        </div>
        <TextField
            id="unit-most-each" name="most_each" label=texts.most_each hint=texts.most_each_hint value=typed.most_each
            error=error("most_each")
        />
    }
    .into_any()
}

fn label(field: &str) -> (&'static str, String) {
    let texts = &use_words().units;
    match field {
        "members" => (texts.members, "unit-members".into()),
        "managers" => (texts.managers, "unit-managers".into()),
        "subjects" => (texts.subjects, "unit-subjects".into()),
        "most_each" => (texts.most_each, "unit-most-each".into()),
        _ => (texts.name, "unit-name".into()),
    }
}
