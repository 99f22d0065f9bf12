//! Who is signed in, and from where.

use super::{Outcome, encoded, get, post};
use contatti_model::SessionId;
use contatti_model::identity::{Credentials, Me, SessionLine};

pub async fn me() -> Outcome<Me> {
    get("/api/v1/me".into()).await
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
