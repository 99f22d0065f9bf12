//! A fax: a TIFF or PDF with a sidecar that says from where, as HylaFAX's `faxrcvd` hands it.

use super::clean;
use super::envelope::{Envelope, Original};
use super::folders::Folders;
use contatti_model::Instant;
use contatti_model::register::Direction;
use contatti_model::requests::Channel;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::{fs, io};

/// What the fax server says of a fax; written after the document, so that what has a sidecar is whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FaxReceived {
    /// The caller's number, and the name it announced.
    pub from: String,
    pub name: String,
    /// The number that was called.
    pub to: String,
    /// RFC 3339.
    pub received_at: String,
    /// HylaFAX's communication id.
    pub communication: String,
    /// What went wrong while it was received; the pages that came are kept.
    pub error: String,
}

/// Puts a received fax where the intake finds it; the document first, the sidecar last.
///
/// # Errors
/// When a file cannot be read or written.
pub fn deliver(folders: &Folders, document: &Path, said: &FaxReceived) -> io::Result<()> {
    let fax = folders.fax();
    fs::create_dir_all(&fax)?;
    let ending = document.extension().and_then(|ending| ending.to_str()).unwrap_or("tif");
    let stem = document.file_stem().and_then(|stem| stem.to_str()).unwrap_or("fax");
    let name = format!("{stem}-{}", clean::number(&said.communication));
    // A copy under a name no reader looks for, then the right name: nobody ever meets half a document.
    let half = fax.join(format!(".{name}.part"));
    fs::copy(document, &half)?;
    fs::rename(&half, fax.join(format!("{name}.{ending}")))?;
    let sidecar = serde_json::to_vec(said).map_err(io::Error::other)?;
    fs::write(&half, sidecar)?;
    fs::rename(&half, fax.join(format!("{name}.json")))
}

/// Reads a fax; none when the sidecar is not one.
pub(super) fn read(name: &str, document: Vec<u8>, sidecar: &[u8]) -> Option<Envelope> {
    let said: FaxReceived = serde_json::from_slice(sidecar).ok()?;
    let address = clean::number(&said.from);
    let caller = [&said.name, &said.from].into_iter().map(|text| clean::line(text)).find(|text| !text.is_empty());
    // The communication is part of the digest: the same page faxed twice is two faxes, one fax delivered twice is one.
    let digest = Sha256::new().chain_update(&document).chain_update(sidecar).finalize();
    Some(Envelope {
        channel: Channel::Fax,
        direction: Direction::In,
        at: said.received_at.parse::<Timestamp>().ok().map(Instant::new),
        correspondent: caller.unwrap_or_default(),
        address,
        recipients: vec![clean::number(&said.to)],
        subject: String::new(),
        text: clean::text(&said.error),
        automatic: false,
        files: vec![(name.to_owned(), document)],
        left_out: 0,
        original: Original::Digest(hex::encode(digest)),
        position: None,
        request: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fax_delivered_by_the_fax_server_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::at(folder.path());
        let document = folder.path().join("fax000012.tif");
        fs::write(&document, b"II*\0pages").unwrap();
        let said =
            FaxReceived { from: "+39 081 5551234".into(), communication: "000000012".into(), ..Default::default() };
        deliver(&folders, &document, &said).unwrap();
        let sidecar = fs::read(folders.fax().join("fax000012-000000012.json")).unwrap();
        let kept = fs::read(folders.fax().join("fax000012-000000012.tif")).unwrap();
        let envelope = read("fax.tif", kept, &sidecar).unwrap();
        assert_eq!((envelope.address.as_str(), envelope.correspondent.as_str()), ("0815551234", "+39 081 5551234"));
        assert!(read("fax.tif", vec![], b"not json").is_none());
    }
}
