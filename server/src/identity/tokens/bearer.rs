//! The header a program signs each call with: `Authorization: Bearer ctt_…` (RFC 6750).

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE};
use contatti_model::identity::TOKEN_PREFIX;

/// What stands after `Bearer`, whatever it is; other schemes are somebody else's, such as a proxy's own password.
pub(crate) fn secret(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Whether a token alone speaks: a browser would send its cookies too, and then the rules of browsers hold.
pub(crate) fn is_program(headers: &HeaderMap) -> bool {
    !headers.contains_key(COOKIE) && secret(headers).is_some_and(|secret| secret.starts_with(TOKEN_PREFIX))
}
