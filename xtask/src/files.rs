//! Reading, writing and fingerprinting files, with errors that name the file.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(Failure::at("read", path))
}

pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(Failure::at("read", path))
}

pub fn write(path: &Path, content: &[u8]) -> Outcome {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, content).map_err(Failure::at("write", path))
}

pub fn copy(from: &Path, to: &Path) -> Outcome {
    write(to, &read(from)?)
}

pub fn make_folder(path: &Path) -> Outcome {
    fs::create_dir_all(path).map_err(Failure::at("make the folder", path))
}

pub fn empty_folder(path: &Path) -> Outcome {
    if path.exists() {
        fs::remove_dir_all(path).map_err(Failure::at("empty the folder", path))?;
    }
    make_folder(path)
}

/// Every file below a folder, sorted; folders named in `skip` are not entered.
pub fn below(folder: &Path, skip: &[&str]) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).map_err(Failure::at("list", &next))? {
            let path = entry.map_err(Failure::at("list", &next))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                if !skip.contains(&name.as_str()) {
                    waiting.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Hexadecimal SHA-256 of names and contents, in the order given.
pub fn fingerprint(files: &[PathBuf]) -> Outcome<String> {
    let mut digest = Sha256::new();
    for file in files {
        digest.update(file.to_string_lossy().as_bytes());
        digest.update([0]);
        digest.update(read(file)?);
    }
    Ok(hex::encode(digest.finalize()))
}

/// The part of a content hash that goes into file names.
pub fn short_hash(content: &[u8]) -> String {
    hex::encode(&Sha256::digest(content)[..8])
}
