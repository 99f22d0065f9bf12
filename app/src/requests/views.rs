//! Filters kept under a name: links above the list, a small form that saves, and a question before one is deleted.

use super::filters::{address_with, problem_of};
use crate::api::Outcome;
use crate::api::views::{VIEWS, delete_path, delete_view, save_view};
use crate::brought::{FORM_FIELD, use_echo};
use crate::kit::{Announcer, Submit, SubmitButton, TextField, error_of, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::requests::search::{FilterForm, SavedView, ViewForm};
use leptos::prelude::*;

/// The saving form among the forms of this page.
const FORM: &str = "view";

#[component]
pub(super) fn Views(filter: Memo<FilterForm>, views: Resource<Outcome<Vec<SavedView>>>) -> impl IntoView {
    let kept = move || {
        Suspend::new(async move {
            // Without its views the list is still a list.
            let views = RwSignal::new(views.await.unwrap_or_default());
            view! { <Kept filter views/> }
        })
    };
    view! { <Suspense>{kept}</Suspense> }.into_any()
}

#[component]
fn Kept(filter: Memo<FilterForm>, views: RwSignal<Vec<SavedView>>) -> impl IntoView {
    let words = use_words();
    let search = &words.requests.search;
    let said = RwSignal::new(String::new());
    let deleting = Submit::new(None);
    let trouble = move || {
        let problem = deleting.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let worth_saving = move || filter.with(|filter| !filter.is_empty() && problem_of(filter).is_none());
    view! {
        <section class="views no-print" aria-label=search.views>
            <Announcer words=said/>
            {trouble}
            <Show when=move || !views.with(Vec::is_empty)>
                <ul class="chips">
                    <For each=move || views.get() key=|view| view.id let:view>
                        <One view filter views deleting said/>
                    </For>
                </ul>
            </Show>
            <Show when=worth_saving>
                <SaveForm filter views said/>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn One(
    view: SavedView,
    filter: Memo<FilterForm>,
    views: RwSignal<Vec<SavedView>>,
    deleting: Submit,
    said: RwSignal<String>,
) -> impl IntoView {
    let search = &use_words().requests.search;
    let SavedView { id, name, filter: kept } = view;
    let address = address_with(&kept);
    let here = move || filter.with(|filter| *filter == kept).then_some("page");
    let delete = {
        let name = name.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let name = name.clone();
            deleting.send(async move { delete_view(id).await }, move |()| {
                views.update(|views| views.retain(|view| view.id != id));
                said.set(search.deleted(name));
            });
        }
    };
    view! {
        <li class="view">
            <a href=address aria-current=here>{name.clone()}</a>
            <details>
                <summary aria-label=search.delete_of(&name)>{search.delete}</summary>
                <form method="post" action=delete_path(id) on:submit=delete>
                    <input type="hidden" name=PAGE_FIELD value=move || filter.with(address_with)/>
                    <p>{search.delete_sure(&name)}</p>
                    <button class="btn btn-outline-primary btn-sm" type="submit">{search.delete_yes}</button>
                </form>
            </details>
        </li>
    }
    .into_any()
}

#[component]
fn SaveForm(filter: Memo<FilterForm>, views: RwSignal<Vec<SavedView>>, said: RwSignal<String>) -> impl IntoView {
    let words = use_words();
    let search = &words.requests.search;
    let echo = use_echo(Some(FORM));
    let open = echo.is_some();
    let typed = echo.as_ref().and_then(|echo| echo.value("name")).unwrap_or_default();
    let name = RwSignal::new(typed.to_owned());
    let form = Submit::new(echo.and_then(|echo| echo.problem));
    form.mends(&["name"], name);
    let error = Signal::derive(move || {
        form.problem.with(|problem| {
            let problem = problem.as_ref()?;
            error_of(words, Some(problem), "name").or_else(|| Some(problem_words(words, problem)))
        })
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let view = ViewForm { name: name.get_untracked(), filter: filter.get_untracked() };
        form.send(async move { save_view(&view).await }, move |saved| {
            said.set(search.saved(&saved.name));
            views.update(|views| {
                views.push(saved);
                views.sort_by(|one, other| one.name.cmp(&other.name));
            });
            name.set(String::new());
        });
    };
    view! {
        <details class="save-view" open=open>
            <summary>{search.save_view}</summary>
            <form class="filters" method="post" action=VIEWS on:submit=save>
                <input type="hidden" name=PAGE_FIELD value=move || filter.with(address_with)/>
                <input type="hidden" name=FORM_FIELD value=FORM/>
                {move || filter.with(hidden_fields)}
                <TextField id="view-name" name="name" label=search.view_name value=name error required=true/>
                <SubmitButton label=search.save.to_owned() label_under_way=search.saving under_way=form.under_way/>
            </form>
        </details>
    }
    .into_any()
}

/// What the form saves, for who has no JavaScript.
fn hidden_fields(filter: &FilterForm) -> impl IntoView + use<> {
    let pairs = filter.pairs().into_iter().filter(|(_, value)| !value.is_empty());
    pairs.map(|(field, value)| view! { <input type="hidden" name=field value=value.to_owned()/> }).collect_view()
}
