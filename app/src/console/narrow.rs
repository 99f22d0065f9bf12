//! What narrows the work list: a plain GET form, so that it stays in the address.

use super::work_list::{LIST, address_with};
use crate::api::Outcome;
use crate::api::offices::subjects;
use crate::api::units::units_of;
use crate::kit::{SelectField, TextField, error_of};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::offices::{OfficeUnits, SubjectArea, Unit};
use contatti_model::requests::{WorkFilter, WorkForm};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn Narrow(shown: Memo<WorkForm>) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.list;
    let areas = Resource::new(|| (), |()| subjects());
    let here = Memo::new(move |_| shown.with(|form| form.office.clone()));
    let office = Resource::new(move || here.get(), units_of);
    let [who, subject, unit] = [(); 3].map(|()| RwSignal::new(String::new()));
    // The address leads.
    let follow = move |form: &WorkForm| {
        who.set(form.who.clone());
        subject.set(form.subject.clone());
        unit.set(form.unit.clone());
    };
    shown.with_untracked(follow);
    Effect::new(move |before: Option<WorkForm>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            follow(&now);
        }
        now
    });
    let problem = move || shown.with(|form| WorkFilter::parse(form).err().map(Problem::invalid));
    let error = move |field: &'static str| Signal::derive(move || error_of(words, problem().as_ref(), field));
    let navigate = use_navigate();
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [who, subject, unit] = [who, subject, unit].map(|field| field.get_untracked());
        navigate(&address_with(&WorkForm { who, subject, unit, ..shown.get_untracked() }), Default::default());
    };
    let clear = move || {
        let address = address_with(&shown.with(|form| form.at(form.view())));
        view! { <a class="btn btn-outline-primary" href=address>{texts.clear}</a> }
    };
    view! {
        <form class="filters" method="get" action=LIST role="search" aria-label=texts.narrow on:submit=apply>
            {move || shown.with(kept_fields)}
            <TextField id="narrow-who" name="who" kind="search" label=texts.who hint=texts.who_hint value=who error=error("who")/>
            <SubjectField areas id="narrow-subject" label=texts.subject any=texts.any_subject chosen=subject error=error("subject")/>
            <UnitField office chosen=unit error=error("unit")/>
            <button class="btn btn-primary" type="submit">{texts.apply}</button>
            {move || shown.with(WorkForm::is_narrowed).then(clear)}
        </form>
        {move || shown.with(|form| (!form.who.trim().is_empty()).then(|| view! {
            <p><a href=super::find::address_for(&form.who, &form.office)>{words.company_file.find_in_files(&form.who)}</a></p>
        }))}
    }
    .into_any()
}

/// The view and how it is shown stay as they are.
fn kept_fields(form: &WorkForm) -> impl IntoView + use<> {
    let kept = |name: &str| ["state", "order", "columns", "office"].contains(&name);
    let pairs = form.pairs().into_iter().filter(|(name, value)| kept(name) && !value.is_empty());
    pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> }).collect_view()
}

/// A choice among the office's units, where it has some; it is there once they are known.
#[component]
fn UnitField(
    office: Resource<Outcome<OfficeUnits>>,
    chosen: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = &use_words().units;
    let option = move |unit: Unit| {
        let id = unit.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{unit.name}</option> }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let units = office.await.map(|office| office.units).unwrap_or_default();
                (!units.is_empty()).then(|| view! {
                    <SelectField id="narrow-unit" name="unit" label=texts.unit value=chosen error>
                        <option value="" selected=chosen.with_untracked(String::is_empty)>{texts.any_unit}</option>
                        {units.into_iter().map(option).collect_view()}
                    </SelectField>
                })
            })}
        </Suspense>
    }
    .into_any()
}

/// A choice of subject, area by area; it is there once its choices are, so that the one chosen before is shown.
#[component]
pub(in crate::console) fn SubjectField(
    areas: Resource<Outcome<Vec<SubjectArea>>>,
    id: &'static str,
    label: &'static str,
    any: &'static str,
    chosen: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let areas = areas.await.unwrap_or_default();
                view! {
                    <SelectField id name="subject" label value=chosen error>
                        <option value="" selected=chosen.with_untracked(String::is_empty)>{any}</option>
                        {areas.into_iter().map(|area| view! { <Area area chosen/> }).collect_view()}
                    </SelectField>
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Area(area: SubjectArea, chosen: RwSignal<String>) -> impl IntoView {
    let option = move |subject: contatti_model::offices::Subject| {
        let id = subject.id.to_string();
        let selected = chosen.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{subject.title}</option> }
    };
    view! { <optgroup label=area.title>{area.subjects.into_iter().map(option).collect_view()}</optgroup> }.into_any()
}
