//! A client with a cookie or a token, calling the router in process as a browser or a program would.

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request};
use bytes::Bytes;
use contatti_model::attachments::Attachment;
use contatti_model::{FormEcho, Problem};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tower::ServiceExt;

#[derive(Clone)]
pub struct Client {
    api: Router,
    pub cookie: Option<String>,
    pub token: Option<String>,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub echo: Option<FormEcho>,
}

impl Client {
    pub fn new(api: Router) -> Self {
        Self { api, cookie: None, token: None }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.clone().send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn read<T: DeserializeOwned>(&self, path: &str) -> T {
        let reply = self.get(path).await;
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.text());
        reply.json()
    }

    pub async fn post<T: Serialize>(&mut self, path: &str, value: &T) -> Reply {
        let body = Body::from(serde_json::to_vec(value).unwrap());
        self.send(Request::post(path).header(CONTENT_TYPE, "application/json").body(body).unwrap()).await
    }

    pub async fn call(&mut self, method: Method, path: &str, kind: &str, body: impl Into<Body>) -> Reply {
        self.send(Request::builder().method(method).uri(path).header(CONTENT_TYPE, kind).body(body.into()).unwrap())
            .await
    }

    /// Submits a plain HTML form as a browser without scripts would.
    pub async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "text/html,application/xhtml+xml")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn upload(&mut self, name: &str, bytes: impl Into<Body>) -> Reply {
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
        self.call(Method::POST, &format!("/api/v1/attachments?name={name}"), "application/octet-stream", bytes).await
    }

    pub async fn uploaded(&mut self, name: &str, bytes: impl Into<Body>) -> Attachment {
        let reply = self.upload(name, bytes).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        reply.json()
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Reply {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(COOKIE, cookie.parse().unwrap());
        }
        if let Some(token) = &self.token {
            request.headers_mut().insert(AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        }
        request.headers_mut().insert("x-request-id", "test-reference".parse().unwrap());
        let mut response = self.api.clone().oneshot(request).await.unwrap();
        let echo = response.extensions_mut().remove::<FormEcho>();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default().to_owned();
            if pair.starts_with("contatti=") {
                self.cookie = Some(pair);
            }
        }
        let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body, echo }
    }
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        self.json()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
