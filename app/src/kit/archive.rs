//! What an answer says of the archives, in words, and what was found when somebody looked.

use crate::dates;
use crate::language::use_words;
use contatti_model::requests::{ArchiveAction, ArchiveKind};
use contatti_words::Words;
use leptos::prelude::*;

/// `Negli archivi, fatto: rettifica acquisita`.
pub(crate) fn said_of_archives(words: &Words, action: &ArchiveAction) -> String {
    let texts = &words.working.archives;
    match action.kind {
        ArchiveKind::Nothing => texts.said_nothing.to_owned(),
        ArchiveKind::Done => texts.said_done(&action.text),
        ArchiveKind::Planned => texts.said_planned(&action.text),
    }
}

#[component]
pub(super) fn ArchiveSaid(action: ArchiveAction) -> impl IntoView {
    let words = use_words();
    let texts = &words.working.archives;
    let check = action.check_on.map(|day| texts.said_check(dates::long_day(words, day)));
    let found = action.held.map(|held| {
        let name = action.checked_by.as_deref().unwrap_or_default();
        if held { texts.said_held(name) } else { texts.said_missing(name) }
    });
    view! {
        <p class="message-archive">
            {said_of_archives(words, &action)} " " {check} {found.map(|found| view! { " " <strong>{found}</strong> })}
        </p>
    }
    .into_any()
}
