//! Which days, subject and unit are shown: a plain GET form, so that it stays in the address.

use super::FIGURES;
use crate::api::offices::subjects;
use crate::api::with_query;
use crate::console::narrow::SubjectField;
use crate::kit::{SelectField, TextField};
use crate::language::use_words;
use contatti_model::figures::{Figures, FiguresForm};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Whatever else the page's forms ask stays as it is.
const ASKED: [&str; 8] = ["office", "from", "to", "subject", "unit", "away", "quality", "step"];

/// What the address says already, save for the fields a form has itself.
#[component]
pub(super) fn KeptFields(own: &'static [&'static str]) -> impl IntoView {
    let query = use_query_map();
    let kept = ASKED.into_iter().filter(|name| !own.contains(name));
    let kept = kept.filter_map(|name| Some((name, query.with_untracked(|query| query.get(name))?)));
    let fields = kept.filter(|(_, value)| !value.is_empty());
    fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view().into_any()
}

#[component]
pub(super) fn Narrow(form: FiguresForm, read: Figures) -> impl IntoView {
    let texts = &use_words().figures;
    let areas = Resource::new(|| (), |()| subjects());
    let (from, to) = (RwSignal::new(read.from.to_string()), RwSignal::new(read.to.to_string()));
    let (subject, unit) = (RwSignal::new(form.subject), RwSignal::new(form.unit));
    let no_error = Signal::derive(|| None);
    let clear = with_query(FIGURES, &[("office", &form.office)]);
    let units: Vec<_> = read.units.into_iter().filter_map(|sum| Some((sum.id?.to_string(), sum.name))).collect();
    let has_units = !units.is_empty();
    let options = units.into_iter().map(move |(id, name)| {
        let selected = unit.with_untracked(|chosen| *chosen == id);
        view! { <option value=id selected=selected>{name}</option> }
    });
    let options = options.collect_view();
    view! {
        <form class="filters" method="get" action=FIGURES role="search" aria-label=texts.filter>
            <KeptFields own=&["from", "to", "subject", "unit"]/>
            <TextField id="figures-from" name="from" kind="date" label=texts.from value=from error=no_error/>
            <TextField id="figures-to" name="to" kind="date" label=texts.to value=to error=no_error/>
            <SubjectField areas id="figures-subject" label=texts.subject any=texts.any_subject chosen=subject error=no_error/>
            {has_units.then(|| view! {
                <SelectField id="figures-unit" name="unit" label=texts.unit value=unit>
                    <option value="" selected=unit.with_untracked(String::is_empty)>{texts.any_unit}</option>
                    {options}
                </SelectField>
            })}
            <button class="btn btn-primary" type="submit">{texts.apply}</button>
            <a class="btn btn-outline-primary" href=clear>{texts.clear}</a>
        </form>
    }
    .into_any()
}
