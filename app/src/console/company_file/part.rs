//! The parts of a company's file, each with an address of its own.

use super::COMPANIES;
use crate::api::company_file::FileAt;
use crate::api::with_query;
use crate::console::file_parts::{COMMUNICATIONS, DOCUMENTS, MEETINGS, NOTES, REQUESTS};
use crate::language::use_words;
use contatti_model::console::FileSearch;
use contatti_words::Words;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Summary,
    Requests,
    Meetings,
    Communications,
    Documents,
    Notes,
    Mandates,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Summary,
        Self::Requests,
        Self::Meetings,
        Self::Communications,
        Self::Documents,
        Self::Notes,
        Self::Mandates,
    ];

    /// The word in the address; none for the first.
    pub fn word(self) -> &'static str {
        match self {
            Self::Summary => "",
            Self::Requests => REQUESTS,
            Self::Meetings => MEETINGS,
            Self::Communications => COMMUNICATIONS,
            Self::Documents => DOCUMENTS,
            Self::Notes => NOTES,
            Self::Mandates => "deleghe",
        }
    }

    /// An unknown word opens the first.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.word() == word).unwrap_or_default()
    }

    pub fn name(self, words: &Words) -> &'static str {
        let texts = &words.company_file;
        match self {
            Self::Summary => texts.summary,
            Self::Requests => texts.requests,
            Self::Meetings => texts.meetings,
            Self::Communications => texts.communications,
            Self::Documents => texts.documents,
            Self::Notes => texts.notes,
            Self::Mandates => texts.mandates,
        }
    }

    /// The part, for the words that are looked for and the one position that is chosen, if any.
    pub fn address(self, at: &FileAt, text: &str, position: &str) -> String {
        with_query(&at.address(COMPANIES), &[("parte", self.word()), ("text", text), ("position", position)])
    }
}

#[component]
pub(super) fn PartTabs(at: FileAt, part: Memo<Part>, search: Memo<FileSearch>) -> impl IntoView {
    let words = use_words();
    let at = StoredValue::new(at);
    let link = move |each: Part| {
        let current = move || (part.get() == each).then_some("page");
        // What is looked for in one part is looked for in the others, of the same position.
        let address =
            move || search.with(|search| at.with_value(|at| each.address(at, &search.text, &search.position)));
        view! { <li><a href=address aria-current=current>{each.name(words)}</a></li> }
    };
    view! {
        <nav class="tabs no-print" aria-label=words.company_file.parts>
            <ul>{Part::ALL.map(link).into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn every_part_is_found_by_its_word_and_an_unknown_one_opens_the_first() {
        for part in Part::ALL {
            assert_eq!(Part::from_word(part.word()), part);
        }
        assert_eq!(Part::from_word("boh"), Part::Summary);
    }
}
