//! Showing a file in the browser: only kinds that hold no page, under a policy that lets nothing in them run.

use super::routes::disposition;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use contatti_model::attachments::FileKind;

/// The browser's own viewer draws a PDF with an element and a style of its own; in a sandbox it refuses to.
const PDF_POLICY: &str =
    "default-src 'none'; object-src 'self'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'";
const PICTURE_POLICY: &str =
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

/// What goes with the bytes; `nosniff` stands on every answer already.
pub(super) fn headers(kind: FileKind, name: &str) -> [(HeaderName, HeaderValue); 3] {
    let policy = if kind == FileKind::Pdf { PDF_POLICY } else { PICTURE_POLICY };
    [
        (CONTENT_DISPOSITION, disposition("inline", name)),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
    ]
}
