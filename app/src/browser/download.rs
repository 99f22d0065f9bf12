//! Downloading what is sent while it is made, and saying how much has come: its whole length nobody knows yet.

use crate::api::{Outcome, Raw, read, unreachable};
use contatti_model::{Problem, ProblemCode};
use gloo_net::http::{Request, Response};
use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, ReadableStreamDefaultReader, Url};

/// Fetches the file, tells `progress` the bytes received so far, and hands the whole to the browser to save; gives back its
/// size. Nothing is saved of a file that broke off.
pub(crate) async fn download(path: String, progress: impl Fn(u64) + 'static) -> Outcome<u64> {
    let response = Request::get(&path).send().await.map_err(|_| unreachable())?;
    if !response.ok() {
        let raw = Raw { status: response.status(), body: response.text().await.map_err(|_| unreachable())? };
        return read::<()>(raw).map(|()| 0);
    }
    let (parts, size) = receive(&response, progress).await.map_err(|_| unreachable())?;
    save(&parts, &file_name(&response)).map_err(|_| Problem::new(ProblemCode::Internal))?;
    Ok(size)
}

async fn receive(response: &Response, progress: impl Fn(u64)) -> Result<(Array, u64), JsValue> {
    let stream = response.body().ok_or(JsValue::NULL)?;
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let (parts, mut size) = (Array::new(), 0);
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok((parts, size));
        }
        let bytes: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
        size += u64::from(bytes.length());
        parts.push(&bytes);
        progress(size);
    }
}

fn save(parts: &Array, name: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence(parts)?)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// The name the server gave the file.
fn file_name(response: &Response) -> String {
    let header = response.headers().get("content-disposition").unwrap_or_default();
    let name = header.split_once("filename=\"").and_then(|(_, rest)| rest.split_once('"'));
    name.map_or_else(|| "export".to_owned(), |(name, _)| name.to_owned())
}
