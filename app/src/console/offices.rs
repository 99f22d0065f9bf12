//! The offices whose requests one reads, where there is more than one: links, so that each list has an address.

use super::work_list::address_with;
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::identity::{Me, OfficeName};
use contatti_model::requests::WorkForm;
use leptos::prelude::*;

/// The office of this id, or the one whose console opens.
pub(super) fn shown_office(me: &Me, id: &str) -> Option<OfficeName> {
    let named = me.offices.iter().find(|office| office.id.to_string() == id.trim());
    if id.trim().is_empty() { me.office.clone() } else { named.cloned() }
}

#[component]
pub(super) fn Offices(shown: Memo<WorkForm>) -> impl IntoView {
    let texts = &use_words().console.arrange;
    let session = use_session();
    let said = move || {
        Suspend::new(async move {
            let offices = session?.await.map(|me| me.offices).unwrap_or_default();
            let links = offices.into_iter().enumerate().map(|(place, office)| {
                // The first needs no word in the address.
                let id = if place == 0 { String::new() } else { office.id.to_string() };
                let current = {
                    let id = id.clone();
                    move || (shown.with(|form| form.office == id)).then_some("page")
                };
                // A unit belongs to one office.
                let address =
                    move || address_with(&WorkForm { office: id.clone(), unit: String::new(), ..shown.get() });
                view! { <li><a class="chip-link" href=address aria-current=current>{office.name}</a></li> }
            });
            let links = links.collect::<Vec<_>>();
            (links.len() > 1).then(|| {
                view! {
                    <nav class="offices no-print" aria-label=texts.offices><ul class="chips">{links}</ul></nav>
                }
            })
        })
    };
    view! { <Suspense>{said}</Suspense> }.into_any()
}
