//! Requests that have to do with one another, as both sides read them.

use crate::kit::StateTag;
use crate::language::use_words;
use contatti_model::requests::{LinkKind, RelatedRequest};
use leptos::prelude::*;

/// Those of a request the company reads; nothing where there is none.
#[component]
pub(super) fn Related(links: Vec<RelatedRequest>) -> impl IntoView {
    let texts = &use_words().working.links;
    let line = |link: RelatedRequest| view! { <li><RelatedLine link area="/contatti"/></li> };
    (!links.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="links">
                <h2 id="links">{texts.title}</h2>
                <ul class="chain">{links.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

/// One of them, with how it has to do with this one; `area` is the side of the reader.
#[component]
pub(crate) fn RelatedLine(link: RelatedRequest, area: &'static str) -> impl IntoView {
    let texts = &use_words().working.links;
    let how = match (link.kind, link.came_in) {
        (LinkKind::Related, _) => texts.related,
        (LinkKind::MergedInto, true) => texts.merged_here,
        (LinkKind::MergedInto, false) => texts.merged_there,
    };
    view! {
        <a href=format!("{area}/richieste/{}", link.id)>{link.subject}</a> " "
        <span class="soft number">{link.registration.number.to_string()}</span> " " <StateTag state=link.state/> " "
        <span class="soft">"("{how}")"</span>
    }
    .into_any()
}
