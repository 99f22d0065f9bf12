//! Who is signed in, and from where.

use super::{Outcome, encoded, get, post, with_query};
use contatti_model::SessionId;
use contatti_model::identity::{Client, Credentials, Me, Position, SessionLine};
use contatti_model::page::Page;

pub async fn me() -> Outcome<Me> {
    get("/api/v1/me".into()).await
}

/// The positions one may act for, a page at a time; empty strings mean all, from the first.
pub async fn positions(search: String, cursor: String) -> Outcome<Page<Position>> {
    get(with_query("/api/v1/positions", &[("search", &search), ("cursor", &cursor)])).await
}

/// The same positions with what needs one there; `needing` may be `today`.
pub async fn clients(search: String, needing: String, cursor: String) -> Outcome<Page<Client>> {
    get(with_query("/api/v1/clients", &[("search", &search), ("needing", &needing), ("cursor", &cursor)])).await
}

pub async fn sign_in(credentials: &Credentials) -> Outcome<Me> {
    post(SIGN_IN.into(), credentials).await
}

pub async fn sessions() -> Outcome<Vec<SessionLine>> {
    get("/api/v1/sessions".into()).await
}

pub async fn end_session(id: SessionId) -> Outcome<()> {
    post(end_session_path(id), &()).await
}

/// Where the sign-in form posts to, with or without JavaScript.
pub const SIGN_IN: &str = "/api/v1/session";
pub const SIGN_OUT: &str = "/api/v1/session/end";
pub const LANGUAGE: &str = "/api/v1/language";

pub fn end_session_path(id: SessionId) -> String {
    format!("/api/v1/sessions/{}/end", encoded(&id.to_string()))
}
