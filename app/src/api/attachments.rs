//! Files: uploading happens in `browser::upload`, for its progress; here are the addresses, the standing and the removal.

use super::{Outcome, delete, encoded, get, with_query};
use contatti_model::AttachmentId;
use contatti_model::attachments::Attachment;

/// Where a file that is sent in pieces is announced.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser sends files"))]
pub(crate) const UPLOADS: &str = "/api/v1/uploads";

/// Where one file's bytes are posted to.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser sends files"))]
pub(crate) fn upload_path(name: &str, subject: &str) -> String {
    with_query("/api/v1/attachments", &[("name", name), ("subject", subject)])
}

/// Where a stored file is downloaded.
pub fn path(id: AttachmentId) -> String {
    format!("/api/v1/attachments/{}", encoded(&id.to_string()))
}

/// Where a file that browsers can show is shown instead of downloaded.
pub fn preview_path(id: AttachmentId) -> String {
    path(id) + "?inline=true"
}

/// How a file stands now: what the antivirus says of it.
pub async fn about(id: AttachmentId) -> Outcome<Attachment> {
    get(path(id) + "/about").await
}

pub async fn remove(id: AttachmentId) -> Outcome<()> {
    delete(path(id)).await
}
