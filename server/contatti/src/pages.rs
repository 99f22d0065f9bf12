//! Pages: every address the API does not know, rendered whole on the server; and a refused form shown again on its page.

mod policy;

pub use contatti_app::Site;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use contatti_app::{ApiGateway, Document, HeardBefore, PageAnswer, PageReference};
use contatti_model::{FormEcho, Problem, ProblemCode};
use contatti_server::identity::PageActor;
use contatti_server::live::Live;
use contatti_server::web::{chosen_language, security_headers};
use http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use leptos::prelude::{provide_context, view};

/// Puts the pages round the API: one router answers everything but files.
pub fn pages(api: Router, site: Site, live: Live) -> Router {
    contatti_app::run_on_tokio();
    let painter = Painter { api: api.clone(), site, live };
    let page = {
        let painter = painter.clone();
        move |request: Request| painter.answer(request)
    };
    // The API has its shields already; the pages get the same ones, under their own content policy, also when one is
    // shown again in the place of an answer of the API.
    let shielded = Router::new().fallback(page).layer(from_fn(security_headers));
    let api = api.layer(from_fn_with_state(painter, show_again)).layer(from_fn(security_headers));
    api.fallback_service(shielded)
}

/// Renders pages for whoever asks, with what they may see.
#[derive(Clone)]
struct Painter {
    api: Router,
    site: Site,
    live: Live,
}

impl Painter {
    async fn answer(self, request: Request) -> Response {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        if !is_read || request.uri().path().starts_with("/api/") {
            return not_found();
        }
        let (uri, headers) = (request.uri().clone(), request.headers().clone());
        self.paint(uri, headers, None).await
    }

    /// The page at `uri`; with an echo, its form as it was sent.
    async fn paint(self, uri: Uri, headers: HeaderMap, echo: Option<FormEcho>) -> Response {
        let answer = PageAnswer::default();
        let context = {
            let answer = answer.clone();
            let gateway = ApiGateway::new(self.api, &headers).carrying(PageActor::default());
            let language = chosen_language(&headers);
            let reference = reference(&headers);
            // Before anything of the page is read: what changes from here on is told to it.
            let heard = self.live.heard().to_string();
            move || {
                provide_context(gateway.clone());
                provide_context(answer.clone());
                provide_context(language);
                provide_context(PageReference(reference.clone()));
                provide_context(HeardBefore(heard.clone()));
                if let Some(echo) = &echo {
                    provide_context(echo.clone());
                }
            }
        };
        let site = self.site;
        let render = leptos_axum::render_app_async_with_context(context, move || {
            let site = site.clone();
            view! { <Document site/> }
        });
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        finish(render(request).await, &answer)
    }
}

/// Around the API: a form that came back carries its echo, and its page is shown again with it.
async fn show_again(State(painter): State<Painter>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let mut refused = next.run(request).await;
    let Some(echo) = refused.extensions_mut().remove::<FormEcho>() else {
        return refused;
    };
    let Ok(uri) = echo.page.parse::<Uri>() else {
        return refused;
    };
    let mut page = painter.paint(uri, headers, Some(echo)).await;
    if page.status() == StatusCode::OK {
        *page.status_mut() = refused.status();
    }
    for name in [SET_COOKIE, RETRY_AFTER] {
        for value in refused.headers().get_all(&name) {
            page.headers_mut().append(&name, value.clone());
        }
    }
    page
}

/// What the page said beside its HTML becomes the response's head.
fn finish(mut response: Response, answer: &PageAnswer) -> Response {
    let elsewhere = answer.redirect().and_then(|to| HeaderValue::from_str(&to).ok());
    if let Some(location) = elsewhere {
        return (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
    }
    if let Some(status) = answer.status() {
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    }
    policy::set(response.headers_mut(), answer.nonce().as_deref());
    response
}

/// An address of the API that does not exist answers as the API does.
fn not_found() -> Response {
    let problem = serde_json::to_string(&Problem::new(ProblemCode::NotFound)).unwrap_or_default();
    let json = HeaderValue::from_static("application/problem+json");
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, json)], problem).into_response()
}

/// What the request-id layer named this request.
fn reference(headers: &HeaderMap) -> String {
    let named = headers.get("x-request-id").and_then(|id| id.to_str().ok());
    named.unwrap_or_default().to_owned()
}
