//! Passwords of local accounts: argon2id, off the async threads.

use crate::web::{Answer, Refusal};
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

/// Hashes a password with a fresh salt.
///
/// # Errors
/// When the machine has no randomness or memory to give.
pub fn hash_password(password: &str) -> Result<String, String> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// Whether the password fits the hash. An unknown account costs the same time: pass `None`.
pub(super) async fn verify(password: String, hash: Option<String>) -> Answer<bool> {
    let known = hash.is_some();
    let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
    let fits = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(fits.await.map_err(Refusal::internal)? && known)
}

/// A hash of no password anybody has, with the default cost.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$O6pGDWgbLJUfmjCg7y3S0yRMBVG6bB4c1W9HhBVjEIA";
