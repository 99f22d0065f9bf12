//! An icon of the national sprite; decoration only, a word always stands beside it.

use leptos::prelude::*;

#[component]
pub(crate) fn Icon(
    /// Its name without the `it-`, as listed in `style/icons.txt`.
    name: &'static str,
    #[prop(default = "icon icon-inline")] class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#it-{name}")></use>
        </svg>
    }
}
