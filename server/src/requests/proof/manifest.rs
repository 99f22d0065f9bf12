//! What a bundle says of itself: every part with its digest, sealed.

use crate::register::Seal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use contatti_model::{Instant, RequestId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fmt::Write;

pub const MANIFEST: &str = "manifest.json";
pub const SEAL: &str = "seal.json";
pub const SUMS: &str = "SHA256SUMS";
pub const RECEIPT: &str = "receipt.pdf";
pub const REQUEST: &str = "request.json";
pub const REGISTER: &str = "register.json";

/// The one form of bundle this version writes and reads.
pub const FORM: &str = "contatti-bundle-1";

/// The table of contents.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub form: String,
    pub request: RequestId,
    /// The request's register number.
    pub number: String,
    pub made_at: Instant,
    /// SHA-256 of the certificate in `seal.json`.
    pub sealed_by: String,
    pub parts: Vec<Part>,
}

/// One file of the bundle.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub path: String,
    pub size: u64,
    pub sha256: String,
}

/// The seal over the manifest's bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    pub manifest_sha256: String,
    /// `ECDSA-P256-SHA256`, in ASN.1.
    pub algorithm: String,
    pub signature: String,
    pub certificate: String,
}

pub const ALGORITHM: &str = "ECDSA-P256-SHA256";

/// Where a message's segnatura lies.
pub fn segnatura_path(number: &impl std::fmt::Display) -> String {
    format!("segnature/{number}.xml")
}

/// Where a message's file lies.
pub fn file_path(number: &impl std::fmt::Display, name: &str) -> String {
    format!("files/{number}/{name}")
}

/// Lower-case hexadecimal SHA-256.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The lines `sha256sum --check` reads.
pub fn sums(manifest: &Manifest) -> String {
    let mut lines = String::new();
    for part in &manifest.parts {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{}  {}", part.sha256, part.path);
    }
    lines
}

/// The three files that close a bundle: sums, seal and manifest, each with its name.
pub type Closing = [(&'static str, Vec<u8>); 3];

/// # Errors
/// When the seal cannot sign.
pub fn close(manifest: &Manifest, seal: &Seal) -> Result<Closing, Box<dyn Error + Send + Sync>> {
    let bytes = serde_json::to_vec(manifest)?;
    let sealed = Sealed {
        manifest_sha256: digest(&bytes),
        algorithm: ALGORITHM.to_owned(),
        signature: BASE64.encode(seal.sign(&bytes)?),
        certificate: BASE64.encode(seal.certificate()),
    };
    Ok([(SUMS, sums(manifest).into_bytes()), (SEAL, serde_json::to_vec(&sealed)?), (MANIFEST, bytes)])
}
