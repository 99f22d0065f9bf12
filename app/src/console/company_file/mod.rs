//! The company file (*fascicolo elettronico aziendale*): everything the office has of a company, a part for each address.

mod communications;
mod documents;
mod head;
mod mandates;
mod meetings;
mod notes;
mod part;
mod summary;

use super::file_requests::file_requests;
use super::find::FILES;
use crate::api::company_file::{company_file, company_requests};
use crate::kit::{Crumb, Page, loaded};
use crate::language::use_words;
use communications::Communications;
use contatti_model::CompanyId;
use contatti_model::console::CompanyFile as File;
use documents::Documents;
use head::Head;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use mandates::Mandates;
use meetings::Meetings;
use notes::Notes;
use part::{Part, PartTabs};
use summary::Summary;

/// Where the files of companies are.
pub(crate) const COMPANIES: &str = "/console/aziende";

/// The file of one.
pub(crate) fn address_of(id: CompanyId) -> String {
    format!("{COMPANIES}/{id}")
}

#[component]
pub(crate) fn CompanyFile() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let file = Resource::new(move || id.get(), company_file);
    loaded(file, |file| view! { <Opened file/> })
}

#[component]
fn Opened(file: File) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let query = use_query_map();
    let part = Memo::new(move |_| query.with(|query| Part::from_word(&query.get("parte").unwrap_or_default())));
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let crumbs = vec![Crumb { name: texts.find_title, address: FILES }];
    let (title, lead) = (file.company.name.clone(), texts.lead(&file.office.name));
    let id = file.company.id;
    let kept = StoredValue::new(file.clone());
    let shown = move || {
        let (part, file, id) = (part.get(), kept.get_value(), id.to_string());
        let content = match part {
            Part::Summary => view! { <Summary file/> }.into_any(),
            Part::Requests => file_requests(id, address_of(file.company.id), file.positions, company_requests),
            Part::Meetings => view! { <Meetings id cursor/> }.into_any(),
            Part::Communications => view! { <Communications id cursor/> }.into_any(),
            Part::Documents => view! { <Documents id cursor/> }.into_any(),
            Part::Notes => view! { <Notes id cursor/> }.into_any(),
            Part::Mandates => view! { <Mandates mandates=file.mandates/> }.into_any(),
        };
        view! {
            <section aria-labelledby="part">
                <h2 id="part">{part.name(words)}</h2>
                {content}
            </section>
        }
    };
    view! {
        <Page title lead crumbs wide=true>
            <Head file/>
            <PartTabs id part/>
            {shown}
        </Page>
    }
    .into_any()
}
