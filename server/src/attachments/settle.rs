//! Giving a received file its place: checked against what was announced, then written with what is known of its content.

use super::receive::{Announced, Limits, Received, refused};
use super::store::{self, Brought};
use super::{inspect, scan_store, sniff, uploads};
use crate::config::Antivirus;
use crate::db::Tx;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::{Attachment, FileFacts, FileKind, Scan};
use contatti_model::{AttachmentId, Issue, ProblemCode};

/// Checks what arrived and writes its row; the object takes its final place inside that transaction, so that the
/// sweeper never meets one without the other.
///
/// # Errors
/// What is wrong with the file, or with the way it came; nothing of it is kept then.
pub(super) async fn settle(
    house: &House,
    actor: &Actor,
    announced: &Announced,
    received: Received,
    limits: &Limits,
) -> Answer<Attachment> {
    let kind = check(house, announced, &received, limits).await?;
    let Received { upload, name, stored } = received;
    let mut file = Attachment {
        id: announced.upload.unwrap_or(AttachmentId(upload)),
        name: name.as_str().to_owned(),
        size: stored.size,
        sha256: stored.sha256,
        kind,
        stored_at: house.now(),
        scan: Scan::Off,
        signature: None,
    };
    let mut tx = house.begin().await?;
    // Whoever ends the upload first has the file: a second ending finds none.
    if let Some(id) = announced.upload
        && !uploads::end(&mut tx, id).await?
    {
        return Err(Refusal::not_found());
    }
    write(house, &mut tx, Brought::by(actor), &mut file).await?;
    house.files.settle(upload, &file.sha256).await?;
    tx.commit().await?;
    if file.scan == Scan::Waiting {
        house.to_scan.notify_one();
    }
    Ok(file)
}

async fn check(house: &House, announced: &Announced, received: &Received, limits: &Limits) -> Answer<FileKind> {
    let Received { upload, name, stored } = received;
    if stored.size == 0 {
        return Err(refused(Issue::FileEmpty { name: name.as_str().to_owned() }));
    }
    if announced.sha256.as_ref().is_some_and(|sha256| *sha256 != stored.sha256) {
        return Err(Refusal::new(ProblemCode::DigestMismatch));
    }
    let kind = sniff::kind(name, &stored.head).map_err(refused)?;
    limits.check(&FileFacts { name: name.as_str(), size: stored.size, kind })?;
    if kind == FileKind::Zip
        && let Some(issue) = inspect::archive(house.files.received(*upload), name.as_str()).await?
    {
        return Err(refused(issue));
    }
    Ok(kind)
}

/// The row, with what an earlier scan of the same content said.
pub(super) async fn write(house: &House, tx: &mut Tx, brought: Brought, file: &mut Attachment) -> Answer<()> {
    let known = scan_store::known(house, tx, &file.sha256).await?;
    let unknown = if house.config.antivirus == Antivirus::Off { Scan::Off } else { Scan::Waiting };
    file.scan = known.as_ref().and_then(scan_store::Known::scan).unwrap_or(unknown);
    let (signature, scanned_at) = known.map_or((None, None), |known| (known.signature, known.scanned_at));
    file.signature = signature;
    Ok(store::keep_row(tx, brought, file, scanned_at).await?)
}
