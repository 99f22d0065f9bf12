//! Receiving one file: streamed to disk while it is hashed, checked, and kept waiting for the request it belongs to.

use super::sniff::HEAD_BYTES;
use super::{settle, store};
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
pub(super) const ANY_FILE_BYTES: u64 = 10_000_000;
/// How much of a file over its limit is still read, so that the browser hears the answer instead of a broken line.
const DRAIN_BYTES: u64 = 32_000_000;
/// How long a sender may stay silent.
const SILENCE: Duration = Duration::from_secs(30);
/// Files one person, or one of their programs, may have waiting: more is no use of this service.
const MAX_WAITING: i64 = 50;

/// What is said of a file before its bytes are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Announced {
    pub name: String,
    /// The chosen subject's id, as sent.
    pub subject: Option<String>,
    /// What the sender says the bytes hash to, in hexadecimal.
    pub sha256: Option<String>,
    /// The upload these bytes grew in; it ends, and the file takes its id.
    pub upload: Option<AttachmentId>,
}

/// Receives a file that is the whole body of a request.
pub(super) async fn receive_body(
    house: &House,
    actor: &Actor,
    announced: &Announced,
    body: axum::body::Body,
) -> Answer<Attachment> {
    receive(house, actor, announced, chunks_of(body)).await
}

/// The bytes of a body; a line that breaks is the sender's trouble.
pub(super) fn chunks_of(body: axum::body::Body) -> impl Stream<Item = Answer<Bytes>> + Send {
    body.into_data_stream().map(|chunk| chunk.map_err(|_| Refusal::new(ProblemCode::CutShort)))
}

/// Receives a file that is a part of a multipart form.
pub async fn receive_field(
    house: &House,
    actor: &Actor,
    subject: Option<&str>,
    field: Field<'_>,
) -> Answer<Attachment> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let announced = Announced { name, subject: subject.map(str::to_owned), ..Announced::default() };
    let chunks = field.map(|chunk| chunk.map_err(|_| Refusal::new(ProblemCode::CutShort)));
    receive(house, actor, &announced, chunks).await
}

/// Receives a file's bytes from wherever they come: every way in passes here.
pub(super) async fn receive<S>(house: &House, actor: &Actor, announced: &Announced, chunks: S) -> Answer<Attachment>
where
    S: Stream<Item = Answer<Bytes>> + Send,
{
    let mut chunks = std::pin::pin!(chunks);
    let limits = Limits::of(house, announced.subject.as_deref()).await?;
    let Some(name) = FileName::parse(&announced.name) else {
        drain(&mut chunks).await?;
        return Err(refused(Issue::FileNameUnusable));
    };
    // An upload that ends has had its room since it began.
    if announced.upload.is_none()
        && let Err(refusal) = has_room(house, actor).await
    {
        drain(&mut chunks).await?;
        return Err(refusal);
    }
    let upload = house.new_id();
    let stored = stream_to_store(house, upload, limits.max_bytes(), &name, &mut chunks).await;
    let result = match stored {
        Ok(stored) => settle::settle(house, actor, announced, Received { upload, name, stored }, &limits).await,
        Err(refusal) => Err(refusal),
    };
    if result.is_err() {
        house.files.discard(upload).await;
    }
    result
}

/// Whether the person, or this program of theirs, may have one file more waiting.
pub(super) async fn has_room(house: &House, actor: &Actor) -> Answer<()> {
    if store::waiting_count(house, actor).await? < MAX_WAITING {
        return Ok(());
    }
    Err(refused(Issue::TooManyFiles { max: u32::try_from(MAX_WAITING).unwrap_or(0) }))
}

/// What the chosen subject takes, or what any takes where none is chosen yet.
pub(super) struct Limits(Option<AttachmentProfile>);

impl Limits {
    pub async fn of(house: &House, subject: Option<&str>) -> Answer<Self> {
        match subject.and_then(|subject| subject.parse().ok()) {
            Some(id) => Ok(Self(offices::profile(house, id).await?)),
            None => Ok(Self(None)),
        }
    }

    pub fn max_bytes(&self) -> u64 {
        self.0.as_ref().map_or(ANY_FILE_BYTES, |profile| profile.max_file_bytes)
    }

    pub fn check(&self, facts: &FileFacts<'_>) -> Answer<()> {
        match &self.0 {
            Some(profile) => profile.check_one(facts).map_err(|error| Refusal::invalid(vec![error])),
            None => Ok(()),
        }
    }
}

/// A file whose every byte is on disk, not yet in its place.
pub(super) struct Received {
    pub upload: Uuid,
    pub name: FileName,
    pub stored: Stored,
}

pub(super) struct Stored {
    pub size: u64,
    pub sha256: String,
    pub head: Vec<u8>,
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

/// The next bytes, unless the sender falls silent.
pub(super) async fn next<S: Stream<Item = Answer<Bytes>> + Unpin>(chunks: &mut S) -> Answer<Option<Bytes>> {
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

pub(super) fn refused(issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(FIELD, issue)])
}
