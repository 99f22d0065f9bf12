//! `contatti register verify --bundle`: checks a bundle with nothing but its bytes, and names the first part that fails.

use super::manifest::{self, Manifest, Part, Sealed};
use crate::register::{self, Kept};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use contatti_model::requests::{ArchiveAction, Message, registered_text};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Read, Seek, SeekFrom};
use zip::ZipArchive;

/// A bundle that holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Proved {
    /// The request's register number.
    pub number: String,
    pub entries: usize,
    pub files: usize,
    /// SHA-256 of the certificate it is sealed with: compare it with the one the institute publishes.
    pub sealed_by: String,
}

/// The first part that does not hold, and how.
#[derive(Debug, PartialEq, Eq)]
pub struct Unproved {
    pub part: String,
    pub what: String,
}

impl fmt::Display for Unproved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.what)
    }
}

type Checked<T> = Result<T, Unproved>;

/// What is read whole into memory, at most.
const MAX_READ_BYTES: u64 = 32_000_000;
/// The heaviest bundle believed: threads hold a few files of a few megabytes.
const MAX_TOTAL_BYTES: u64 = 4_000_000_000;
const MAX_PARTS: usize = 10_000;

/// Checks seal, digests, sums, register entries, and that texts, files and segnature are the ones registered. Nothing is
/// written anywhere.
///
/// # Errors
/// The first part that does not hold.
pub fn verify(archive: impl Read + Seek) -> Checked<Proved> {
    let mut bundle = Bundle::open(archive)?;
    let (manifest, parts) = contents(&mut bundle)?;
    for part in parts.values() {
        bundle.has(part)?;
    }
    if bundle.read(manifest::SUMS)? != manifest::sums(&manifest).into_bytes() {
        return fails(manifest::SUMS, "does not list what the manifest lists");
    }
    let request: Told = bundle.json(manifest::REQUEST)?;
    let entries: Vec<Kept> = bundle.json(manifest::REGISTER)?;
    chained(&entries)?;
    if entries.len() != request.thread.len() {
        return fails(manifest::REGISTER, "does not hold one entry for each message");
    }
    let mut files = 0;
    for (message, kept) in request.thread.iter().zip(&entries) {
        registered(message, kept)?;
        files += attached(message, kept, &parts)?;
        sealed_segnatura(&mut bundle, kept)?;
    }
    let numbered = entries.first().map(|kept| kept.entry.register_number().to_string());
    if numbered.as_ref() != Some(&manifest.number) {
        return fails(manifest::MANIFEST, "is of another request");
    }
    if !parts.contains_key(manifest::RECEIPT) {
        return fails(manifest::RECEIPT, "is missing");
    }
    Ok(Proved { number: manifest.number, entries: entries.len(), files, sealed_by: manifest.sealed_by })
}

/// What is checked of `request.json`.
#[derive(Deserialize)]
struct Told {
    thread: Vec<Message>,
}

fn fails<T>(part: &str, what: impl Into<String>) -> Checked<T> {
    Err(Unproved { part: part.to_owned(), what: what.into() })
}

/// The manifest, believed because its seal holds, and its parts by their path.
fn contents<R: Read + Seek>(bundle: &mut Bundle<R>) -> Checked<(Manifest, BTreeMap<String, Part>)> {
    let bytes = bundle.read(manifest::MANIFEST)?;
    let sealed: Sealed = bundle.json(manifest::SEAL)?;
    if sealed.manifest_sha256 != manifest::digest(&bytes) {
        return fails(manifest::MANIFEST, "is not the one that was sealed");
    }
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&bytes) else {
        return fails(manifest::MANIFEST, "cannot be read");
    };
    let certificate = BASE64.decode(&sealed.certificate).unwrap_or_default();
    let signature = BASE64.decode(&sealed.signature).unwrap_or_default();
    let own = manifest::digest(&certificate) == manifest.sealed_by && sealed.algorithm == manifest::ALGORITHM;
    if !own || !register::seal_holds(&certificate, &bytes, &signature) {
        return fails(manifest::SEAL, "does not seal the manifest");
    }
    if manifest.form != manifest::FORM {
        return fails(manifest::MANIFEST, "is of a form this version does not know");
    }
    let parts = listed(&manifest)?;
    let closing = [manifest::MANIFEST, manifest::SEAL, manifest::SUMS];
    match bundle.names.iter().find(|name| !parts.contains_key(*name) && !closing.contains(&name.as_str())) {
        Some(_) => fails(manifest::MANIFEST, "does not list everything that is in the bundle"),
        None => Ok((manifest, parts)),
    }
}

/// The parts, each once, under plain relative paths and within bounds.
fn listed(manifest: &Manifest) -> Checked<BTreeMap<String, Part>> {
    let total = manifest.parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.size));
    let parts: BTreeMap<_, _> = manifest.parts.iter().map(|part| (part.path.clone(), part.clone())).collect();
    let plain = |path: &String| {
        let steps_in = path.split('/').all(|step| !matches!(step, "" | "." | ".."));
        steps_in && !path.contains(['\\', ':']) && !path.chars().any(char::is_control)
    };
    if parts.len() != manifest.parts.len() || parts.len() > MAX_PARTS || !parts.keys().all(plain) {
        return fails(manifest::MANIFEST, "lists a part twice, too many parts, or one under a path that is none");
    }
    if total > MAX_TOTAL_BYTES {
        return fails(manifest::MANIFEST, "lists more bytes than a bundle can have");
    }
    Ok(parts)
}

