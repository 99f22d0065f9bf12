//! How many files of which kinds and sizes a subject takes: data per subject, checked by one function on both sides.

use super::FileKind;
use crate::problem::{FieldError, Issue};
use serde::{Deserialize, Serialize};

/// The limits of one subject (DOMAIN 3.2: three files of 3 MB, five of 1 MB, …).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentProfile {
    pub code: String,
    pub max_files: u32,
    pub max_file_bytes: u64,
    pub max_total_bytes: u64,
    pub kinds: Vec<FileKind>,
}

/// The field every attachment error is shown at.
pub const FIELD: &str = "attachments";

/// What the rules need to know of a file.
#[derive(Clone, Debug)]
pub struct FileFacts<'a> {
    pub name: &'a str,
    pub size: u64,
    pub kind: FileKind,
}

impl AttachmentProfile {
    /// Checks one file alone, so that a person hears of it when it is chosen, not when all is sent.
    pub fn check_one(&self, file: &FileFacts<'_>) -> Result<(), FieldError> {
        let name = file.name.to_owned();
        if file.size == 0 {
            return Err(FieldError::new(FIELD, Issue::FileEmpty { name }));
        }
        if file.size > self.max_file_bytes {
            return Err(FieldError::new(FIELD, Issue::FileTooLarge { name, max_bytes: self.max_file_bytes }));
        }
        if !self.kinds.contains(&file.kind) {
            return Err(FieldError::new(FIELD, Issue::FileKindNotAccepted { name }));
        }
        Ok(())
    }

    /// Checks the files together; every error is reported, not the first alone.
    pub fn check_all(&self, files: &[FileFacts<'_>]) -> Vec<FieldError> {
        let mut errors: Vec<_> = files.iter().filter_map(|file| self.check_one(file).err()).collect();
        if files.len() > self.max_files as usize {
            errors.push(FieldError::new(FIELD, Issue::TooManyFiles { max: self.max_files }));
        }
        let total = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.size));
        if total > self.max_total_bytes {
            errors.push(FieldError::new(FIELD, Issue::FilesTooLargeTogether { max_bytes: self.max_total_bytes }));
        }
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three_of_3mb() -> AttachmentProfile {
        AttachmentProfile {
            code: "3x3".into(),
            max_files: 3,
            max_file_bytes: 3_000_000,
            max_total_bytes: 9_000_000,
            kinds: vec![FileKind::Pdf, FileKind::Jpeg],
        }
    }

    fn pdf(size: u64) -> FileFacts<'static> {
        FileFacts { name: "a.pdf", size, kind: FileKind::Pdf }
    }

    #[test]
    fn a_fourth_file_an_empty_one_and_a_heavy_one_are_each_named() {
        let profile = three_of_3mb();
        assert!(profile.check_all(&[pdf(1), pdf(3_000_000), pdf(2)]).is_empty());
        let errors = profile.check_all(&[pdf(0), pdf(3_100_000), pdf(1), pdf(1)]);
        let issues: Vec<_> = errors.into_iter().map(|error| error.issue).collect();
        assert!(issues.contains(&Issue::FileEmpty { name: "a.pdf".into() }));
        assert!(issues.contains(&Issue::FileTooLarge { name: "a.pdf".into(), max_bytes: 3_000_000 }));
        assert!(issues.contains(&Issue::TooManyFiles { max: 3 }));
    }
}
