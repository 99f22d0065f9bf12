//! Files that travel with a request: what may be sent, and how a file's name is made safe.

mod kind;
mod name;
mod profile;
mod scan;

pub use kind::FileKind;
pub use name::FileName;
pub use profile::{AttachmentProfile, FIELD, FileFacts};
pub use scan::{Scan, Verdict};

use crate::{AttachmentId, Instant, Issue};
use serde::{Deserialize, Serialize};

/// A stored file, as both sides show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub id: AttachmentId,
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hexadecimal SHA-256 (*impronta*) of the bytes as received.
    pub sha256: String,
    pub kind: FileKind,
    pub stored_at: Instant,
    /// What the antivirus says of it.
    #[serde(default)]
    pub scan: Scan,
    /// The signature that matched, where it is infected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

impl Attachment {
    /// Whether the antivirus lets it travel; else what to tell at the field.
    pub fn held_back(&self) -> Option<Issue> {
        let name = self.name.clone();
        match self.scan {
            Scan::Waiting => Some(Issue::FileInVerification { name }),
            Scan::Infected => Some(Issue::FileInfected { name, signature: self.signature.clone().unwrap_or_default() }),
            Scan::Off | Scan::Clean | Scan::NotScanned => None,
        }
    }

    /// Whether a browser can show it without running anything in it.
    pub fn can_be_previewed(&self) -> bool {
        self.scan.may_be_read() && self.kind.is_shown_by_browsers()
    }
}
