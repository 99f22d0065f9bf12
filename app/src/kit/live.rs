//! Hearing of changes while a page is open, and telling the reading voice.

use crate::browser::{self, News};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Calls `tell` at each piece of news for as long as the page is shown.
pub(crate) fn on_news(tell: impl Fn(News) + Clone + 'static) {
    Effect::new(move |_| {
        let listening = SendWrapper::new(browser::listen(tell.clone()));
        on_cleanup(move || drop(listening));
    });
}

/// A place that is read out when its words change, and seen by nobody.
#[component]
pub(crate) fn Announcer(#[prop(into)] words: Signal<String>) -> impl IntoView {
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || words.get()}</div> }
}
