//! Listens to the server's events while a page is open, on one line for all of the page that wants to hear.

use super::document::heard_by_the_page;
use super::{Changed, News};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

thread_local! {
    /// The line of those who listen now: a browser opens only a few to one server.
    static LINE: RefCell<Weak<Line>> = const { RefCell::new(Weak::new()) };
    /// How far this page has heard, on any line.
    static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

type Tell = Rc<dyn Fn(News)>;

/// Dropping it ends the listening; the last one hangs up.
pub(crate) struct Listening {
    line: Rc<Line>,
    place: u64,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.line.listeners.borrow_mut().retain(|(place, _)| *place != self.place);
    }
}

/// Begins where the last line ended, the first one where the server made the page. The browser connects again by itself; what came while nobody
/// listened is told then, as [`News::Missed`] where the server does not know it any more.
pub(crate) fn listen(tell: impl Fn(News) + 'static) -> Option<Listening> {
    let line = match LINE.with_borrow(Weak::upgrade) {
        Some(line) => line,
        None => Line::open()?,
    };
    let place = line.next.replace(line.next.get() + 1);
    line.listeners.borrow_mut().push((place, Rc::new(tell)));
    Some(Listening { line, place })
}

struct Line {
    source: EventSource,
    next: Cell<u64>,
    listeners: RefCell<Vec<(u64, Tell)>>,
    heard: RefCell<Option<Heard>>,
}

/// What the browser calls; it lives as long as the line.
struct Heard {
    _request: Closure<dyn FnMut(MessageEvent)>,
    _missed: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Line {
    fn open() -> Option<Rc<Self>> {
        let since = HEARD.with_borrow(Clone::clone).or_else(heard_by_the_page).unwrap_or_default();
        let source = EventSource::new(&format!("/api/v1/events?since={since}")).ok()?;
        let line =
            Rc::new(Self { source, next: Cell::new(0), listeners: RefCell::default(), heard: RefCell::default() });
        let heard = line.hear()?;
        line.heard.replace(Some(heard));
        LINE.set(Rc::downgrade(&line));
        Some(line)
    }

    fn hear(self: &Rc<Self>) -> Option<Heard> {
        let tell = {
            let line = Rc::downgrade(self);
            move |event: &MessageEvent, news| {
                HEARD.set(Some(event.last_event_id()));
                line.upgrade().iter().for_each(|line| line.tell(news));
            }
        };
        let request = Closure::new({
            let tell = tell.clone();
            move |event: MessageEvent| {
                let text = event.data().as_string().unwrap_or_default();
                if let Ok(changed) = serde_json::from_str::<Changed>(&text) {
                    tell(&event, News::Changed(changed));
                }
            }
        });
        // The server says so when this page was away for too long, or too slow to be told one by one.
        let missed = Closure::new(move |event: MessageEvent| tell(&event, News::Missed));
        self.source.add_event_listener_with_callback("request", request.as_ref().unchecked_ref()).ok()?;
        self.source.add_event_listener_with_callback("missed", missed.as_ref().unchecked_ref()).ok()?;
        Some(Heard { _request: request, _missed: missed })
    }

    /// Whoever is told may stop listening, or begin to.
    fn tell(&self, news: News) {
        let listeners: Vec<Tell> = self.listeners.borrow().iter().map(|(_, tell)| Rc::clone(tell)).collect();
        for tell in listeners {
            tell(news);
        }
    }
}
