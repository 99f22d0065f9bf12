//! Whom a campaign goes to: a plain GET form, so that the preview has an address.

use super::NEW;
use crate::api::campaigns::pairs;
use crate::api::with_query;
use crate::kit::{SelectField, TextField, error_of, scheme_word, state_word};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::campaigns::{CampaignChoices, CampaignFilter, FilterForm};
use contatti_model::offices::SubjectArea;
use contatti_model::requests::PublicState;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// One signal a field, in the order of [`pairs`].
#[derive(Clone, Copy)]
struct Fields([RwSignal<String>; 6]);

impl Fields {
    fn typed(self) -> FilterForm {
        let [subject, province, intermediary, about, months, state] = self.0.map(|field| field.get_untracked());
        FilterForm { subject, province, intermediary, about, months, state }
    }
}

#[component]
pub(super) fn FilterFields(choices: CampaignChoices, shown: FilterForm) -> impl IntoView {
    let words = use_words();
    let texts = &words.campaigns.filter;
    let fields = Fields(pairs(&shown).map(|(_, value)| RwSignal::new(value.to_owned())));
    // Nothing asked for is no mistake yet, nor is a firm that was chosen in its file.
    let asked = FilterForm { intermediary: String::new(), ..shown.clone() } != FilterForm::default();
    let problem = asked.then(|| CampaignFilter::parse(&shown).err().map(Problem::invalid)).flatten();
    let error = move |field: &'static str| {
        let said = error_of(words, problem.as_ref(), field);
        Signal::derive(move || said.clone())
    };
    let navigate = use_navigate();
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = fields.typed();
        navigate(&with_query(NEW, &pairs(&typed)), Default::default());
    };
    let [subject, province, intermediary, about, months, state] = fields.0;
    let provinces = choices.provinces.into_iter().map(|code| (code.clone(), code));
    let firms = choices.intermediaries.into_iter().map(|firm| (firm.id.to_string(), firm.name));
    let states = PublicState::ALL.map(|one| (one.as_str().to_owned(), state_word(words, one).to_owned()));
    let about_areas = choices.areas.clone();
    view! {
        <form class="panel work-form campaign-filter" method="get" action=NEW on:submit=apply>
            <h2>{texts.who}</h2>
            <SelectField id="filter-subject" name="subject" label=texts.subject hint=texts.subject_hint value=subject error=error("subject") required=true>
                <option value="" selected=subject.with_untracked(String::is_empty)>{words.contacting.write.choose_subject}</option>
                {choices.areas.into_iter().map(|area| view! { <Area area chosen=subject/> }).collect_view()}
            </SelectField>
            <SelectField id="filter-province" name="province" label=texts.province value=province error=error("province")>
                {options(texts.any_province, provinces, province)}
            </SelectField>
            <SelectField id="filter-intermediary" name="intermediary" label=texts.intermediary value=intermediary error=error("intermediary")>
                {options(texts.any_intermediary, firms, intermediary)}
            </SelectField>
            <fieldset>
                <legend class="h5">{texts.past}</legend>
                <SelectField id="filter-about" name="about" label=texts.about value=about error=error("about")>
                    <option value="" selected=about.with_untracked(String::is_empty)>{texts.any_about}</option>
                    {about_areas.into_iter().map(|area| view! { <Area area chosen=about/> }).collect_view()}
                </SelectField>
                <TextField id="filter-months" name="months" label=texts.months hint=texts.months_hint value=months error=error("months")/>
                <SelectField id="filter-state" name="state" label=texts.request_state value=state error=error("state")>
                    {options(texts.any_state, states.into_iter(), state)}
                </SelectField>
            </fieldset>
            <button class="btn btn-primary" type="submit">{texts.submit}</button>
        </form>
    }
    .into_any()
}

fn options(
    any: &'static str,
    choices: impl Iterator<Item = (String, String)>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let now = chosen.get_untracked();
    let none = now.is_empty();
    let choices = choices.map(|(value, name)| {
        let selected = value == now;
        view! { <option value=value selected=selected>{name}</option> }
    });
    let choices = choices.collect_view();
    view! { <option value="" selected=none>{any}</option> {choices} }
}

#[component]
fn Area(area: SubjectArea, chosen: RwSignal<String>) -> impl IntoView {
    let title = format!("{} – {}", scheme_word(use_words(), area.scheme), area.title);
    let now = chosen.get_untracked();
    let options = area.subjects.into_iter().map(|one| {
        let id = one.id.to_string();
        let selected = id == now;
        view! { <option value=id selected=selected>{one.title}</option> }
    });
    view! { <optgroup label=title>{options.collect_view()}</optgroup> }.into_any()
}
