//! The office's notes in a file.

use super::meetings::subject_link;
use super::search_form::search_form;
use super::{OpenFile, Shape, company_link, found};
use crate::api::company_file::file_notes;
use crate::console::notes::named;
use crate::kit::Moment;
use crate::language::use_words;
use contatti_model::console::{FileNote, FileSearch};
use leptos::prelude::*;

/// The word of this part in the address.
pub(in crate::console) const PART: &str = "note";

#[component]
pub(in crate::console) fn Notes(file: OpenFile) -> impl IntoView {
    let texts = &use_words().company_file;
    let (label, hint) = (texts.notes_search, texts.notes_search_hint);
    let shape = Shape { part: PART, field: "file-notes", label, hint, states: false, nothing };
    let office = file.at.office.clone();
    view! {
        {search_form(&file, shape)}
        {found(file, shape, file_notes, move |notes| view! { <Lines notes office=office.clone()/> }.into_any())}
    }
    .into_any()
}

fn nothing(search: &FileSearch) -> (&'static str, &'static str) {
    let texts = &use_words().company_file;
    if search.is_narrow() {
        (texts.notes_not_found, texts.not_found_text)
    } else {
        (texts.notes_none, texts.notes_none_text)
    }
}

#[component]
fn Lines(notes: Signal<Vec<FileNote>>, office: String) -> impl IntoView {
    view! {
        <ul class="notes">
            <For each=move || notes.get() key=|line| line.note.id let:line><Line line office=office.clone()/></For>
        </ul>
    }
    .into_any()
}

#[component]
fn Line(line: FileNote, office: String) -> impl IntoView {
    let FileNote { request, subject, number, note, company } = line;
    view! {
        <li>
            <p class="note-text">{note.text}</p>
            <p class="soft">{note.author} {named(&note.mentions)} " · " <Moment at=note.written_at/></p>
            {company_link(company, &office).map(|link| view! { <p>{link}</p> })}
            <p>{subject_link(request, subject, &number)}</p>
        </li>
    }
    .into_any()
}
