//! Several files as one compressed file (seed 004), written as it is sent: memory stays bounded.

use super::files::FileStore;
use crate::web::{Refusal, written};
use axum::body::Body;
use contatti_model::attachments::Attachment;
use futures::StreamExt;
use std::collections::HashSet;
use std::io::{self, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Where a part of an archive comes from.
pub(crate) enum Source {
    /// Bytes made for it.
    Made(Vec<u8>),
    /// A kept file, by its SHA-256.
    Kept(String),
}

/// The archive as a body.
pub(crate) fn stream(files: FileStore, parts: Vec<(String, Source)>) -> Body {
    written(move |out, runtime| write(out, &files, parts, runtime))
}

fn write(
    out: impl Write,
    files: &FileStore,
    parts: Vec<(String, Source)>,
    runtime: &tokio::runtime::Handle,
) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    for (name, source) in parts {
        zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        let sha256 = match source {
            Source::Made(bytes) => {
                zip.write_all(&bytes)?;
                continue;
            }
            Source::Kept(sha256) => sha256,
        };
        let failed = |refusal: Refusal| io::Error::other(refusal.into_problem());
        let mut bytes = runtime.block_on(files.read(&sha256)).map_err(failed)?;
        while let Some(chunk) = runtime.block_on(bytes.next()) {
            zip.write_all(&chunk.map_err(io::Error::other)?)?;
        }
    }
    zip.finish().map(drop).map_err(io::Error::other)
}

/// Two files of the same name both stay: the second becomes `name (2).pdf`.
pub(crate) fn unique_names(attachments: &[Attachment]) -> Vec<(String, &Attachment)> {
    let mut taken = HashSet::new();
    let mut named = vec![];
    for file in attachments {
        let (stem, ending) = match file.name.rsplit_once('.') {
            Some((stem, ending)) => (stem, format!(".{ending}")),
            None => (file.name.as_str(), String::new()),
        };
        let mut name = file.name.clone();
        let mut count = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem} ({count}){ending}");
            count += 1;
        }
        named.push((name, file));
    }
    named
}
