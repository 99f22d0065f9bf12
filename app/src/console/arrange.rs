//! How the work list is shown: its order and columns, a plain GET form, so that both stay in the address.

use super::work_list::{LIST, address_with};
use super::work_table::{column_word, order_word};
use crate::kit::{SelectField, TickBox};
use crate::language::use_words;
use contatti_model::requests::{WorkColumn, WorkForm, WorkOrder};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// A box for each column.
type Ticks = [(WorkColumn, RwSignal<bool>); 10];

#[component]
pub(super) fn Arrange(shown: Memo<WorkForm>) -> impl IntoView {
    let texts = &use_words().console.arrange;
    let ticks: Ticks = WorkColumn::ALL.map(|column| (column, RwSignal::new(false)));
    let order = RwSignal::new(String::new());
    // The address leads.
    let follow = move |form: &WorkForm| {
        let columns = form.columns();
        for (column, ticked) in ticks {
            ticked.set(columns.contains(&column));
        }
        order.set(form.order().as_str().to_owned());
    };
    shown.with_untracked(follow);
    Effect::new(move |before: Option<WorkForm>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            follow(&now);
        }
        now
    });
    let navigate = use_navigate();
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = WorkForm { order: order.get_untracked(), columns: chosen(ticks), ..shown.get_untracked() };
        // Where nothing is ticked the usual columns are there, and say so.
        follow(&form);
        navigate(&address_with(&form), Default::default());
    };
    let summary = move || shown.with(|form| texts.title(order_word(form.order())));
    view! {
        <details class="arrange no-print">
            <summary>{summary}</summary>
            <form class="filters" method="get" action=LIST aria-label=texts.label on:submit=apply>
                {move || shown.with(kept_fields)}
                <fieldset class="field which-columns">
                    <legend class="field-label">{texts.columns}</legend>
                    <div class="column-choices">
                        {ticks.map(|(column, ticked)| view! {
                            <TickBox name="columns" value=column.as_str() label=column_word(column) ticked/>
                        }).into_iter().collect_view()}
                    </div>
                </fieldset>
                <SelectField id="arrange-order" name="order" label=texts.order value=order>
                    {WorkOrder::ALL.map(|one| view! {
                        <option value=one.as_str() selected=order.with_untracked(|chosen| chosen == one.as_str())>{order_word(one)}</option>
                    }).into_iter().collect_view()}
                </SelectField>
                <button class="btn btn-primary" type="submit">{texts.apply}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The words of what is ticked; none for the usual columns.
fn chosen(ticks: Ticks) -> String {
    let ticked: Vec<_> =
        ticks.into_iter().filter(|(_, ticked)| ticked.get_untracked()).map(|(column, _)| column).collect();
    if ticked == WorkColumn::USUAL {
        return String::new();
    }
    ticked.into_iter().map(WorkColumn::as_str).collect::<Vec<_>>().join(",")
}

/// What is shown stays as it is.
fn kept_fields(form: &WorkForm) -> impl IntoView + use<> {
    let pairs =
        form.pairs().into_iter().filter(|(name, value)| !value.is_empty() && !["order", "columns"].contains(name));
    pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned()/> }).collect_view()
}
