//! The frame of a page's content: its title, where it stands, its one main heading.

use super::hydrating;
use crate::browser;
use crate::language::use_words;
use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;

/// A step on the way to the page; the page itself is added by [`Page`].
pub(crate) struct Crumb {
    pub name: &'static str,
    pub address: &'static str,
}

#[component]
pub(crate) fn Page(
    #[prop(into)] title: String,
    #[prop(optional)] crumbs: Vec<Crumb>,
    /// What the breadcrumb and the window's title call the page, where the heading says something else.
    #[prop(optional, into)]
    here: Option<String>,
    /// The heading, where it may change while the page is open.
    #[prop(optional)]
    heading: Option<Signal<String>>,
    /// The whole width of the screen, for work lists.
    #[prop(optional)]
    wide: bool,
    /// One sentence under the heading.
    #[prop(optional, into)]
    lead: Option<String>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let node = NodeRef::<H1>::new();
    if !hydrating() {
        // Arriving from another page: the reading voice starts at the heading.
        Effect::new(move |_| node.get().map(|made| browser::focus_once_shown(made.into())));
    }
    let class = if wide { "container-wide" } else { "container" };
    let shown = match heading {
        Some(heading) => (move || heading.get()).into_any(),
        None => title.clone().into_any(),
    };
    let here = here.unwrap_or(title);
    view! {
        <Title text=words.shell.page_title(&here)/>
        <div class=class>
            {(!crumbs.is_empty()).then(|| view! { <Breadcrumb crumbs here/> })}
            <h1 id="page-title" tabindex="-1" node_ref=node>{shown}</h1>
            {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
            {children()}
        </div>
    }
    .into_any()
}

#[component]
fn Breadcrumb(crumbs: Vec<Crumb>, here: String) -> impl IntoView {
    let words = use_words();
    let steps = crumbs.into_iter().map(|crumb| {
        view! {
            <li class="breadcrumb-item">
                <a href=crumb.address>{crumb.name}</a>
                <span class="separator" aria-hidden="true">"/"</span>
            </li>
        }
    });
    view! {
        <nav class="breadcrumb-container no-print" aria-label=words.shell.breadcrumb>
            <ol class="breadcrumb">
                {steps.collect_view()}
                <li class="breadcrumb-item active" aria-current="page">{here}</li>
            </ol>
        </nav>
    }
    .into_any()
}
