//! A mandate in a line of a table: its scheme, its days, and how it stands today.

use crate::kit::{Day, Tag, scheme_word};
use crate::language::use_words;
use contatti_model::console::MandateSpan;
use contatti_model::offices::Scheme;
use contatti_words::Words;
use leptos::prelude::*;

pub(super) fn scheme_of(words: &Words, scheme: Option<Scheme>) -> &'static str {
    scheme.map_or(words.company_file.every_scheme, |scheme| scheme_word(words, scheme))
}

/// Two cells: the first day, and the last.
#[component]
pub(super) fn MandateDays(span: MandateSpan) -> impl IntoView {
    let texts = &use_words().company_file;
    let last = match (span.revoked_at, span.valid_to) {
        (Some(at), _) => view! { <Day day=at.day() short=true/> }.into_any(),
        (None, Some(day)) => view! { <Day day short=true/> }.into_any(),
        (None, None) => texts.no_end.into_any(),
    };
    view! {
        <td data-label=texts.from><Day day=span.valid_from short=true/></td>
        <td data-label=texts.to>{last}</td>
    }
    .into_any()
}

#[component]
pub(super) fn MandateTag(span: MandateSpan, holds: bool) -> impl IntoView {
    let texts = &use_words().company_file;
    // What does not hold and has neither ended nor been revoked has not begun: without an end there is nothing else.
    let (class, icon, text) = match (holds, span.revoked_at, span.valid_to) {
        (true, ..) => ("state state-good", "check-circle", texts.holds),
        (false, Some(_), _) => ("state state-bad", "close", texts.revoked),
        (false, None, Some(_)) => ("state", "clock", texts.ended),
        (false, None, None) => ("state", "calendar", texts.not_begun),
    };
    view! { <Tag class icon text=text.to_owned()/> }.into_any()
}
