//! A part of a file: what there is, and the way to read on, with scripts and without.

use crate::api::Outcome;
use crate::kit::{Icon, Paged, problem_words};
use crate::language::use_words;
use contatti_model::page;
use leptos::prelude::*;
use std::future::Future;

/// The list that `shown` makes of the page; `ask` brings what comes after a cursor, which `address` leads to as well.
/// Where there is nothing, `empty` says so: a title and a sentence.
pub(super) fn listed<T, Asked>(
    page: page::Page<T>,
    address: impl Fn(&str) -> String + Send + Sync + 'static,
    ask: impl Fn(String) -> Asked + Copy + Send + Sync + 'static,
    empty: (&'static str, &'static str),
    shown: impl FnOnce(Signal<Vec<T>>) -> AnyView,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Asked: Future<Output = Outcome<page::Page<T>>> + 'static,
{
    let words = use_words();
    // A page may end before it found anything: there is more to look through.
    if page.items.is_empty() && page.next.is_none() {
        let (title, text) = empty;
        return view! { <Nothing title text/> }.into_any();
    }
    let paged = Paged::new(page);
    let read_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        paged.read_on(ask(paged.next.get_untracked().unwrap_or_default()));
    };
    let address = StoredValue::new(address);
    let more_address = move || address.with_value(|address| address(&paged.next.get().unwrap_or_default()));
    let trouble = move || {
        let problem = paged.more.problem.get()?;
        Some(view! { <p class="field-error" role="alert">{problem_words(words, &problem)}</p> })
    };
    let more = words.company_file.more;
    view! {
        {shown(paged.items.into())}
        {trouble}
        <Show when=move || paged.next.with(Option::is_some)>
            <p class="pager"><a class="btn btn-outline-primary" href=more_address on:click=read_on>{more}</a></p>
        </Show>
    }
    .into_any()
}

#[component]
pub(super) fn Nothing(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="inbox" class="icon icon-lg"/>
            <h3>{title}</h3>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
