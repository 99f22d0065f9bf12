//! The WebAssembly module's one entrance: the page's script calls it when everything has arrived.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page the server rendered.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    contatti_app::take_over();
}
