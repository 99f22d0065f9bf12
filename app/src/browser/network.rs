//! Waiting: a while, or for the network to come back.

use js_sys::Promise;
use leptos::prelude::window;
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::JsFuture;
use web_sys::AddEventListenerOptions;

/// The longest wait between two attempts, in milliseconds.
const LONGEST: i32 = 15_000;

pub(crate) async fn pause(milliseconds: u32) {
    SendWrapper::new(gloo_timers::future::TimeoutFuture::new(milliseconds)).await;
}

/// A number below `most`, by chance.
pub(crate) fn chance(most: u32) -> u32 {
    (js_sys::Math::random() * f64::from(most)) as u32
}

/// Waits 1, 2, 4 … seconds, or less when the browser says that it is back on line.
pub(super) async fn better_times(attempt: u32) {
    let wait = (1_000 << attempt.min(5)).min(LONGEST);
    let once = AddEventListenerOptions::new();
    once.set_once(true);
    let either = Promise::new(&mut |resolve, _| {
        let window = window();
        // Should one of them not be had, the other still ends the wait.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options("online", &resolve, &once);
    });
    let _ = JsFuture::from(either).await;
}
