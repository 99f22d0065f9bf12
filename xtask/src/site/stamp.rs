//! Remembers what a step was made from, so that it is skipped while nothing changed.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::files;

pub struct Stamp {
    file: PathBuf,
    wanted: String,
}

impl Stamp {
    /// The tool's own program counts as an input: a changed recipe makes the step again.
    pub fn of(folder: &Path, inputs: &[PathBuf], manner: &str) -> Outcome<Self> {
        let mut all = inputs.to_vec();
        all.extend(std::env::current_exe().ok());
        let wanted = format!("{manner} {}", files::fingerprint(&all)?);
        Ok(Self { file: folder.join(".made-from"), wanted })
    }

    pub fn is_fresh(&self) -> bool {
        files::read_text(&self.file).is_ok_and(|found| found == self.wanted)
    }

    /// Called last: a step that failed half-way is never fresh.
    pub fn keep(&self) -> Outcome {
        files::write(&self.file, self.wanted.as_bytes())
    }
}
