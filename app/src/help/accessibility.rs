//! What was done for everybody to be able to use the service, and what was not yet.

use super::Points;
use crate::kit::Page;
use crate::language::use_words;
use leptos::prelude::*;

#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    let words = &use_words().pages.accessibility;
    view! {
        <Page title=words.title lead=words.lead>
            <Points title=words.how_title points=words.how/>
            <Points title=words.limits_title points=words.limits/>
            <h2>{words.report_title}</h2>
            <p>{words.report}</p>
        </Page>
    }
    .into_any()
}
