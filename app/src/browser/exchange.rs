//! One request with a body from the device, and how far its bytes have gone: `fetch` cannot say, so this is an XMLHttpRequest.

use crate::api::{Outcome, Raw, read, unreachable};
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

/// How long one request may take before the line counts as lost, in milliseconds.
const PATIENCE: u32 = 120_000;

pub(super) struct Question<'a> {
    pub method: &'static str,
    pub address: &'a str,
    pub headers: &'a [(&'static str, String)],
    pub body: Option<&'a Blob>,
}

/// An answer that is no refusal.
pub(super) struct Answered {
    pub raw: Raw,
    request: XmlHttpRequest,
}

impl Answered {
    pub fn header(&self, name: &str) -> String {
        self.request.get_response_header(name).ok().flatten().unwrap_or_default()
    }

    /// A header that holds a whole number.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.header(name).parse().ok()
    }
}

/// Asks and waits; `progress` is told how many bytes of the body have gone.
pub(super) async fn ask(question: Question<'_>, progress: impl Fn(u64) + 'static) -> Outcome<Answered> {
    let answered = sent(question, progress).await.map_err(|_| unreachable())?;
    if (200..300).contains(&answered.raw.status) {
        return Ok(answered);
    }
    match read::<()>(answered.raw) {
        Err(problem) => Err(problem),
        Ok(()) => Err(unreachable()),
    }
}

async fn sent(question: Question<'_>, progress: impl Fn(u64) + 'static) -> Result<Answered, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open(question.method, question.address)?;
    request.set_timeout(PATIENCE);
    request.set_request_header("accept", "application/json")?;
    for (name, value) in question.headers {
        request.set_request_header(name, value)?;
    }
    let on_progress =
        Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| progress(event.loaded() as u64));
    request.upload()?.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(question.body)?;
    JsFuture::from(ended).await?;
    match request.status()? {
        0 => Err(JsValue::NULL),
        status => Ok(Answered { raw: Raw { status, body: request.response_text()?.unwrap_or_default() }, request }),
    }
}
