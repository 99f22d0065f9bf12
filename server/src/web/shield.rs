//! The shields around every route: writes come from this site's own pages or from programs, and browsers are told what not to do.

use super::refusal::Refusal;
use crate::identity::tokens;
use axum::extract::Request;
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contatti_model::ProblemCode;

/// Refuses a write that a browser sends from another site. Clients that are no browsers send neither header and
/// pass, and so does a token that comes without any cookie: no site can make a browser send that.
pub async fn guard_cross_site(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || tokens::is_program(request.headers()) || is_same_origin(request.headers()) {
        return next.run(request).await;
    }
    Refusal::new(ProblemCode::CrossSite).into_response()
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let from = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    from.is_some() && from == host
}

/// Headers every answer carries; the pages add their own Content-Security-Policy with a nonce.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        // Somebody's data must never reach a shared cache (DOMAIN 6.3).
        ("cache-control", "no-store"),
    ] {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    response
}
