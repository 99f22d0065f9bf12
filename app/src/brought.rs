//! What the server hands the browser with a page besides its data: a form that came back, and the request's reference.

use contatti_model::FormEcho;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// The server's name for the page's request, to quote to the help desk; a context value while the page is rendered.
#[derive(Clone)]
pub struct PageReference(pub String);

/// How far had been heard of what changes when the page began to be made; a context value while it is rendered.
#[derive(Clone)]
pub struct HeardBefore(pub String);

#[derive(Clone, Default, Serialize, Deserialize)]
struct Brought {
    echo: Option<FormEcho>,
    reference: String,
}

#[derive(Clone, Copy)]
struct Kept(RwSignal<Brought>);

/// Must be called before anything else of the page is made, so that both sides count alike.
pub(crate) fn settle_brought() {
    let brought = SharedValue::new(|| Brought {
        echo: use_context::<FormEcho>(),
        reference: use_context::<PageReference>().map_or_else(String::new, |page| page.0),
    });
    provide_context(Kept(RwSignal::new(brought.into_inner())));
}

/// The echo of the form named `form` on this page. A page with one form names none.
pub(crate) fn use_echo(form: Option<&str>) -> Option<FormEcho> {
    let echo = use_context::<Kept>()?.0.with_untracked(|kept| kept.echo.clone())?;
    let here = use_location().pathname.get_untracked();
    let of_this_page = echo.page.split(['?', '#']).next() == Some(here.as_str());
    let of_this_form = form.is_none_or(|name| echo.value(FORM_FIELD) == Some(name));
    (of_this_page && of_this_form).then_some(echo)
}

/// The reference of the page as it was loaded.
pub(crate) fn use_reference() -> Option<String> {
    let reference = use_context::<Kept>()?.0.with_untracked(|kept| kept.reference.clone());
    (!reference.is_empty()).then_some(reference)
}

/// Once the visitor moves on, both belong to the past.
pub(crate) fn forget_brought_when_leaving() {
    let pathname = use_location().pathname;
    let kept = use_context::<Kept>();
    Effect::new(move |before: Option<String>| {
        let here = pathname.get();
        if let (Some(Kept(kept)), true) = (kept, before.is_some_and(|path| path != here)) {
            kept.set(Brought::default());
        }
        here
    });
}

/// The hidden field that tells the forms of one page apart.
pub(crate) const FORM_FIELD: &str = "form";
