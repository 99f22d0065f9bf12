//! Whether the browser has taken over: until then, and without JavaScript, plain forms do the work.

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Alive(ReadSignal<bool>);

pub(crate) fn settle_alive() {
    let (alive, set_alive) = signal(false);
    // Effects run in the browser only, after the page was taken over.
    Effect::new(move |_| set_alive.set(true));
    provide_context(Alive(alive));
}

pub(crate) fn use_alive() -> Signal<bool> {
    match use_context::<Alive>() {
        Some(Alive(alive)) => alive.into(),
        None => Signal::stored(false),
    }
}
