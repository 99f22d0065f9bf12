//! The server's transport: the API's own router, called with the visitor's cookie, so that a page knows no more than they may.

use super::{Method, Outcome, Raw, unreachable};

#[cfg(feature = "ssr")]
pub use gateway::ApiGateway;

#[cfg(feature = "ssr")]
pub(super) async fn call(method: Method, path: String, json: Option<String>) -> Outcome<Raw> {
    let gateway = leptos::prelude::use_context::<ApiGateway>();
    gateway.ok_or_else(unreachable)?.call(method, &path, json).await
}

/// Without a server and without a browser (a bare `cargo check`) there is nobody to call.
#[cfg(not(feature = "ssr"))]
pub(super) async fn call(_method: Method, _path: String, _json: Option<String>) -> Outcome<Raw> {
    Err(unreachable())
}

#[cfg(feature = "ssr")]
mod gateway {
    use super::super::{Method, Outcome, Raw, unreachable};
    use axum::Router;
    use axum::body::Body;
    use contatti_model::{Problem, ProblemCode};
    use http::{Extensions, HeaderMap, HeaderName, Request, header};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    /// The API as one page's visitor may call it; a context value while that page is rendered.
    #[derive(Clone)]
    pub struct ApiGateway {
        api: Router,
        headers: HeaderMap,
        extensions: Extensions,
    }

    /// What of the page's request travels on: who asks, in which language, under which reference.
    const PASSED_ON: [HeaderName; 4] =
        [header::COOKIE, header::ACCEPT_LANGUAGE, header::USER_AGENT, HeaderName::from_static("x-request-id")];

    impl ApiGateway {
        pub fn new(api: Router, page_headers: &HeaderMap) -> Self {
            let mut headers = HeaderMap::new();
            for name in &PASSED_ON {
                for value in page_headers.get_all(name) {
                    headers.append(name, value.clone());
                }
            }
            let json = header::HeaderValue::from_static("application/json");
            headers.insert(header::ACCEPT, json);
            Self { api, headers, extensions: Extensions::new() }
        }

        /// Something every call of this page takes along, such as what is known of its visitor.
        pub fn carrying<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
            self.extensions.insert(value);
            self
        }

        pub(in crate::api) async fn call(self, method: Method, path: &str, json: Option<String>) -> Outcome<Raw> {
            let mut request = Request::builder()
                .method(match method {
                    Method::Get => http::Method::GET,
                    Method::Post => http::Method::POST,
                    Method::Put => http::Method::PUT,
                    Method::Delete => http::Method::DELETE,
                })
                .uri(path)
                .body(json.map_or_else(Body::empty, Body::from))
                .map_err(|_| Problem::new(ProblemCode::Malformed))?;
            *request.headers_mut() = self.headers;
            *request.extensions_mut() = self.extensions;
            let Ok(response) = self.api.oneshot(request).await;
            let status = response.status().as_u16();
            let bytes = response.into_body().collect().await;
            let bytes = bytes.map_err(|_| unreachable())?.to_bytes();
            Ok(Raw { status, body: String::from_utf8_lossy(&bytes).into_owned() })
        }
    }
}
