//! The documents in a file, with what each came with.

use super::search_form::search_form;
use super::{OpenFile, Shape, company_link, found};
use crate::api::company_file::file_documents;
use crate::correspondence;
use crate::kit::{FileList, Moment};
use crate::language::use_words;
use contatti_model::console::{FileDocuments, FileSearch, Origin};
use leptos::prelude::*;

/// The word of this part in the address.
pub(in crate::console) const PART: &str = "documenti";

#[component]
pub(in crate::console) fn Documents(file: OpenFile) -> impl IntoView {
    let texts = &use_words().company_file;
    let (label, hint) = (texts.documents_search, texts.documents_search_hint);
    let shape = Shape { part: PART, field: "file-documents", label, hint, states: false, nothing };
    let office = file.at.office.clone();
    view! {
        {search_form(&file, shape)}
        {found(file, shape, file_documents, move |groups| view! { <Groups groups office=office.clone()/> }.into_any())}
    }
    .into_any()
}

fn nothing(search: &FileSearch) -> (&'static str, &'static str) {
    let texts = &use_words().company_file;
    if search.is_narrow() {
        (texts.documents_not_found, texts.not_found_text)
    } else {
        (texts.documents_none, texts.documents_none_text)
    }
}

#[component]
fn Groups(groups: Signal<Vec<FileDocuments>>, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    view! {
        <ol class="history" aria-label=texts.documents_list>
            <For each=move || groups.get() key=|group| group.number.to_string() let:group>
                <li><Group group office=office.clone()/></li>
            </For>
        </ol>
    }
    .into_any()
}

#[component]
fn Group(group: FileDocuments, office: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let (kind, address) = match group.origin {
        Origin::Request(id) => (texts.of_request, crate::console::address_of(id)),
        Origin::Missive(id) => (texts.of_missive, correspondence::address_of(id)),
    };
    let subject = if group.subject.is_empty() { texts.no_subject.to_owned() } else { group.subject };
    view! {
        <p class="history-when"><Moment at=group.at short=true/></p>
        <div class="history-what">
            <p class="history-subject"><a href=address>{subject}</a></p>
            {company_link(group.company, &office).map(|link| view! { <p>{link}</p> })}
            <p class="soft">{kind} " · " <span class="number">{group.number.to_string()}</span></p>
            <FileList files=group.files/>
        </div>
    }
    .into_any()
}
