//! Files that travel with a request: what may be sent, and how a file's name is made safe.

mod kind;
mod name;
mod profile;

pub use kind::FileKind;
pub use name::FileName;
pub use profile::{AttachmentProfile, FIELD, FileFacts};

use crate::{AttachmentId, Instant};
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
}
