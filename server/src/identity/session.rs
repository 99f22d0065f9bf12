//! The session's cookie: a random token whose hash alone is stored.

use crate::house::House;
use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};

/// Remembers the language a person chose.
pub const LANGUAGE_COOKIE: &str = "language";

/// A new token of 256 random bits.
///
/// # Errors
/// When the machine has no randomness to give.
pub(super) fn new_token() -> Result<String, rand::rand_core::OsError> {
    let mut bytes = [0_u8; 32];
    OsRng.try_fill_bytes(&mut bytes)?;
    Ok(hex::encode(bytes))
}

pub(super) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The token a request carries.
pub fn token(headers: &HeaderMap, house: &House) -> Option<String> {
    CookieJar::from_headers(headers).get(cookie_name(house)).map(|cookie| cookie.value().to_owned())
}

pub(super) fn cookie(house: &House, token: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(cookie_name(house), token);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(house.config.secure_cookie());
    cookie
}

pub(super) fn no_cookie(house: &House) -> Cookie<'static> {
    let mut cookie = cookie(house, String::new());
    cookie.make_removal();
    cookie
}

/// On plain-http loopback browsers and ordinary clients refuse `Secure` cookies, so there the prefix is left out.
fn cookie_name(house: &House) -> &'static str {
    if house.config.secure_cookie() { "__Host-contatti" } else { "contatti" }
}
