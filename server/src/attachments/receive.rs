//! Receiving one file: streamed to disk while it is hashed, checked, and kept waiting for the request it belongs to.

use super::sniff::{self, HEAD_BYTES};
use super::store;
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::web::{Answer, Refusal};
use axum::extract::multipart::Field;
use bytes::Bytes;
use contatti_model::attachments::{Attachment, AttachmentProfile, FIELD, FileFacts, FileName};
use contatti_model::{AttachmentId, FieldError, Issue, ProblemCode};
use futures::Stream;
use futures::StreamExt;
use sha2::{Digest, Sha256};
use std::time::Duration;
use uuid::Uuid;

/// The heaviest file accepted where the subject is not known yet.
const ANY_FILE_BYTES: u64 = 10_000_000;
/// How much of a file over its limit is still read, so that the browser hears the answer instead of a broken line.
const DRAIN_BYTES: u64 = 32_000_000;
/// How long a sender may stay silent.
const SILENCE: Duration = Duration::from_secs(30);
/// Files one person, or one of their programs, may have waiting: more is no use of this service.
const MAX_WAITING: i64 = 50;

/// Receives a file that is the whole body of a request.
pub(super) async fn receive_body(
    house: &House,
    actor: &Actor,
    subject: Option<&str>,
    name: &str,
    body: axum::body::Body,
) -> Answer<Attachment> {
    let chunks = body.into_data_stream().map(|chunk| chunk.map_err(|_| Refusal::new(ProblemCode::CutShort)));
    receive(house, actor, subject, name, chunks).await
}

/// Receives a file that is a part of a multipart form.
pub async fn receive_field(
    house: &House,
    actor: &Actor,
    subject: Option<&str>,
    field: Field<'_>,
) -> Answer<Attachment> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let chunks = field.map(|chunk| chunk.map_err(|_| Refusal::new(ProblemCode::CutShort)));
    receive(house, actor, subject, &name, chunks).await
}

async fn receive<S>(
    house: &House,
    actor: &Actor,
    subject: Option<&str>,
    raw_name: &str,
    chunks: S,
) -> Answer<Attachment>
where
    S: Stream<Item = Answer<Bytes>> + Send,
{
    let mut chunks = std::pin::pin!(chunks);
    let profile = profile(house, subject).await?;
    let Some(name) = FileName::parse(raw_name) else {
        drain(&mut chunks).await?;
        return Err(refused(Issue::FileNameUnusable));
    };
    if store::waiting_count(house, actor).await? >= MAX_WAITING {
        drain(&mut chunks).await?;
        return Err(refused(Issue::TooManyFiles { max: u32::try_from(MAX_WAITING).unwrap_or(0) }));
    }
    let upload = house.new_id();
    let limit = profile.as_ref().map_or(ANY_FILE_BYTES, |profile| profile.max_file_bytes);
    let stored = stream_to_store(house, upload, limit, &name, &mut chunks).await;
    let result = match stored {
        Ok(stored) => settle(house, actor, upload, &name, profile.as_ref(), stored).await,
        Err(refusal) => Err(refusal),
    };
    if result.is_err() {
        house.files.discard(upload).await;
    }
    result
}

struct Stored {
    size: u64,
    sha256: String,
    head: Vec<u8>,
}

async fn stream_to_store<S>(house: &House, upload: Uuid, limit: u64, name: &FileName, chunks: &mut S) -> Answer<Stored>
where
    S: Stream<Item = Answer<Bytes>> + Unpin,
{
    let mut writer = house.files.begin(upload).await?;
    let (mut hash, mut size, mut head) = (Sha256::new(), 0_u64, Vec::with_capacity(HEAD_BYTES));
    let outcome: Answer<()> = async {
        while let Some(chunk) = next(chunks).await? {
            size += chunk.len() as u64;
            if size > limit {
                drain(chunks).await?;
                return Err(refused(Issue::FileTooLarge { name: name.as_str().to_owned(), max_bytes: limit }));
            }
            let wanted = HEAD_BYTES.saturating_sub(head.len()).min(chunk.len());
            head.extend_from_slice(&chunk[..wanted]);
            hash.update(&chunk);
            writer.wait_for_capacity(1).await?;
            writer.put(chunk);
        }
        Ok(())
    }
    .await;
    if let Err(refusal) = outcome {
        let _ = writer.abort().await;
        return Err(refusal);
    }
    writer.finish().await?;
    Ok(Stored { size, sha256: hex::encode(hash.finalize()), head })
}

/// Checks what arrived and writes its row; the object takes its final place inside that transaction, so that the
/// sweeper never meets one without the other.
async fn settle(
    house: &House,
    actor: &Actor,
    upload: Uuid,
    name: &FileName,
    profile: Option<&AttachmentProfile>,
    stored: Stored,
) -> Answer<Attachment> {
    if stored.size == 0 {
        return Err(refused(Issue::FileEmpty { name: name.as_str().to_owned() }));
    }
    let kind = sniff::kind(name, &stored.head).map_err(refused)?;
    if let Some(profile) = profile {
        let facts = FileFacts { name: name.as_str(), size: stored.size, kind };
        profile.check_one(&facts).map_err(|error| Refusal::invalid(vec![error]))?;
    }
    let attachment = Attachment {
        id: AttachmentId(upload),
        name: name.as_str().to_owned(),
        size: stored.size,
        sha256: stored.sha256,
        kind,
        stored_at: house.now(),
    };
    let mut tx = house.begin().await?;
    store::keep_row(&mut tx, actor, &attachment).await?;
    house.files.settle(upload, &attachment.sha256).await?;
    tx.commit().await?;
    Ok(attachment)
}

async fn profile(house: &House, subject: Option<&str>) -> Answer<Option<AttachmentProfile>> {
    match subject.and_then(|subject| subject.parse().ok()) {
        Some(id) => Ok(offices::subject(house, id).await?.map(|subject| subject.profile)),
        None => Ok(None),
    }
}

async fn next<S: Stream<Item = Answer<Bytes>> + Unpin>(chunks: &mut S) -> Answer<Option<Bytes>> {
    match tokio::time::timeout(SILENCE, chunks.next()).await {
        Ok(chunk) => chunk.transpose(),
        Err(_) => Err(Refusal::new(ProblemCode::TooSlow)),
    }
}

async fn drain<S: Stream<Item = Answer<Bytes>> + Unpin>(chunks: &mut S) -> Answer<()> {
    let mut drained = 0;
    while let Some(chunk) = next(chunks).await? {
        drained += chunk.len() as u64;
        if drained > DRAIN_BYTES {
            return Err(Refusal::new(ProblemCode::TooLarge));
        }
    }
    Ok(())
}

fn refused(issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(FIELD, issue)])
}