/// Every entry's hash is the one of its fields; where two follow each other, so do their hashes.
fn chained(entries: &[Kept]) -> Checked<()> {
    for kept in entries {
        if !kept.holds() {
            let number = kept.entry.register_number();
            return fails(manifest::REGISTER, format!("entry {number} is not the one its hash was made of"));
        }
    }
    for pair in entries.windows(2) {
        let (one, next) = (&pair[0], &pair[1]);
        let follows = one.entry.area == next.entry.area
            && one.entry.year == next.entry.year
            && one.entry.number + 1 == next.entry.number;
        if follows && next.previous_hash != one.hash {
            let number = next.entry.register_number();
            return fails(manifest::REGISTER, format!("entry {number} does not follow the one before it"));
        }
    }
    Ok(())
}

/// The message's number, moment, text and files are what its entry registered.
fn registered(message: &Message, kept: &Kept) -> Checked<()> {
    let entry = &kept.entry;
    let number = entry.register_number();
    let same = message.id == entry.message
        && message.registration.number == number
        && message.registration.at == entry.registered_at;
    if !same {
        return fails(manifest::REQUEST, format!("its messages are not the registered ones at {number}"));
    }
    let files = || message.attachments.iter().map(|file| (file.sha256.as_str(), file.name.as_str()));
    let whole = registered_text(&message.text, message.archive.as_ref().map(ArchiveAction::parts));
    // Answers were registered without what they state of the archives once.
    let same = [whole.as_str(), &message.text].iter().any(|text| register::documents(text, files()) == entry.documents);
    if !same {
        return fails(manifest::REQUEST, format!("text or files are not the registered ones of {number}"));
    }
    Ok(())
}

/// Each of the message's files is in the bundle with the digest that was registered; how many there are.
fn attached(message: &Message, kept: &Kept, parts: &BTreeMap<String, Part>) -> Checked<usize> {
    let number = kept.entry.register_number();
    let named = crate::attachments::unique_names(&message.attachments);
    for (name, file) in &named {
        let path = manifest::file_path(&number, name);
        match parts.get(&path) {
            Some(part) if part.sha256 == file.sha256 => {}
            Some(_) => return fails(&path, "is not the registered file"),
            None => return fails(manifest::MANIFEST, format!("a file of {number} is missing")),
        }
    }
    Ok(named.len())
}

fn sealed_segnatura<R: Read + Seek>(bundle: &mut Bundle<R>, kept: &Kept) -> Checked<()> {
    let path = manifest::segnatura_path(&kept.entry.register_number());
    let xml = String::from_utf8(bundle.read(&path)?).unwrap_or_default();
    if register::tells_of(&xml, &kept.entry) { Ok(()) } else { fails(&path, "does not tell of its register entry") }
}

/// An archive that nobody vouches for.
struct Bundle<R> {
    archive: ZipArchive<R>,
    names: BTreeSet<String>,
}

impl<R: Read + Seek> Bundle<R> {
    fn open(mut archive: R) -> Checked<Self> {
        let not_one = |_| Unproved { part: "the file".into(), what: "is not a bundle".into() };
        let claimed = entries_claimed(&mut archive).map_err(|error| not_one(error.to_string()))?;
        let archive = ZipArchive::new(archive).map_err(|error| not_one(error.to_string()))?;
        let name = |at| archive.name_for_index(at)?.ok().map(std::borrow::Cow::into_owned);
        let names: BTreeSet<String> = (0..archive.len()).filter_map(name).collect();
        // Two files of one name would let each reader see another.
        if names.len() != usize::from(claimed) || names.len() > MAX_PARTS {
            return fails("the file", "holds a part twice, or too many parts");
        }
        Ok(Self { archive, names })
    }

    /// The whole of a part, if it is not too large for memory.
    fn read(&mut self, path: &str) -> Checked<Vec<u8>> {
        if !self.names.contains(path) {
            return fails(path, "is missing");
        }
        let mut bytes = vec![];
        let read = match self.archive.by_name(path) {
            Ok(part) => part.take(MAX_READ_BYTES + 1).read_to_end(&mut bytes).is_ok(),
            Err(_) => false,
        };
        if !read || bytes.len() as u64 > MAX_READ_BYTES {
            return fails(path, "cannot be read");
        }
        Ok(bytes)
    }

    fn json<T: DeserializeOwned>(&mut self, path: &str) -> Checked<T> {
        let bytes = self.read(path)?;
        serde_json::from_slice(&bytes).or_else(|_| fails(path, "cannot be read"))
    }

    /// Size and digest are the listed ones; no more is unpacked than was listed, and none of it is kept.
    fn has(&mut self, part: &Part) -> Checked<()> {
        let path = &part.path;
        if !self.names.contains(path) {
            return fails(path, "is missing");
        }
        let Ok(inside) = self.archive.by_name(path) else { return fails(path, "cannot be read") };
        let mut hash = Sha256::new();
        match std::io::copy(&mut inside.take(part.size + 1), &mut hash) {
            Ok(size) if size == part.size && hex::encode(hash.finalize()) == part.sha256 => Ok(()),
            Ok(_) => fails(path, "is not what the manifest lists"),
            Err(_) => fails(path, "cannot be read"),
        }
    }
}

/// How many entries the archive's end claims; bundles end without a comment.
fn entries_claimed(archive: &mut (impl Read + Seek)) -> std::io::Result<u16> {
    let mut end = [0; 22];
    archive.seek(SeekFrom::End(-22))?;
    archive.read_exact(&mut end)?;
    archive.rewind()?;
    match end {
        [b'P', b'K', 5, 6, _, _, _, _, _, _, low, high, ..] => Ok(u16::from_le_bytes([low, high])),
        _ => Err(std::io::Error::from(std::io::ErrorKind::InvalidData)),
    }
}
