//! The document and its window: address, focus, paper, waiting.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;

/// The language the server rendered the page in.
pub(crate) fn page_language() -> Option<String> {
    document().document_element()?.get_attribute("lang")
}

/// A form refused without JavaScript is answered under the API's address; the page says which one is its own.
pub(crate) fn take_own_address() {
    let own = document().document_element().and_then(|html| html.get_attribute("data-address"));
    if let (Some(own), Ok(history)) = (own, window().history()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&own));
    }
}

/// How far had been heard when the server began to make the page: what came since is not in it.
pub(super) fn heard_by_the_page() -> Option<String> {
    document().document_element()?.get_attribute("data-heard")
}

/// The path of the page's address.
pub(crate) fn own_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Moves the keyboard and the reading voice there.
pub(crate) fn focus(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves the keyboard and the reading voice to an element just made, in the first frame that shows it: while the page before
/// is still there, a name would find the heading of that one.
pub(crate) fn focus_once_shown(element: web_sys::HtmlElement) {
    focus_within(element, FRAMES_WAITED);
}

/// Ten seconds of a screen at rest; what is not shown by then was left for another page.
const FRAMES_WAITED: u16 = 600;

fn focus_within(element: web_sys::HtmlElement, frames: u16) {
    request_animation_frame(move || {
        if element.is_connected() {
            let _ = element.focus();
        } else if frames > 0 {
            focus_within(element, frames - 1);
        }
    });
}

/// Scrolls to the element and focuses it, as following a link to it would.
pub(crate) fn select_fragment(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
    focus(id);
}

/// Leaves for another page of the site with a full load, so that nothing remembered here survives.
pub(crate) fn open_address(address: &str) {
    let _ = window().location().assign(address);
}

pub(crate) fn print() {
    let _ = window().print();
}

/// Puts the text where it can be pasted from; whether this page may, which by plain http only this machine's may.
pub(crate) fn copy(text: &str) -> bool {
    if !window().is_secure_context() {
        return false;
    }
    // Whether the browser then asks the person is between the two of them.
    let _ = window().navigator().clipboard().write_text(text);
    true
}

/// Opens a dialog over the page; the keyboard stays inside, and comes back to where it was.
pub(crate) fn open_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        let _ = dialog.show_modal();
    }
}

pub(crate) fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Moves the keyboard to the next or the previous of what `rows` selects; to the first where it is on none.
pub(crate) fn step(rows: &str, back: bool) {
    let Ok(found) = document().query_selector_all(rows) else { return };
    let active = document().active_element();
    let same = |index: &u32| found.item(*index).map(|node| node.unchecked_into()) == active;
    let next = match (0..found.length()).find(same) {
        Some(here) if back => here.checked_sub(1),
        Some(here) => Some(here + 1),
        None => Some(0),
    };
    let row = next.and_then(|next| found.item(next)).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(row) = row {
        let _ = row.focus();
    }
}

/// Moves the keyboard to a control, opening what it is folded away in.
pub(crate) fn unfold(id: &str) {
    let Some(control) = document().get_element_by_id(id) else { return };
    if let Ok(Some(fold)) = control.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
    focus(id);
}

/// Does what pressing the element would.
pub(crate) fn press(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// The same for what is in the row the keyboard is in; without one, nothing.
pub(crate) fn press_beside(row: &str, what: &str) {
    let row = document().active_element().and_then(|active| active.closest(row).ok().flatten());
    let found = row.and_then(|row| row.query_selector(what).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// Whether a key belongs to what the keyboard is on: a field, or an open dialog.
pub(crate) fn is_typing() -> bool {
    let within = |selector: &str| {
        let active = document().active_element();
        active.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
    };
    within("input, textarea, select, [contenteditable]")
        || document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Whether this browser shows a PDF inside a page; telephones mostly download it.
pub(crate) fn shows_pdf() -> bool {
    let can = js_sys::Reflect::get(&window().navigator(), &"pdfViewerEnabled".into());
    can.is_ok_and(|can| can.as_bool() == Some(true))
}

/// False only where the device itself knows that it has no line.
pub(crate) fn is_online() -> bool {
    window().navigator().on_line()
}
