//! Bytes as text, by the browser's own means.

use leptos::prelude::window;

pub(super) fn base64(bytes: &[u8]) -> String {
    // What the browser encodes is text of one character a byte; none of these is ever refused.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&text).unwrap_or_default()
}
