//! Which data the service handles, and why.

use super::Points;
use crate::kit::Page;
use crate::language::use_words;
use leptos::prelude::*;

#[component]
pub(crate) fn Privacy() -> impl IntoView {
    let words = &use_words().pages.privacy;
    view! {
        <Page title=words.title lead=words.lead>
            <Points title=words.data_title points=words.data/>
            <Points title=words.why_title points=words.why/>
            <Points title=words.device_title points=words.device/>
            <Points title=words.notices_title points=words.notices/>
            <h2>{words.rights_title}</h2>
            <p>{words.rights}</p>
        </Page>
    }
    .into_any()
}
