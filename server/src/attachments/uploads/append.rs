//! The next bytes of an upload: written where the last ones ended, counted once they are on disk; the last ones end it.

use super::store::{self, Upload};
use crate::attachments::receive::{self, Announced, chunks_of, next};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use axum::body::Body;
use contatti_model::{AttachmentId, ProblemCode};
use futures::StreamExt;
use std::io::{self, SeekFrom};
use tokio::fs::{File, OpenOptions};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use tokio_util::io::ReaderStream;

/// Takes what comes, also when the line breaks; gives back where the sender goes on.
///
/// # Errors
/// 409 from another offset than the upload stands at, 413 past the declared length; when the last byte is there, whatever
/// is wrong with the file as a whole, and the upload is gone then.
pub(super) async fn append(house: &House, actor: &Actor, upload: Upload, offset: u64, body: Body) -> Answer<u64> {
    if upload.received != offset {
        return Err(Refusal::new(ProblemCode::OffsetConflict));
    }
    let (written, outcome) = write(house, &upload, body).await?;
    // Two senders of one upload: the database says who of them went on from here.
    if written > 0 && !store::advance(house, upload.id, offset, written).await? {
        return Err(Refusal::new(ProblemCode::OffsetConflict));
    }
    outcome?;
    if offset + written == upload.size {
        finish(house, actor, upload).await?;
    }
    Ok(offset + written)
}

/// How much is on disk, and what ended it.
async fn write(house: &House, upload: &Upload, body: Body) -> Answer<(u64, Answer<()>)> {
    let mut file = OpenOptions::new().write(true).open(house.files.growing(upload.id.0)).await.map_err(lost)?;
    file.seek(SeekFrom::Start(upload.received)).await.map_err(Refusal::internal)?;
    let (room, mut written) = (upload.size - upload.received, 0);
    let mut chunks = std::pin::pin!(chunks_of(body));
    let outcome = loop {
        match next(&mut chunks).await {
            Ok(Some(chunk)) if written + chunk.len() as u64 > room => break Err(Refusal::new(ProblemCode::TooLarge)),
            Ok(Some(chunk)) => {
                file.write_all(&chunk).await.map_err(Refusal::internal)?;
                written += chunk.len() as u64;
            }
            Ok(None) => break Ok(()),
            Err(refusal) => break Err(refusal),
        }
    };
    file.flush().await.map_err(Refusal::internal)?;
    file.sync_data().await.map_err(Refusal::internal)?;
    Ok((written, outcome))
}

/// Sends the whole through the door every file passes: a fresh copy is hashed, checked and settled, so that no hand
/// still writing here can reach a stored content.
async fn finish(house: &House, actor: &Actor, upload: Upload) -> Answer<()> {
    let file = File::open(house.files.growing(upload.id.0)).await.map_err(lost)?;
    let chunks = ReaderStream::with_capacity(file, 64 * 1024).map(|chunk| chunk.map_err(Refusal::internal));
    let announced = Announced {
        name: upload.name,
        subject: upload.subject.map(|subject| subject.to_string()),
        sha256: upload.sha256,
        upload: Some(upload.id),
    };
    let ended = receive::receive(house, actor, &announced, chunks).await;
    // A fault of ours leaves the upload as it is: asking again with no bytes tries again.
    let for_good = match &ended {
        Ok(_) => true,
        Err(refusal) => refusal.problem.status < 500,
    };
    if for_good {
        drop_bytes(house, upload.id).await;
        store::forget(house, actor.hand(), upload.id).await?;
    }
    ended.map(drop)
}

/// Drops what was received; a leftover is the sweeper's.
pub(super) async fn drop_bytes(house: &House, id: AttachmentId) {
    let _ = tokio::fs::remove_file(house.files.growing(id.0)).await;
}

/// Bytes that are gone, swept or on a server's disk that went away: the upload does not exist any more.
fn lost(error: io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::NotFound { Refusal::not_found() } else { Refusal::internal(error) }
}
