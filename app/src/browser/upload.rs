//! Sends one file and says how far it has come: `fetch` cannot, so this is an XMLHttpRequest.

use crate::api::{Outcome, Raw, read, unreachable};
use contatti_model::attachments::Attachment;
use js_sys::Promise;
use leptos::ev;
use leptos::prelude::event_target;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlInputElement, ProgressEvent, XmlHttpRequest};

/// A file somebody chose and that is still on their device.
#[derive(Clone)]
pub(crate) struct ChosenFile {
    pub name: String,
    pub size: u64,
    file: SendWrapper<File>,
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

/// Sends the bytes; `progress` is told the percentage.
pub(crate) async fn upload(file: ChosenFile, path: String, progress: impl Fn(u8) + 'static) -> Outcome<Attachment> {
    SendWrapper::new(async move {
        let sent = send(&file.file, &path, progress).await;
        read(sent.map_err(|_| unreachable())?)
    })
    .await
}

async fn send(file: &File, path: &str, progress: impl Fn(u8) + 'static) -> Result<Raw, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("POST", path)?;
    request.set_request_header("accept", "application/json")?;
    request.set_request_header("content-type", "application/octet-stream")?;
    let on_progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress((event.loaded() / event.total() * 100.0) as u8);
        }
    });
    request.upload()?.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(Some(file))?;
    JsFuture::from(ended).await?;
    match request.status()? {
        0 => Err(JsValue::NULL),
        status => Ok(Raw { status, body: request.response_text()?.unwrap_or_default() }),
    }
}
