//! How many requests of each state a file holds, each count leading to its list.

use crate::api::with_query;
use crate::kit::StateTag;
use crate::language::use_words;
use contatti_model::requests::{PublicState, WorkCount};
use leptos::prelude::*;

#[component]
pub(super) fn Counts(counts: Vec<WorkCount>, base: String) -> impl IntoView {
    let texts = &use_words().company_file;
    let line = |count: WorkCount| {
        let state = PublicState::from_word(&count.state)?;
        let address = with_query(&base, &[("parte", super::file_parts::REQUESTS), ("state", &count.state)]);
        let plus = if count.more { "+" } else { "" };
        Some(view! {
            <li><a href=address><StateTag state/> " " <span class="number">{count.count}{plus}</span></a></li>
        })
    };
    view! { <ul class="file-counts" aria-label=texts.counts>{counts.into_iter().filter_map(line).collect_view()}</ul> }
        .into_any()
}
