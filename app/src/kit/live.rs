//! Hearing of changes while a page is open, and telling the reading voice.

use crate::browser::{self, News};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How long a list waits before it asks again, in milliseconds: a change is seen within a second, and an office in which
/// fifty things happen in one asks once.
pub(crate) const GATHERED: u32 = 600;

/// The pages of an office hear of a change in the same moment: each waits up to so many milliseconds, by chance, so that they do not all
/// ask in the same moment too.
const SPREAD: u32 = 300;

/// Calls `tell` at each piece of news for as long as the page is shown.
pub(crate) fn on_news(tell: impl Fn(News) + Clone + 'static) {
    Effect::new(move |_| {
        let listening = SendWrapper::new(browser::listen(tell.clone()));
        on_cleanup(move || drop(listening));
    });
}

/// Asks anew after news: within a moment when it was quiet, and while much happens no sooner than `pause` milliseconds after the
/// last answer. What comes while it asks is asked for again, never left out.
pub(crate) fn asked_after_news<A: Future<Output = ()> + 'static>(pause: u32, ask: impl Fn() -> A + Clone + 'static) {
    let (behind, asking) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
    // Rendered on the server, a page is left on whichever thread is free.
    let left = Arc::new(AtomicBool::new(false));
    on_cleanup({
        let left = Arc::clone(&left);
        move || left.store(true, Ordering::Relaxed)
    });
    on_news(move |_| {
        behind.set(true);
        if asking.replace(true) {
            return;
        }
        let (behind, asking, left, ask) = (Rc::clone(&behind), Rc::clone(&asking), Arc::clone(&left), ask.clone());
        spawn_local(async move {
            while !left.load(Ordering::Relaxed) && behind.get() {
                browser::pause(browser::chance(SPREAD)).await;
                if left.load(Ordering::Relaxed) {
                    break;
                }
                behind.set(false);
                ask().await;
                browser::pause(pause).await;
            }
            asking.set(false);
        });
    });
}

/// A place that is read out when its words change, and seen by nobody.
#[component]
pub(crate) fn Announcer(#[prop(into)] words: Signal<String>) -> impl IntoView {
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || words.get()}</div> }
}
