//! The language of the page: decided by the server, read by the browser from the page itself.

use crate::browser;
pub use contatti_words::Language;
use contatti_words::{Words, words};
use leptos::prelude::*;

/// In the browser, takes the language the page was rendered in; the server has provided its own already.
pub(crate) fn settle_language() {
    if use_context::<Language>().is_none() {
        let language = browser::page_language().and_then(|tag| Language::parse(&tag));
        provide_context(language.unwrap_or_default());
    }
}

pub fn use_language() -> Language {
    use_context().unwrap_or_default()
}

/// The words of the page's language.
pub fn use_words() -> &'static Words {
    words(use_language())
}
