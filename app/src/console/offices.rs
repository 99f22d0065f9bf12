//! The offices whose requests one reads, where there is more than one: links, so that each list and file has an address.

use crate::api::company_file::FileAt;
use crate::language::use_words;
use crate::session::use_session;
use contatti_model::OfficeId;
use contatti_model::identity::{Me, OfficeName};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The office of this id, or the one whose console opens.
pub(super) fn shown_office(me: &Me, id: &str) -> Option<OfficeName> {
    let named = me.offices.iter().find(|office| office.id.to_string() == id.trim());
    if id.trim().is_empty() { me.office.clone() } else { named.cloned() }
}

/// The office as an address names it: the one whose console opens needs no word.
pub(super) fn named(me: Option<&Me>, office: OfficeId) -> String {
    let first = me.and_then(|me| me.office.as_ref());
    if first.is_some_and(|first| first.id == office) { String::new() } else { office.to_string() }
}

/// Whose file this page is, at which office.
pub(super) fn file_at() -> Memo<FileAt> {
    let (params, query) = (use_params_map(), use_query_map());
    Memo::new(move |_| FileAt {
        id: params.with(|params| params.get("id").unwrap_or_default()),
        office: query.with(|query| query.get("office").unwrap_or_default()),
    })
}

/// Keeps the office in the address when a form is sent.
pub(super) fn office_field(office: &str) -> Option<impl IntoView + use<>> {
    let office = office.to_owned();
    (!office.is_empty()).then(|| view! { <input type="hidden" name="office" value=office/> })
}

/// `here` is the office shown, as its address names it; `address` leads to the same of another.
#[component]
pub(super) fn Offices<A>(here: Memo<String>, address: A) -> impl IntoView
where
    A: Fn(String) -> String + Copy + Send + Sync + 'static,
{
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
                    move || (here.with(|here| *here == id)).then_some("page")
                };
                let address = move || address(id.clone());
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
