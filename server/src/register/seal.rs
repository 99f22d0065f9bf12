//! The seal (*sigillo*): the key and certificate this installation signs with, and how such a signature is checked.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The file beside the database: a P-256 private key (PKCS #8) and its certificate, both in PEM.
const FILE: &str = "seal.pem";

/// Signs with ECDSA on P-256 and SHA-256.
pub struct Seal {
    for_xml: EcdsaKeyPair,
    for_bytes: EcdsaKeyPair,
    certificate: Vec<u8>,
}

/// The key could not sign; the system gives no randomness.
#[derive(Debug, thiserror::Error)]
#[error("the seal cannot sign")]
pub struct Unsealed;

impl Seal {
    /// Reads the seal of a data folder. Where there is none, makes one with a certificate of its own: good for showing
    /// that nothing changed since, not for saying who sealed. An institute puts its certified seal in its place.
    ///
    /// # Errors
    /// In words for whoever runs the server.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let file = folder.join(FILE);
        let words = |error: &dyn std::fmt::Display| format!("cannot use the seal {}: {error}", file.display());
        match std::fs::read(&file) {
            Ok(pem) => Self::from_pem(&pem).map_err(|error| words(&error)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                keep_new(folder, &file).map_err(|error| words(&error))?;
                let pem = std::fs::read(&file).map_err(|error| words(&error))?;
                Self::from_pem(&pem).map_err(|error| words(&error))
            }
            Err(error) => Err(words(&error)),
        }
    }

    /// # Errors
    /// When key and certificate are not there, not on P-256, or not of each other.
    pub fn from_pem(pem: &[u8]) -> Result<Self, String> {
        let key = PrivatePkcs8KeyDer::from_pem_slice(pem).map_err(|error| format!("no PKCS #8 key: {error}"))?;
        let certificate = CertificateDer::from_pem_slice(pem).map_err(|error| format!("no certificate: {error}"))?;
        let pair = |algorithm| {
            EcdsaKeyPair::from_pkcs8(algorithm, key.secret_pkcs8_der(), &SystemRandom::new())
                .map_err(|error| format!("not a P-256 key: {error}"))
        };
        let seal = Self {
            for_xml: pair(&ECDSA_P256_SHA256_FIXED_SIGNING)?,
            for_bytes: pair(&ECDSA_P256_SHA256_ASN1_SIGNING)?,
            certificate: certificate.to_vec(),
        };
        let proof = seal.sign(b"contatti").map_err(|error| error.to_string())?;
        let own = holds(&seal.certificate, b"contatti", &proof);
        own.then_some(seal).ok_or_else(|| "the certificate is not of this key".to_owned())
    }

    /// The certificate in DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// A signature in ASN.1, as [`holds`] checks it.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Unsealed> {
        let signed = self.for_bytes.sign(&SystemRandom::new(), message).map_err(|_| Unsealed)?;
        Ok(signed.as_ref().to_vec())
    }

    /// A signature as XML wants it (RFC 4050 section 3.3): the two numbers one after the other, in base64.
    pub(super) fn sign_for_xml(&self, message: &[u8]) -> Result<String, Unsealed> {
        let signed = self.for_xml.sign(&SystemRandom::new(), message).map_err(|_| Unsealed)?;
        Ok(BASE64.encode(signed))
    }
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seal({})", hex::encode(Sha256::digest(&self.certificate)))
    }
}

/// Whether the key of a certificate in DER made this signature. Says nothing of who the certificate belongs to.
pub fn holds(certificate: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let certificate = CertificateDer::from(certificate);
    let Ok(parsed) = webpki::EndEntityCert::try_from(&certificate) else { return false };
    parsed.verify_signature(webpki::ring::ECDSA_P256_SHA256, message, signature).is_ok()
}

/// SHA-256 of a certificate in PEM, in hexadecimal: how a bundle names its seal.
///
/// # Errors
/// When there is no certificate.
pub fn certificate_digest(pem: &[u8]) -> Result<String, String> {
    let certificate = CertificateDer::from_pem_slice(pem).map_err(|error| format!("no certificate: {error}"))?;
    Ok(hex::encode(Sha256::digest(&certificate)))
}

/// Writes a new key with its own certificate, unless another process was faster.
fn keep_new(folder: &Path, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
    let mut parameters = rcgen::CertificateParams::new(Vec::new())?;
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters.distinguished_name.push(rcgen::DnType::CommonName, "Contatti (sigillo di questa installazione)");
    parameters.key_usages = vec![rcgen::KeyUsagePurpose::DigitalSignature, rcgen::KeyUsagePurpose::ContentCommitment];
    let certificate = parameters.self_signed(&key)?;
    let draft = folder.join(format!("{FILE}.{}", uuid::Uuid::new_v4().simple()));
    let mut out = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    out.write_all(key.serialize_pem().as_bytes())?;
    out.write_all(certificate.pem().as_bytes())?;
    out.sync_all()?;
    let linked = std::fs::hard_link(&draft, file);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_seal_is_kept_and_signs_the_same_way_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (Seal::open(folder.path()).unwrap(), Seal::open(folder.path()).unwrap());
        assert_eq!(first.certificate(), second.certificate());
        let signature = first.sign(b"text").unwrap();
        assert!(holds(second.certificate(), b"text", &signature));
        assert!(!holds(second.certificate(), b"Text", &signature));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_certificate_of_another_key_is_refused() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let pem = folders.each_ref().map(|folder| {
            Seal::open(folder.path()).unwrap();
            std::fs::read_to_string(folder.path().join(FILE)).unwrap()
        });
        let at = |text: &str| text.find("-----BEGIN CERTIFICATE").unwrap();
        let mixed = format!("{}{}", &pem[0][..at(&pem[0])], &pem[1][at(&pem[1])..]);
        assert!(Seal::from_pem(mixed.as_bytes()).unwrap_err().contains("not of this key"));
        assert!(Seal::from_pem(b"nothing").is_err());
    }
}
