//! Files: uploading happens in `browser::upload`, for its progress; here are the addresses and the removal.

use super::{Outcome, delete, encoded, with_query};
use contatti_model::AttachmentId;

/// Where one file's bytes are posted to.
pub(crate) fn upload_path(name: &str, subject: &str) -> String {
    with_query("/api/v1/attachments", &[("name", name), ("subject", subject)])
}

/// Where a stored file is downloaded.
pub fn path(id: AttachmentId) -> String {
    format!("/api/v1/attachments/{}", encoded(&id.to_string()))
}

pub async fn remove(id: AttachmentId) -> Outcome<()> {
    delete(path(id)).await
}
