//! The company file (*fascicolo elettronico aziendale*): everything the office has of a company, a part for each address.

mod head;
mod mandates;
mod of_position;
mod part;
mod summary;

use super::file_parts::{Communications, Documents, Meetings, Notes, OpenFile, Requests, use_search};
use super::find;
use super::offices::file_at;
use crate::api::company_file::{FileAt, Whose, company_file};
use crate::kit::{Crumb, Page, loaded};
use crate::language::use_words;
use contatti_model::CompanyId;
use contatti_model::console::CompanyFile as File;
use head::Head;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use mandates::mandates;
use of_position::of_position;
use part::{Part, PartTabs};
use summary::summary;

/// Where the files of companies are.
pub(crate) const COMPANIES: &str = "/console/aziende";

/// The file of one, at an office that is named where it is not the one whose console opens.
pub(crate) fn address_at(id: CompanyId, office: &str) -> String {
    FileAt { id: id.to_string(), office: office.to_owned() }.address(COMPANIES)
}

#[component]
pub(crate) fn CompanyFile() -> impl IntoView {
    let at = file_at();
    let file = Resource::new(move || at.get(), |at| company_file(at, String::new()));
    loaded(file, move |file| view! { <Opened file at=at.get_untracked()/> })
}

#[component]
fn Opened(file: File, at: FileAt) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let (query, search) = (use_query_map(), use_search());
    let part = Memo::new(move |_| query.with(|query| Part::from_word(&query.get("parte").unwrap_or_default())));
    let crumbs = vec![Crumb { name: texts.find_title, address: find::FILES }];
    let (title, lead) = (file.company.name.clone(), texts.lead(&file.office.name));
    let kept = StoredValue::new((file.clone(), at.clone()));
    let shown = move || {
        let (part, (file, at)) = (part.get(), kept.get_value());
        let open = OpenFile { whose: Whose::Company, at, positions: file.positions.clone() };
        let content = match part {
            Part::Summary => of_position(open, part.word(), file, summary),
            Part::Requests => view! { <Requests file=open/> }.into_any(),
            Part::Meetings => view! { <Meetings file=open/> }.into_any(),
            Part::Communications => view! { <Communications file=open/> }.into_any(),
            Part::Documents => view! { <Documents file=open/> }.into_any(),
            Part::Notes => view! { <Notes file=open/> }.into_any(),
            Part::Mandates => of_position(open, part.word(), file, mandates),
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
            <PartTabs at part search/>
            {shown}
        </Page>
    }
    .into_any()
}
