//! Beginning an upload: what its name and declared length already break is refused before a byte is sent.

use super::store;
use crate::attachments::receive::{Announced, Limits, has_room, refused};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::{FileFacts, FileKind, FileName};
use contatti_model::{AttachmentId, Issue};

/// # Errors
/// 422 with what to mend: the name, the kind it claims, the length, or too many files waiting.
pub(super) async fn begin(house: &House, actor: &Actor, announced: &Announced, size: u64) -> Answer<AttachmentId> {
    let name = FileName::parse(&announced.name).ok_or_else(|| refused(Issue::FileNameUnusable))?;
    let named = || name.as_str().to_owned();
    let limits = Limits::of(house, announced.subject.as_deref()).await?;
    let kind = FileKind::by_name(name.as_str()).ok_or_else(|| refused(Issue::FileKindNotAccepted { name: named() }))?;
    if size == 0 {
        return Err(refused(Issue::FileEmpty { name: named() }));
    }
    if size > limits.max_bytes() {
        return Err(refused(Issue::FileTooLarge { name: named(), max_bytes: limits.max_bytes() }));
    }
    limits.check(&FileFacts { name: name.as_str(), size, kind })?;
    has_room(house, actor).await?;
    let id = AttachmentId(house.new_id());
    tokio::fs::File::create(house.files.growing(id.0)).await.map_err(Refusal::internal)?;
    store::begin(house, actor, id, &name, announced, size).await?;
    Ok(id)
}
