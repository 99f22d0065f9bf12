//! What proves a request away from here: the receipt on paper, the bundle, the register's mark.

use super::Icon;
use crate::api::requests::{bundle_path, receipt_pdf_path, segnatura_path};
use crate::language::use_words;
use contatti_model::RequestId;
use leptos::prelude::*;

#[component]
pub(crate) fn Proofs(request: RequestId) -> impl IntoView {
    let words = &use_words().requests.proof;
    let links = [
        (receipt_pdf_path(request), words.receipt),
        (bundle_path(request), words.bundle),
        (segnatura_path(request, None), words.segnatura),
    ];
    let link = |(address, text)| {
        view! {
            <li>
                <Icon name="download"/> " "
                <a href=address download rel="external">{text}</a>
            </li>
        }
    };
    view! {
        <section class="no-print" aria-labelledby="proofs">
            <h2 id="proofs">{words.title}</h2>
            <ul class="files">{links.into_iter().map(link).collect_view()}</ul>
            <p class="soft measure">{words.help}</p>
        </section>
    }
    .into_any()
}
