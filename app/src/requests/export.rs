//! The filtered list as a file: plain links, and with JavaScript how much of it has come.

use crate::api::requests::export_path;
use crate::browser;
use crate::dates;
use crate::kit::{Icon, Submit};
use crate::language::use_words;
use contatti_model::requests::search::FilterForm;
use leptos::prelude::*;

#[component]
pub(super) fn Export(filter: FilterForm) -> impl IntoView {
    let words = use_words();
    let search = &words.requests.search;
    let form = Submit::new(None);
    // Bytes received; none while nothing was asked for.
    let received = RwSignal::new(None::<u64>);
    let link = |ending: &'static str, name: &'static str| {
        let path = export_path(&filter, ending);
        let fetch = {
            let path = path.clone();
            move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let tell = move |size| {
                    let _ = received.try_set(Some(size));
                };
                let path = path.clone();
                form.send(async move { browser::download(path, tell).await }, tell);
            }
        };
        view! { <a class="btn btn-outline-primary btn-sm" href=path download="" on:click=fetch><Icon name="download"/> " " {name}</a> }
    };
    let size = move || dates::bytes(words, received.get().unwrap_or_default());
    let said = move || match (form.under_way.get(), form.problem.with(Option::is_some), received.get()) {
        (true, ..) => search.export_under_way(size()),
        (_, true, _) => search.export_failed.to_owned(),
        (_, _, Some(_)) => search.export_done(size()),
        _ => String::new(),
    };
    view! {
        <p class="exports no-print">
            <span>{search.export} ":"</span>
            {link("csv", search.export_csv)}
            {link("xlsx", search.export_xlsx)}
            <span class="soft" role="status">{said}</span>
        </p>
    }
    .into_any()
}
