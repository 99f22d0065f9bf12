//! Files on somebody's device: chosen in a field, photographed, or let fall on the page.

use super::encode::base64;
use js_sys::{Object, Uint8Array};
use leptos::ev;
use leptos::prelude::{event_target, window};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlInputElement};

/// A file somebody chose and that is still on their device.
#[derive(Clone)]
pub(crate) struct ChosenFile {
    pub name: String,
    pub size: u64,
    pub(super) file: SendWrapper<File>,
}

/// Takes the files out of a file field, which is left empty.
pub(crate) fn chosen_files(event: &ev::Event) -> Vec<ChosenFile> {
    let input: HtmlInputElement = event_target(event);
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files somebody let fall on the page.
pub(crate) fn dropped_files(event: &ev::DragEvent) -> Vec<ChosenFile> {
    listed(event.data_transfer().and_then(|carried| carried.files()))
}

fn listed(files: Option<FileList>) -> Vec<ChosenFile> {
    let Some(files) = files else { return vec![] };
    let chosen = (0..files.length()).filter_map(|index| files.get(index));
    chosen
        .map(|file| ChosenFile {
            name: file.name(),
            // A size is a whole number of bytes, far below what a double holds exactly.
            size: file.size() as u64,
            file: SendWrapper::new(file),
        })
        .collect()
}

/// A file that went away, or that the browser may not read any more.
pub(super) struct Unreadable;

impl ChosenFile {
    /// The header `Repr-Digest` of the bytes (RFC 9530); none where the page may not compute one, away from https.
    pub(super) async fn digest(&self) -> Result<Option<String>, Unreadable> {
        if !window().is_secure_context() {
            return Ok(None);
        }
        let bytes = JsFuture::from(self.file.array_buffer()).await.map_err(|_| Unreadable)?;
        Ok(hashed(&bytes.unchecked_into()).await)
    }
}

async fn hashed(bytes: &Object) -> Option<String> {
    let subtle = window().crypto().ok()?.subtle();
    let digest = JsFuture::from(subtle.digest_with_str_and_buffer_source("SHA-256", bytes).ok()?).await.ok()?;
    Some(format!("sha-256=:{}:", base64(&Uint8Array::new(&digest).to_vec())))
}
