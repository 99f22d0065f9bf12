//! The filters few need at once, folded away until one of them is in use.

use super::filters::Fields;
use crate::api::Outcome;
use crate::kit::{SelectField, TextField, channel_word, outcome_word};
use crate::language::use_words;
use contatti_model::requests::search::FilterChoices;
use contatti_model::requests::{Channel, Outcome as RequestOutcome};
use leptos::prelude::*;

/// Those inside the fold.
const FOLDED: [&str; 10] = [
    "company",
    "subject",
    "opened_from",
    "opened_to",
    "updated_from",
    "updated_to",
    "office",
    "channel",
    "intermediary",
    "outcome",
];

#[component]
pub(super) fn MoreFilters(fields: Fields, choices: Resource<Outcome<FilterChoices>>) -> impl IntoView {
    let words = use_words();
    let search = &words.requests.search;
    let open = FOLDED.iter().any(|field| fields.of(field).with_untracked(|value| !value.is_empty()));
    let channels = Channel::ALL.map(|channel| (channel.as_str().to_owned(), channel_word(words, channel).to_owned()));
    let outcomes = RequestOutcome::ALL.map(|one| (one.as_str().to_owned(), outcome_word(words, one).to_owned()));
    view! {
        <details class="more-filters" open=open>
            <summary>{search.more}</summary>
            <div class="filters">
                <TextField id="filter-company" name="company" label=search.company hint=search.company_hint value=fields.of("company") error=fields.error("company")/>
                <DayField fields id="filter-opened-from" field="opened_from" label=search.opened_from/>
                <DayField fields id="filter-opened-to" field="opened_to" label=search.opened_to/>
                <DayField fields id="filter-updated-from" field="updated_from" label=search.updated_from/>
                <DayField fields id="filter-updated-to" field="updated_to" label=search.updated_to/>
                <Choice fields id="filter-outcome" field="outcome" label=words.requests.outcomes.label any=search.any_outcome options=outcomes.to_vec()/>
                <Choice fields id="filter-channel" field="channel" label=search.channel any=search.any_channel options=channels.to_vec()/>
                <Suspense>
                    {move || Suspend::new(async move {
                        let choices = choices.await.unwrap_or_default();
                        view! { <OwnChoices fields choices/> }
                    })}
                </Suspense>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn DayField(fields: Fields, id: &'static str, field: &'static str, label: &'static str) -> impl IntoView {
    view! { <TextField id name=field kind="date" label value=fields.of(field) error=fields.error(field)/> }
}

/// A select of words the page knows by itself.
#[component]
fn Choice(
    fields: Fields,
    id: &'static str,
    field: &'static str,
    label: &'static str,
    any: &'static str,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let value = fields.of(field);
    view! {
        <SelectField id name=field label value error=fields.error(field)>
            <option value="" selected=value.with_untracked(String::is_empty)>{any}</option>
            {options_of(options, value)}
        </SelectField>
    }
    .into_any()
}

fn options_of(options: Vec<(String, String)>, value: RwSignal<String>) -> impl IntoView {
    let chosen = value.get_untracked();
    let option = move |(word, name): (String, String)| {
        let selected = word == chosen;
        view! { <option value=word selected=selected>{name}</option> }
    };
    options.into_iter().map(option).collect_view()
}

/// The selects of what can be in this person's list.
#[component]
fn OwnChoices(fields: Fields, choices: FilterChoices) -> impl IntoView {
    let words = use_words();
    let (list, search) = (&words.requests.list, &words.requests.search);
    let subject = fields.of("subject");
    let offices = choices.offices.into_iter().map(|office| (office.id.to_string(), office.name)).collect::<Vec<_>>();
    let firms = choices.intermediaries.into_iter().map(|firm| (firm.id.to_string(), firm.name)).collect::<Vec<_>>();
    view! {
        <SelectField id="filter-subject" name="subject" label=list.subject value=subject error=fields.error("subject")>
            <option value="" selected=subject.with_untracked(String::is_empty)>{search.any_subject}</option>
            {choices.areas.into_iter().map(|area| {
                let subjects = area.subjects.into_iter().map(|subject| (subject.id.to_string(), subject.title)).collect();
                view! { <optgroup label=area.title>{options_of(subjects, subject)}</optgroup> }
            }).collect_view()}
        </SelectField>
        <Choice fields id="filter-office" field="office" label=search.office any=search.any_office options=offices/>
        {(!firms.is_empty()).then(|| view! {
            <Choice fields id="filter-intermediary" field="intermediary" label=search.intermediary any=search.any_intermediary options=firms/>
        })}
    }
    .into_any()
}
