//! Communications in a file: in a company's one line of time with its requests, until words are looked for; else letters, calls and e-mails.

use super::search_form::search_form;
use super::{OpenFile, Shape, found, use_cursor, use_search};
use crate::api::company_file::{Whose, file_communications};
use crate::correspondence::{OfficeLetters, OfficeStory};
use crate::language::use_words;
use contatti_model::console::FileSearch;
use leptos::prelude::*;

pub(in crate::console) use crate::correspondence::OFFICE_PART as PART;

#[component]
pub(in crate::console) fn Communications(file: OpenFile) -> impl IntoView {
    let texts = &use_words().correspondence.history;
    let (label, hint) = (texts.search, texts.search_hint);
    let shape = Shape { part: PART, field: "file-letters", label, hint, states: false, nothing };
    let (search, cursor) = (use_search(), use_cursor());
    let of_company = file.whose == Whose::Company;
    // Of which position the whole line of time is told; none where letters alone are.
    let story = Memo::new(move |_| {
        let search = search.get();
        (of_company && search.text.trim().is_empty()).then_some(search.position)
    });
    // A company's own file says its name at its head.
    let linked_at = (!of_company).then(|| file.at.office.clone());
    let form = search_form(&file, shape);
    let shown = move || match story.get() {
        Some(position) => view! { <OfficeStory at=file.at.clone() position cursor/> }.into_any(),
        None => {
            let linked_at = linked_at.clone();
            let letters = move |lines| view! { <OfficeLetters lines linked_at=linked_at.clone()/> }.into_any();
            found(file.clone(), shape, file_communications, letters)
        }
    };
    view! {
        {form}
        {shown}
    }
    .into_any()
}

fn nothing(search: &FileSearch) -> (&'static str, &'static str) {
    let words = use_words();
    let texts = &words.correspondence.history;
    if search.is_narrow() {
        (texts.not_found, texts.not_found_text)
    } else {
        (words.company_file.letters_none, words.company_file.letters_none_text)
    }
}
