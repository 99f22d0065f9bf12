//! The manual, and the pages every public service owes.

mod accessibility;
mod guide;
mod privacy;

pub(crate) use accessibility::Accessibility;
pub(crate) use guide::Guide;
pub(crate) use privacy::Privacy;

use leptos::prelude::*;

/// A heading and its list of sentences.
#[component]
fn Points(title: &'static str, points: &'static [&'static str]) -> impl IntoView {
    view! {
        <h2>{title}</h2>
        <ul class="measure">{points.iter().map(|point| view! { <li>{*point}</li> }).collect_view()}</ul>
    }
    .into_any()
}
