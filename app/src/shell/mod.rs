//! What surrounds every page: the two headers, the menu, the footer.

#[cfg(feature = "ssr")]
mod document;
mod footer;
mod header;
mod language_switch;
mod menu;

#[cfg(feature = "ssr")]
pub use document::{Document, Site};

use crate::brought::forget_brought_when_leaving;
use crate::language::use_words;
use leptos::prelude::*;

/// The frame; `children` are the routes.
#[component]
pub(crate) fn Shell(children: Children) -> impl IntoView {
    forget_brought_when_leaving();
    let words = &use_words().shell;
    view! {
        <div class="skiplinks">
            <a class="visually-hidden-focusable" href="#main" rel="external">{words.skip_to_content}</a>
            <a class="visually-hidden-focusable" href="#footer" rel="external">{words.skip_to_footer}</a>
        </div>
        <header::Header/>
        <main id="main" tabindex="-1">{children()}</main>
        <footer::Footer/>
    }
    .into_any()
}
