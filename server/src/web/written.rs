//! A body written as it is sent by code that writes and waits: memory stays bounded, whatever the length.

use axum::body::Body;
use futures::StreamExt;
use std::io;
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::runtime::Handle;
use tokio_util::io::{ReaderStream, SyncIoBridge};

/// Bytes in flight between the writer and the network.
const PIPE_BYTES: usize = 64 * 1024;

/// What `write` writes into.
pub type Pipe = SyncIoBridge<DuplexStream>;

/// The body `write` writes, in a thread of its own where it may wait on the handed runtime. A failure midway breaks the
/// body off, so that no client takes half of it for the whole.
pub fn written(write: impl FnOnce(&mut Pipe, &Handle) -> io::Result<()> + Send + 'static) -> Body {
    let (reader, writer) = tokio::io::duplex(PIPE_BYTES);
    let runtime = Handle::current();
    let writing = tokio::task::spawn_blocking(move || {
        let mut out = SyncIoBridge::new_with_handle(writer, runtime.clone());
        let result = write(&mut out, &runtime);
        let _ = runtime.block_on(out.into_inner().shutdown());
        result
    });
    let ending = futures::stream::once(async move {
        match writing.await {
            Ok(Ok(())) => Ok(bytes::Bytes::new()),
            Ok(Err(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        }
    });
    Body::from_stream(ReaderStream::new(reader).chain(ending))
}
