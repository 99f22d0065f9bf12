//! The footer: what a public service owes its visitors.

use crate::language::use_words;
use leptos::prelude::*;

#[component]
pub(crate) fn Footer() -> impl IntoView {
    let words = &use_words().shell;
    let footer = &words.footer;
    view! {
        <footer class="it-footer no-print" id="footer" tabindex="-1">
            <div class="it-footer-main">
                <div class="container">
                    <p class="footer-product">{words.product} " · " {words.institute_short}</p>
                    <p class="footer-note">{footer.note}</p>
                    <nav aria-label=footer.title>
                        <ul class="footer-links">
                            <li><a href="/accessibilita" data-element="accessibility-link">{footer.accessibility}</a></li>
                            <li><a href="/privacy" data-element="privacy-policy-link">{footer.privacy}</a></li>
                            <li><a href="/aiuto" data-element="faq">{footer.help}</a></li>
                        </ul>
                    </nav>
                </div>
            </div>
        </footer>
    }
    .into_any()
}
