//! The office's notes in a company's file.

use super::meetings::subject_link;
use super::part::Part;
use crate::api::company_file::{FileAt, company_notes};
use crate::console::listed::listed;
use crate::console::notes::named;
use crate::kit::{Moment, loaded_part};
use crate::language::use_words;
use contatti_model::console::FileNote;
use leptos::prelude::*;

#[component]
pub(super) fn Notes(at: FileAt, cursor: Memo<String>) -> impl IntoView {
    let texts = &use_words().company_file;
    let at = StoredValue::new(at);
    let first = Resource::new(move || cursor.get(), move |cursor| company_notes(at.get_value(), cursor));
    loaded_part(first, move |page| {
        listed(
            page,
            move |cursor| at.with_value(|at| Part::Notes.address_after(at, cursor)),
            move |cursor| company_notes(at.get_value(), cursor),
            (texts.notes_none, texts.notes_none_text),
            |notes| {
                view! {
                    <ul class="notes">
                        <For each=move || notes.get() key=|line| line.note.id let:line><Line line/></For>
                    </ul>
                }
                .into_any()
            },
        )
    })
}

#[component]
fn Line(line: FileNote) -> impl IntoView {
    let FileNote { request, subject, number, note } = line;
    view! {
        <li>
            <p class="note-text">{note.text}</p>
            <p class="soft">{note.author} {named(&note.mentions)} " · " <Moment at=note.written_at/></p>
            <p>{subject_link(request, subject, &number)}</p>
        </li>
    }
    .into_any()
}
