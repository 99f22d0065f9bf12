//! A missive as the company it is filed under reads it.

use super::facts::{Content, Facts};
use super::history_address;
use crate::api::correspondence::missive;
use crate::kit::{Crumb, Page, loaded};
use crate::language::use_words;
use contatti_model::correspondence::MissiveDetail;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub(crate) fn Letter() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let detail = Resource::new(move || id.get(), missive);
    loaded(detail, |detail| view! { <Reading detail/> })
}

#[component]
fn Reading(detail: MissiveDetail) -> impl IntoView {
    let words = use_words();
    let number = words.correspondence.one.title(detail.line.registration.number.to_string());
    let subject = detail.line.subject.clone();
    let title = if subject.is_empty() { words.correspondence.tray.no_subject.to_owned() } else { subject };
    let crumbs = vec![Crumb { name: words.shell.nav.home, address: "/contatti" }];
    let history = detail.line.position.as_ref().map(|position| history_address(position.company_id));
    view! {
        <Page title crumbs here=number.clone()>
            <p class="under-title"><span class="number">{number}</span></p>
            <div class="with-aside">
                <Content detail=detail.clone()/>
                <aside aria-label=words.correspondence.one.facts><Facts detail requests="/contatti/richieste" history/></aside>
            </div>
        </Page>
    }
    .into_any()
}
