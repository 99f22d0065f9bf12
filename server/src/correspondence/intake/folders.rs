//! Where messages are delivered: Maildir for mail and PEC, a folder each for faxes and for the contact centre.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The folders of the intake.
#[derive(Clone, Debug)]
pub struct Folders(PathBuf);

impl Folders {
    pub fn at(root: &Path) -> Self {
        Self(root.to_owned())
    }

    /// Makes them, so that mail servers find where to deliver.
    ///
    /// # Errors
    /// When a folder cannot be made.
    pub fn make(&self) -> io::Result<()> {
        for mailbox in [self.mail(), self.pec()] {
            for part in ["new", "cur", "tmp"] {
                fs::create_dir_all(mailbox.join(part))?;
            }
        }
        for folder in [self.fax(), self.contact_centre(), self.broken()] {
            fs::create_dir_all(folder)?;
        }
        Ok(())
    }

    pub fn mail(&self) -> PathBuf {
        self.0.join("mail")
    }

    pub fn pec(&self) -> PathBuf {
        self.0.join("pec")
    }

    pub fn fax(&self) -> PathBuf {
        self.0.join("fax")
    }

    pub fn contact_centre(&self) -> PathBuf {
        self.0.join("contact-centre")
    }

    /// What could not be read, for whoever runs the server.
    pub fn broken(&self) -> PathBuf {
        self.0.join("broken")
    }
}

/// At most `limit` files of a folder, by name, which is by age in a Maildir; none where there is no folder. Names that
/// begin with a dot are still being written; links are never followed.
pub(super) fn files(folder: &Path, limit: usize) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![] };
    let whole = |entry: &fs::DirEntry| {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        !hidden && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let mut paths: Vec<PathBuf> = entries.flatten().filter(whole).map(|entry| entry.path()).collect();
    paths.sort();
    paths.truncate(limit);
    paths
}
