//! Listens to the server's events while a page is open.

use super::{Changed, News};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

/// Dropping it ends the listening.
pub(crate) struct Listening {
    source: EventSource,
    _on_request: Closure<dyn FnMut(MessageEvent)>,
    _on_missed: Closure<dyn FnMut(Event)>,
    _on_open: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// The browser connects again by itself; whatever was said meanwhile is told as [`News::Missed`].
pub(crate) fn listen(tell: impl Fn(News) + 'static) -> Option<Listening> {
    let source = EventSource::new("/api/v1/events").ok()?;
    let tell = Rc::new(tell);
    let on_request = Closure::new({
        let tell = Rc::clone(&tell);
        move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            if let Ok(changed) = serde_json::from_str::<Changed>(&text) {
                tell(News::Changed(changed));
            }
        }
    });
    // The server says so when this page was too slow to be told one by one.
    let on_missed = Closure::new({
        let tell = Rc::clone(&tell);
        move |_: Event| tell(News::Missed)
    });
    let opened_before = Cell::new(false);
    let on_open = Closure::new(move |_: Event| {
        if opened_before.replace(true) {
            tell(News::Missed);
        }
    });
    source.add_event_listener_with_callback("request", on_request.as_ref().unchecked_ref()).ok()?;
    source.add_event_listener_with_callback("missed", on_missed.as_ref().unchecked_ref()).ok()?;
    source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    Some(Listening { source, _on_request: on_request, _on_missed: on_missed, _on_open: on_open })
}
