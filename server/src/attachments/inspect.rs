//! Looks into an archive before it is kept: how many files it holds and how large they become; nothing is written out,
//! and archives inside it are not followed.

use crate::web::{Answer, Refusal};
use contatti_model::Issue;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use tokio::sync::Semaphore;
use zip::ZipArchive;
use zip::result::ZipError;

/// What an archive may hold once opened, in bytes: twenty times the heaviest archive accepted, rounded up.
const MAX_OPENED_BYTES: u64 = 250_000_000;
/// The most files an archive may hold: more is no use of this service.
const MAX_ENTRIES: u32 = 1_000;
/// The most entries ever read into memory; archives stored inside the archive count too.
const MAX_HEADERS: usize = 10_000;
/// Archives inflated at a time, so that several hostile ones leave the machine to others.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Why an archive is not kept.
#[derive(Debug, PartialEq, Eq)]
enum Flaw {
    TooLarge,
    TooFull,
    Unreadable,
}

/// The issue to show at the file, if the archive has a flaw.
///
/// # Errors
/// When the server cannot look.
pub(super) async fn archive(path: PathBuf, name: &str) -> Answer<Option<Issue>> {
    let _turn = TURNS.acquire().await.map_err(Refusal::internal)?;
    let seen = tokio::task::spawn_blocking(move || look(&path)).await.map_err(Refusal::internal)?;
    let name = name.to_owned();
    Ok(seen.err().map(|flaw| match flaw {
        Flaw::TooLarge => Issue::ArchiveTooLarge { name, max_bytes: MAX_OPENED_BYTES },
        Flaw::TooFull => Issue::ArchiveTooFull { name, max: MAX_ENTRIES },
        Flaw::Unreadable => Issue::ArchiveUnreadable { name },
    }))
}

fn look(path: &Path) -> Result<(), Flaw> {
    let unreadable = |_: io::Error| Flaw::Unreadable;
    let mut file = BufReader::new(File::open(path).map_err(unreadable)?);
    // Before the reader below makes a list of them all in memory.
    if headers(&mut file, MAX_HEADERS).map_err(unreadable)? > MAX_HEADERS {
        return Err(Flaw::TooFull);
    }
    file.rewind().map_err(unreadable)?;
    check(ZipArchive::new(file).map_err(|_| Flaw::Unreadable)?, MAX_OPENED_BYTES)
}

fn check(mut archive: ZipArchive<impl Read + Seek>, max_bytes: u64) -> Result<(), Flaw> {
    if u32::try_from(archive.len()).is_ok_and(|count| count <= MAX_ENTRIES) {
        // Declared sizes first: an honest bomb costs nothing.
        let size = |index| archive.by_index_data(index).map_or(u64::MAX, |entry| entry.size());
        if (0..archive.len()).map(size).fold(0_u64, u64::saturating_add) > max_bytes {
            return Err(Flaw::TooLarge);
        }
    } else {
        return Err(Flaw::TooFull);
    }
    // Of two entries with one name each program opens another.
    if archive.has_duplicate_names() {
        return Err(Flaw::Unreadable);
    }
    for index in 0..archive.len() {
        inflate(&mut archive, index)?;
    }
    Ok(())
}

/// Inflates an entry into nothing, to one byte past what it declares: a liar is found out before it costs more.
fn inflate(archive: &mut ZipArchive<impl Read + Seek>, index: usize) -> Result<(), Flaw> {
    let entry = match archive.by_index(index) {
        Ok(entry) => entry,
        Err(ZipError::Io(_) | ZipError::InvalidArchive(_)) => return Err(Flaw::Unreadable),
        // Locked by a password, or packed in a way we do not open: the antivirus and its reader will see.
        Err(_) => return Ok(()),
    };
    let declared = entry.size();
    let opened = io::copy(&mut entry.take(declared.saturating_add(1)), &mut io::sink());
    match opened {
        Ok(real) if real <= declared => Ok(()),
        _ => Err(Flaw::Unreadable),
    }
}

/// Counts the marks every entry's header begins with, up to one more than `most`.
fn headers(file: &mut impl Read, most: usize) -> io::Result<usize> {
    const MARK: &[u8] = b"PK\x01\x02";
    let (mut buffer, mut kept, mut count) = (vec![0; 64 * 1024], 0, 0);
    loop {
        let read = file.read(&mut buffer[kept..])?;
        if read == 0 || count > most {
            return Ok(count);
        }
        let filled = kept + read;
        count += buffer[..filled].windows(MARK.len()).filter(|window| *window == MARK).count();
        // A mark may lie across two readings.
        kept = filled.min(MARK.len() - 1);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, usize)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(vec![]));
        for (name, size) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![0; *size]).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn seen(bytes: Vec<u8>) -> Result<(), Flaw> {
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Flaw::Unreadable).and_then(|archive| check(archive, 1_000_000))
    }

    #[test]
    fn files_that_become_too_large_together_are_refused() {
        assert_eq!(seen(packed(&[("a", 400_000), ("b", 600_000)])), Ok(()));
        assert_eq!(seen(packed(&[("a", 400_000), ("b", 600_001)])), Err(Flaw::TooLarge));
    }

    #[test]
    fn an_entry_larger_than_it_declares_is_found_out() {
        let mut bytes = packed(&[("a", 500_000)]);
        // The true size stands in the local and in the central header; both now say ten bytes.
        let size = 500_000_u32.to_le_bytes();
        let places: Vec<_> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == size).collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        assert_eq!(seen(bytes), Err(Flaw::Unreadable));
    }

    #[test]
    fn more_files_than_anybody_sends_are_refused_and_a_torn_archive_too() {
        let names: Vec<_> = (0..=MAX_ENTRIES).map(|number| number.to_string()).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
        assert_eq!(seen(packed(&files)), Err(Flaw::TooFull));
        let mut torn = packed(&[("a", 10)]);
        torn.truncate(torn.len() - 30);
        assert_eq!(seen(torn), Err(Flaw::Unreadable));
    }

    #[test]
    fn headers_are_counted_across_readings() {
        let mut bytes = vec![0; 64 * 1024 - 2];
        bytes.extend_from_slice(b"PK\x01\x02PK\x01\x02");
        assert_eq!(headers(&mut Cursor::new(bytes), 10).unwrap(), 2);
    }
}
