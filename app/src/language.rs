//! The language of the page: decided by the server, read by the browser from the page itself.

use crate::browser;
#[cfg(feature = "hydrate")]
use crate::parts::{self, Missing};
pub use contatti_words::Language;
use contatti_words::Words;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use std::sync::OnceLock;

/// In the browser, takes the language the page was rendered in; the server has provided its own already.
pub(crate) fn settle_language() {
    if use_context::<Language>().is_none() {
        provide_context(language_of_page());
    }
}

pub fn use_language() -> Language {
    use_context().unwrap_or_default()
}

/// The words of the page's language.
#[cfg(not(feature = "hydrate"))]
pub fn use_words() -> &'static Words {
    contatti_words::words(use_language())
}

/// The words of the page's language. A browser has one language, since changing it loads the page anew.
#[cfg(feature = "hydrate")]
pub fn use_words() -> &'static Words {
    SPOKEN.get().copied().unwrap_or(&contatti_words::IT)
}

#[cfg(feature = "hydrate")]
static SPOKEN: OnceLock<&'static Words> = OnceLock::new();

/// Must be done before the page is taken over.
#[cfg(feature = "hydrate")]
pub(crate) async fn fetch_words() -> Result<(), Missing> {
    let words = parts::fetch_words(language_of_page()).await?;
    let _ = SPOKEN.set(words);
    Ok(())
}

fn language_of_page() -> Language {
    browser::page_language().and_then(|tag| Language::parse(&tag)).unwrap_or_default()
}
