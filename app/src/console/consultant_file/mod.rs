//! The file of a consultant: the firm, whose affairs it minds today and minded before, and everything the office has of it.

mod clients;

use super::contacting::{WayToWrite, to_firm};
use super::file_counts::Counts;
use super::file_parts::{
    COMMUNICATIONS, Communications, DOCUMENTS, Documents, MEETINGS, Meetings, NOTES, Notes, OpenFile, REQUESTS,
    Requests, use_search,
};
use super::find;
use super::offices::file_at;
use crate::api::company_file::{FileAt, Whose, consultant_file};
use crate::api::with_query;
use crate::kit::{Crumb, Page, loaded};
use crate::language::use_words;
use clients::Clients;
use contatti_model::IntermediaryId;
use contatti_model::console::ConsultantFile as File;
use contatti_words::Words;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Where the files of consultants are.
pub(crate) const CONSULTANTS: &str = "/console/consulenti";

/// The file of one, at an office that is named where it is not the one whose console opens.
pub(super) fn address_at(id: IntermediaryId, office: &str) -> String {
    FileAt { id: id.to_string(), office: office.to_owned() }.address(CONSULTANTS)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Mandates that hold today.
    #[default]
    Clients,
    Requests,
    Meetings,
    Communications,
    Documents,
    Notes,
    /// Mandates that do not.
    Ended,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Clients,
        Self::Requests,
        Self::Meetings,
        Self::Communications,
        Self::Documents,
        Self::Notes,
        Self::Ended,
    ];

    /// The word in the address; none for the first.
    fn word(self) -> &'static str {
        match self {
            Self::Clients => "",
            Self::Requests => REQUESTS,
            Self::Meetings => MEETINGS,
            Self::Communications => COMMUNICATIONS,
            Self::Documents => DOCUMENTS,
            Self::Notes => NOTES,
            Self::Ended => "deleghe-cessate",
        }
    }

    fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.word() == word).unwrap_or_default()
    }

    fn name(self, words: &Words) -> &'static str {
        let texts = &words.company_file;
        match self {
            Self::Clients => texts.clients,
            Self::Requests => texts.requests,
            Self::Meetings => texts.meetings,
            Self::Communications => texts.communications,
            Self::Documents => texts.documents,
            Self::Notes => texts.notes,
            Self::Ended => texts.clients_ended,
        }
    }

    /// The part, for the words that are looked for, from where a page ended.
    fn address(self, at: &FileAt, text: &str, cursor: &str) -> String {
        with_query(&at.address(CONSULTANTS), &[("parte", self.word()), ("text", text), ("cursor", cursor)])
    }
}

#[component]
pub(crate) fn ConsultantFile() -> impl IntoView {
    let at = file_at();
    let file = Resource::new(move || at.get(), consultant_file);
    loaded(file, move |file| view! { <Opened file at=at.get_untracked()/> })
}

#[component]
fn Opened(file: File, at: FileAt) -> impl IntoView {
    let words = use_words();
    let texts = &words.company_file;
    let (query, search) = (use_query_map(), use_search());
    let part = Memo::new(move |_| query.with(|query| Part::from_word(&query.get("parte").unwrap_or_default())));
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor").unwrap_or_default()));
    let crumbs = vec![Crumb { name: texts.find_title, address: find::FILES }];
    let (title, lead) = (file.firm.name.clone(), texts.lead(&file.office.name));
    let base = at.address(CONSULTANTS);
    let at = StoredValue::new(at);
    let link = move |each: Part| {
        let current = move || (part.get() == each).then_some("page");
        // What is looked for in one part is looked for in the others.
        let address = move || search.with(|search| at.with_value(|at| each.address(at, &search.text, "")));
        view! { <li><a href=address aria-current=current>{each.name(words)}</a></li> }
    };
    let shown = move || {
        let (part, at) = (part.get(), at.get_value());
        let open = OpenFile { whose: Whose::Consultant, at: at.clone(), positions: vec![] };
        let content = match part {
            Part::Clients => view! { <Clients at cursor ended=false/> }.into_any(),
            Part::Ended => view! { <Clients at cursor ended=true/> }.into_any(),
            Part::Requests => view! { <Requests file=open/> }.into_any(),
            Part::Meetings => view! { <Meetings file=open/> }.into_any(),
            Part::Communications => view! { <Communications file=open/> }.into_any(),
            Part::Documents => view! { <Documents file=open/> }.into_any(),
            Part::Notes => view! { <Notes file=open/> }.into_any(),
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
            <Head file base/>
            <nav class="tabs no-print" aria-label=texts.parts>
                <ul>{Part::ALL.map(link).into_iter().collect_view()}</ul>
            </nav>
            {shown}
        </Page>
    }
    .into_any()
}

#[component]
fn Head(file: File, base: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let write = to_firm(file.firm.id);
    let people = if file.people.is_empty() { texts.no_people.to_owned() } else { file.people.join(", ") };
    view! {
        <section class="panel" aria-labelledby="data">
            <h2 id="data" class="visually-hidden">{texts.firm_data}</h2>
            <dl class="standing standing-row">
                <div><dt>{texts.tax_code}</dt> <dd class="number">{file.tax_code}</dd></div>
                <div><dt>{texts.people}</dt> <dd>{people}</dd></div>
                <div><dt>{texts.counts}</dt> <dd><Counts counts=file.counts base/></dd></div>
            </dl>
            <WayToWrite address=write name=texts.write_firm/>
        </section>
    }
    .into_any()
}
