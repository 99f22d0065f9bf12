//! The requests in a file, searched by words, position and state.

use super::search_form::search_form;
use super::{OpenFile, Shape, found};
use crate::api::company_file::file_requests;
use crate::language::use_words;
use crate::requests::RequestTable;
use contatti_model::console::FileSearch;
use contatti_model::requests::search::SearchText;
use leptos::prelude::*;

/// The word of this part in the address.
pub(in crate::console) const PART: &str = "richieste";

#[component]
pub(in crate::console) fn Requests(file: OpenFile) -> impl IntoView {
    let texts = &use_words().company_file;
    let (label, hint) = (texts.search, texts.search_hint);
    let shape = Shape { part: PART, field: "file-text", label, hint, states: true, nothing };
    view! {
        {search_form(&file, shape)}
        {found(file, shape, file_requests, |lines| {
            let (caption, address) = (texts.requests_caption, crate::console::address_of);
            view! { <RequestTable lines caption address/> }.into_any()
        })}
    }
    .into_any()
}

/// What is said where nothing is found.
fn nothing(search: &FileSearch) -> (&'static str, &'static str) {
    let words = use_words();
    let texts = &words.company_file;
    let wordless = !search.text.trim().is_empty() && SearchText::parse(&search.text).is_empty();
    match (wordless, search.is_narrow()) {
        (true, _) => (texts.requests_not_found, words.requests.search.no_word),
        (_, true) => (texts.requests_not_found, texts.not_found_text),
        _ => (texts.requests_none, texts.requests_none_text),
    }
}
