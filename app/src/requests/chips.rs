//! The filters in use, each with a link that takes it away.

use super::filters::{address_with, problem_of};
use crate::api::Outcome;
use crate::dates;
use crate::kit::{Icon, channel_word, outcome_word, state_word};
use crate::language::use_words;
use contatti_model::requests::search::{FilterChoices, FilterForm};
use contatti_model::requests::{Channel, Outcome as RequestOutcome, PublicState};
use contatti_words::Words;
use leptos::prelude::*;

/// A filter that does not hold is told at its field, not here.
#[component]
pub(super) fn Chips(filter: Memo<FilterForm>, choices: Resource<Outcome<FilterChoices>>) -> impl IntoView {
    let words = use_words();
    let chips = move || {
        let filter = filter.get();
        Suspend::new(async move {
            let choices = choices.await.unwrap_or_default();
            let chips: Vec<_> = filter.pairs().into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
            (!chips.is_empty() && problem_of(&filter).is_none()).then(|| {
                view! {
                    <ul class="chips" aria-label=words.requests.search.active>
                        {chips.into_iter().map(|(field, value)| {
                            let name = name_of(words, field);
                            let value = value_of(words, &choices, field, value);
                            let label = words.requests.search.remove(format!("{name}: {value}"));
                            view! {
                                <li>
                                    <a class="chip-link" href=address_with(&filter.without(field)) aria-label=label>
                                        <span>{name} ": " {value}</span> <Icon name="close"/>
                                    </a>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                }
            })
        })
    };
    view! { <Transition>{chips}</Transition> }.into_any()
}

/// What people call the field.
pub(super) fn name_of(words: &Words, field: &str) -> &'static str {
    let (list, search) = (&words.requests.list, &words.requests.search);
    match field {
        "company" => search.company,
        "position" => search.position,
        "state" => list.state,
        "subject" => list.subject,
        "opened_from" => search.opened_from,
        "opened_to" => search.opened_to,
        "updated_from" => search.updated_from,
        "updated_to" => search.updated_to,
        "office" => search.office,
        "channel" => search.channel,
        "intermediary" => search.intermediary,
        "outcome" => words.requests.outcomes.label,
        _ => search.text,
    }
}

fn value_of(words: &Words, choices: &FilterChoices, field: &str, value: &str) -> String {
    let known = match field {
        "state" => PublicState::from_word(value).map(|state| state_word(words, state).to_owned()),
        "channel" => Channel::from_word(value).map(|channel| channel_word(words, channel).to_owned()),
        "outcome" => RequestOutcome::from_word(value).map(|outcome| outcome_word(words, outcome).to_owned()),
        "position" => Some(words.requests.search.one_position.to_owned()),
        "subject" => {
            let mut subjects = choices.areas.iter().flat_map(|area| &area.subjects);
            subjects.find(|subject| subject.id.to_string() == value).map(|subject| subject.title.clone())
        }
        "office" => {
            choices.offices.iter().find(|office| office.id.to_string() == value).map(|office| office.name.clone())
        }
        "intermediary" => {
            choices.intermediaries.iter().find(|firm| firm.id.to_string() == value).map(|firm| firm.name.clone())
        }
        "opened_from" | "opened_to" | "updated_from" | "updated_to" => {
            value.trim().parse().ok().map(|day| dates::short_day(words, day))
        }
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}
