//! The documents in a company's file, with what each came with.

use super::part::Part;
use crate::api::company_file::{FileAt, company_documents};
use crate::console::listed::listed;
use crate::correspondence;
use crate::kit::{FileList, Moment, loaded_part};
use crate::language::use_words;
use contatti_model::console::{FileDocuments, Origin};
use leptos::prelude::*;

#[component]
pub(super) fn Documents(at: FileAt, cursor: Memo<String>) -> impl IntoView {
    let texts = &use_words().company_file;
    let at = StoredValue::new(at);
    let first = Resource::new(move || cursor.get(), move |cursor| company_documents(at.get_value(), cursor));
    loaded_part(first, move |page| {
        listed(
            page,
            move |cursor| at.with_value(|at| Part::Documents.address_after(at, cursor)),
            move |cursor| company_documents(at.get_value(), cursor),
            (texts.documents_none, texts.documents_none_text),
            |groups| view! { <Groups groups/> }.into_any(),
        )
    })
}

#[component]
fn Groups(groups: Signal<Vec<FileDocuments>>) -> impl IntoView {
    let texts = &use_words().company_file;
    view! {
        <ol class="history" aria-label=texts.documents_list>
            <For each=move || groups.get() key=|group| group.number.to_string() let:group>
                <li><Group group/></li>
            </For>
        </ol>
    }
    .into_any()
}

#[component]
fn Group(group: FileDocuments) -> impl IntoView {
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
            <p class="soft">{kind} " · " <span class="number">{group.number.to_string()}</span></p>
            <FileList files=group.files/>
        </div>
    }
    .into_any()
}
