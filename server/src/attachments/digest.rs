//! What the sender says a file hashes to: the header `Repr-Digest` (RFC 9530).

use crate::web::{Answer, Refusal};
use axum::http::HeaderMap;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use contatti_model::ProblemCode;

/// The announced SHA-256 as lower-case hexadecimal; none where the sender gives none.
///
/// # Errors
/// 400 when one is given that cannot be read: taking it for none would promise a check that is not made.
pub(super) fn announced(headers: &HeaderMap) -> Answer<Option<String>> {
    let malformed = || Refusal::new(ProblemCode::Malformed);
    for value in headers.get_all("repr-digest") {
        let value = value.to_str().map_err(|_| malformed())?;
        for member in value.split(',') {
            let Some((algorithm, digest)) = member.split_once('=') else { return Err(malformed()) };
            if algorithm.trim().eq_ignore_ascii_case("sha-256") {
                return read(digest.trim()).map(Some).ok_or_else(malformed);
            }
        }
    }
    Ok(None)
}

/// A byte sequence of RFC 8941: `:base64:`.
fn read(sequence: &str) -> Option<String> {
    let text = sequence.strip_prefix(':')?.strip_suffix(':')?;
    let bytes = BASE64_STANDARD.decode(text).ok()?;
    (bytes.len() == 32).then(|| hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &'static str) -> Answer<Option<String>> {
        announced(&HeaderMap::from_iter([("repr-digest".parse().unwrap(), value.parse().unwrap())]))
    }

    #[test]
    fn the_digest_is_read_among_others_and_a_broken_one_is_refused() {
        let sha256 = "sha-512=:AA==:, sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(check(sha256).unwrap().as_deref(), Some(empty));
        assert_eq!(check("sha-512=:AA==:").unwrap(), None);
        assert_eq!(announced(&HeaderMap::new()).unwrap(), None);
        assert!(check("sha-256=:AA==:").is_err() && check("sha-256=abc").is_err() && check("nothing").is_err());
    }
}
