//! A list that becomes another under its reader: what is read stays where it is, and the keyboard where it was.

use leptos::prelude::{document, request_animation_frame, window};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollToOptions};

/// What one row of a list is.
const ROW: &str = "tr, li";

thread_local! {
    /// How the list lay before the changes that no frame has shown yet: a window in the background shows none for hours.
    static BEFORE: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

/// Changes the list whose rows' own links are what `rows` selects.
pub(crate) fn steady(rows: &'static str, change: impl FnOnce()) {
    let shown = BEFORE.with_borrow(Option::is_none);
    if shown {
        BEFORE.set(Some(Seen::now(rows)));
        // The list is drawn anew before the next frame: what is put back in it was never seen elsewhere.
        request_animation_frame(move || {
            if let Some(before) = BEFORE.take() {
                before.put_back(rows);
            }
        });
    }
    change();
}

/// A row: the address its link leads to, the link, and how far its top is below the window's.
struct Row {
    address: String,
    link: Element,
    top: f64,
}

/// How a list lay in the window.
struct Seen {
    rows: Vec<Row>,
    /// In which row the keyboard was, and on which address there.
    held: Option<(usize, String)>,
    /// The keyboard was somewhere else on the page, such as in a field being typed in: that must not move either.
    elsewhere: bool,
}

impl Seen {
    fn now(selector: &str) -> Self {
        let rows = rows(selector);
        let held = document().active_element().and_then(|active| {
            let row = active.closest(ROW).ok().flatten()?;
            let place = rows.iter().position(|one| row.contains(Some(&one.link)))?;
            Some((place, active.get_attribute("href")?))
        });
        let elsewhere = held.is_none() && is_on_something();
        Self { rows, held, elsewhere }
    }

    fn put_back(self, selector: &str) {
        let now = rows(selector);
        let find = |address: &str| now.iter().find(|row| row.address == address);
        let moved = self.read_first().find_map(|row| Some(find(&row.address)?.top - row.top)).unwrap_or_default();
        if moved.abs() >= 1.0 && !self.elsewhere {
            scroll_at_once(moved);
        }
        let Some((place, address)) = &self.held else { return };
        if is_on_something() {
            return;
        }
        // Where the row itself is gone, the next one stands in its place.
        let (before, after) = self.rows.split_at(*place);
        let next = after.iter().chain(before.iter().rev()).find_map(|row| find(&row.address));
        let own = next.and_then(|row| link_in(row, address));
        if let Some(link) = own.or_else(|| next.map(|row| row.link.clone())) {
            focus_in_place(link);
        }
    }

    /// The rows in the window, that of the keyboard first.
    fn read_first(&self) -> impl Iterator<Item = &Row> {
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let in_window = move |row: &&Row| (0.0..height).contains(&row.top);
        let held = self.held.as_ref().and_then(|(place, _)| self.rows.get(*place));
        held.into_iter().chain(&self.rows).filter(in_window)
    }
}

/// Whether the keyboard is on anything at all.
fn is_on_something() -> bool {
    document().active_element().is_some_and(|active| active.tag_name() != "BODY")
}

fn rows(selector: &str) -> Vec<Row> {
    let Ok(found) = document().query_selector_all(selector) else { return vec![] };
    let row = |index| {
        let link: Element = found.item(index)?.dyn_into().ok()?;
        let top = link.closest(ROW).ok().flatten()?.get_bounding_client_rect().top();
        Some(Row { address: link.get_attribute("href")?, link, top })
    };
    (0..found.length()).filter_map(row).collect()
}

/// Not as the style sheet would, smoothly: the list would be seen to move and come back.
fn scroll_at_once(down: f64) {
    let by = ScrollToOptions::new();
    by.set_top(down);
    by.set_behavior(ScrollBehavior::Instant);
    window().scroll_by_with_scroll_to_options(&by);
}

/// What leads to the address in this row.
fn link_in(row: &Row, address: &str) -> Option<Element> {
    let links = row.link.closest(ROW).ok().flatten()?.query_selector_all("a").ok()?;
    let links = (0..links.length()).filter_map(|index| links.item(index)?.dyn_into::<Element>().ok());
    links.into_iter().find(|link| link.get_attribute("href").as_deref() == Some(address))
}

fn focus_in_place(link: Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Ok(link) = link.dyn_into::<HtmlElement>() {
        let _ = link.focus_with_options(&options);
    }
}
