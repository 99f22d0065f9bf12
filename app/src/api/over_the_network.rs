//! The browser's transport: `fetch`, with the cookie of this site.

use super::{Method, Outcome, Raw, unreachable};
use gloo_net::http::{Request, RequestBuilder};
use send_wrapper::SendWrapper;

/// Any failure to get an answer is "unreachable"; what the answer says is read elsewhere.
pub(super) async fn call(method: Method, path: String, json: Option<String>) -> Outcome<Raw> {
    // The browser has one thread: what is not `Send` never leaves it.
    SendWrapper::new(async move {
        let builder = start(method, &path).header("accept", "application/json");
        let request = match json {
            Some(json) => builder.header("content-type", "application/json").body(json),
            None => builder.build(),
        };
        let response = request.map_err(|_| unreachable())?.send().await.map_err(|_| unreachable())?;
        Ok(Raw { status: response.status(), body: response.text().await.map_err(|_| unreachable())? })
    })
    .await
}

fn start(method: Method, path: &str) -> RequestBuilder {
    match method {
        Method::Get => Request::get(path),
        Method::Post => Request::post(path),
        Method::Put => Request::put(path),
        Method::Delete => Request::delete(path),
    }
}
