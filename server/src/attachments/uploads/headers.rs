//! The headers of tus 1.0.0 (https://tus.io/protocols/resumable-upload): read from requests, written to answers.

use crate::attachments::digest;
use crate::attachments::receive::Announced;
use crate::web::{Answer, Refusal};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use contatti_model::{Instant, ProblemCode};

pub(super) const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub(super) const VERSION: HeaderName = HeaderName::from_static("tus-version");
pub(super) const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");

pub(super) const SPOKEN: HeaderValue = HeaderValue::from_static("1.0.0");

/// # Errors
/// 412 for a client that does not say the version we speak.
pub(super) fn same_version(headers: &HeaderMap) -> Answer<()> {
    if headers.get(RESUMABLE) == Some(&SPOKEN) { Ok(()) } else { Err(Refusal::new(ProblemCode::TusVersion)) }
}

/// A whole number of bytes.
///
/// # Errors
/// 400 when it is missing or none.
pub(super) fn bytes(headers: &HeaderMap, name: &HeaderName) -> Answer<u64> {
    let number = headers.get(name).and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
    number.ok_or_else(|| Refusal::new(ProblemCode::Malformed))
}

/// The file's name, subject and digest. Names of metadata we do not know mean nothing to us.
///
/// # Errors
/// 400 when metadata or digest cannot be read.
pub(super) fn announced(headers: &HeaderMap) -> Answer<Announced> {
    let malformed = || Refusal::new(ProblemCode::Malformed);
    let mut announced = Announced { sha256: digest::announced(headers)?, ..Announced::default() };
    let Some(metadata) = headers.get(METADATA) else { return Ok(announced) };
    for pair in metadata.to_str().map_err(|_| malformed())?.split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let bytes = BASE64_STANDARD.decode(value.trim()).map_err(|_| malformed())?;
        let text = String::from_utf8(bytes).map_err(|_| malformed())?;
        match key {
            "filename" => announced.name = text,
            "subject" => announced.subject = Some(text),
            _ => {}
        }
    }
    Ok(announced)
}

/// A moment as HTTP writes it (RFC 9110 section 5.6.7).
pub(super) fn http_date(at: Instant) -> HeaderValue {
    let moment = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::MAX);
    let text = moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(metadata: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(METADATA, HeaderValue::from_static(metadata))])
    }

    #[test]
    fn names_with_accents_travel_and_unknown_keys_are_passed_over() {
        let read = announced(&with("filename cGVyY2jDqS5wZGY=, subject YWJj,filetype,x eA==")).unwrap();
        assert_eq!((read.name.as_str(), read.subject.as_deref()), ("perché.pdf", Some("abc")));
        assert_eq!(announced(&HeaderMap::new()).unwrap().name, "");
        assert!(announced(&with("filename *")).is_err());
        assert!(announced(&with("filename /w==")).is_err());
    }

    #[test]
    fn moments_are_written_as_http_wants_them() {
        assert_eq!(http_date(Instant::from_micros(784_111_777_000_000)), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
