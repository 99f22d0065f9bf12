//! The list's filters: a plain GET form, so that they stay in the address and can be kept as a bookmark.

use super::more_filters::MoreFilters;
use crate::api::{Outcome, with_query};
use crate::kit::{ErrorSummary, SelectField, Submit, TextField, error_of, state_word};
use crate::language::use_words;
use contatti_model::Problem;
use contatti_model::requests::PublicState;
use contatti_model::requests::search::{Filter, FilterChoices, FilterForm};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

pub(super) const LIST: &str = "/contatti/richieste";

/// The list with these filters.
pub(super) fn address_with(filter: &FilterForm) -> String {
    with_query(LIST, &filter.pairs())
}

/// What the address narrows the list to.
pub(super) fn use_filter() -> Memo<FilterForm> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| FilterForm::from_fields(|field| query.get(field).unwrap_or_default())))
}

/// What of it does not hold, told by the rules the server has too.
pub(super) fn problem_of(filter: &FilterForm) -> Option<Problem> {
    Filter::parse(filter).err().map(Problem::invalid)
}

/// The controls' values, one a field.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    all: [(&'static str, RwSignal<String>); 13],
    form: Submit,
}

impl Fields {
    fn new(filter: &FilterForm) -> Self {
        let all = filter.pairs().map(|(field, value)| (field, RwSignal::new(value.to_owned())));
        Self { all, form: Submit::new(problem_of(filter)) }
    }

    pub fn of(self, field: &str) -> RwSignal<String> {
        let [first, ..] = self.all;
        self.all.into_iter().find(|(name, _)| *name == field).unwrap_or(first).1
    }

    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        let words = use_words();
        Signal::derive(move || self.form.problem.with(|problem| error_of(words, problem.as_ref(), field)))
    }

    fn typed(self) -> FilterForm {
        FilterForm::from_fields(|field| self.of(field).get_untracked())
    }

    /// The address leads: its values are shown, and what is wrong with them.
    fn follow(self, filter: &FilterForm) {
        for (field, value) in filter.pairs() {
            self.of(field).set(value.to_owned());
        }
        match problem_of(filter) {
            Some(problem) => self.form.refuse(problem),
            None => self.form.problem.set(None),
        }
    }
}

#[component]
pub(super) fn Filters(filter: Memo<FilterForm>, choices: Resource<Outcome<FilterChoices>>) -> impl IntoView {
    let words = use_words();
    let (list, search) = (&words.requests.list, &words.requests.search);
    let fields = Fields::new(&filter.get_untracked());
    let state = fields.of("state");
    let navigate = use_navigate();
    Effect::new(move |before: Option<FilterForm>| {
        let now = filter.get();
        if before.is_some_and(|before| before != now) {
            fields.follow(&now);
        }
        now
    });
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&address_with(&fields.typed()), Default::default());
    };
    view! {
        <form class="filters" method="get" action=LIST role="search" aria-label=list.filters on:submit=apply>
            <ErrorSummary id="filter-errors" form=fields.form label/>
            <TextField id="filter-text" name="text" kind="search" label=search.text hint=search.text_hint value=fields.of("text") error=fields.error("text")/>
            <SelectField id="filter-state" name="state" label=list.state value=state error=fields.error("state")>
                <option value="" selected=state.with_untracked(String::is_empty)>{words.requests.states.any}</option>
                {PublicState::ALL.map(|choice| view! {
                    <option value=choice.as_str() selected=state.get_untracked() == choice.as_str()>{state_word(words, choice)}</option>
                }).collect_view()}
            </SelectField>
            <button class="btn btn-primary" type="submit">{list.apply}</button>
            {move || filter.with(|filter| !filter.is_empty()).then(|| view! {
                <a class="btn btn-outline-primary" href=LIST>{list.clear}</a>
            })}
            {move || filter.with(|filter| (!filter.position.is_empty()).then(|| view! {
                <input type="hidden" name="position" value=filter.position.clone()/>
            }))}
            <MoreFilters fields choices/>
        </form>
    }
    .into_any()
}

/// The field's name and the id of its control.
fn label(field: &str) -> (&'static str, String) {
    let name = super::chips::name_of(use_words(), field);
    (name, format!("filter-{}", field.replace('_', "-")))
}
