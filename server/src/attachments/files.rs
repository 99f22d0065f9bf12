//! Where bytes live: a folder behind `object_store`, addressed by SHA-256, written durably.

use crate::web::Answer;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// The store of files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    /// Where the objects lie; what is half received lies there too.
    folder: Arc<std::path::Path>,
}

/// The folder of what has not settled yet.
const INCOMING: &str = "incoming";
/// Bytes buffered before a part is written: the memory one upload may take.
const PART_BYTES: usize = 256 * 1024;

impl FileStore {
    /// Opens (and creates) the folder; every write is on disk before it is acknowledged.
    ///
    /// # Errors
    /// In words for whoever runs the server.
    pub fn open(folder: &std::path::Path) -> Result<Self, String> {
        let refused =
            |error: &dyn std::fmt::Display| format!("cannot open the files' folder {}: {error}", folder.display());
        std::fs::create_dir_all(folder).map_err(|error| refused(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| refused(&error))?;
        let objects = Arc::new(store.with_fsync(true).with_automatic_cleanup(false));
        std::fs::create_dir_all(folder.join(INCOMING)).map_err(|error| refused(&error))?;
        Ok(Self { objects, folder: folder.into() })
    }

    /// Begins to receive a file whose digest is not known yet.
    pub(super) async fn begin(&self, upload: Uuid) -> Answer<WriteMultipart> {
        let parts = self.objects.put_multipart(&incoming(upload)).await?;
        Ok(WriteMultipart::new_with_chunk_size(parts, PART_BYTES))
    }

    /// Where the bytes of a received file lie until they are settled.
    pub(super) fn received(&self, upload: Uuid) -> PathBuf {
        self.folder.join(incoming(upload).as_ref())
    }

    /// Where an upload that goes on where it broke off grows.
    pub(super) fn growing(&self, upload: Uuid) -> PathBuf {
        self.folder.join(INCOMING).join(format!("{upload}.part"))
    }

    /// Gives a received file its place by digest; the same content twice is one object.
    pub(super) async fn settle(&self, upload: Uuid, sha256: &str) -> Answer<()> {
        Ok(self.objects.rename(&incoming(upload), &place(sha256)).await?)
    }

    /// Drops what was received of a file that is not kept.
    pub(super) async fn discard(&self, upload: Uuid) {
        // A leftover is the sweeper's: nothing depends on this.
        let _ = self.objects.delete(&incoming(upload)).await;
    }

    /// Writes whole bytes under their digest.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn write(&self, sha256: &str, bytes: Vec<u8>) -> Answer<()> {
        Ok(self.objects.put(&place(sha256), bytes.into()).await.map(drop)?)
    }

    /// The bytes of a digest, as a stream.
    pub(crate) async fn read(&self, sha256: &str) -> Answer<BoxStream<'static, object_store::Result<bytes::Bytes>>> {
        Ok(self.objects.get(&place(sha256)).await?.into_stream())
    }

    /// Whether a digest's bytes are there.
    pub async fn holds(&self, sha256: &str) -> bool {
        self.objects.head(&place(sha256)).await.is_ok()
    }

    /// Everything last written before `before`: the path, and the digest where the file has settled.
    pub(super) async fn older_than(&self, before: jiff::Timestamp) -> Answer<Vec<(Path, Option<String>)>> {
        let old = self.objects.list(None).try_filter(move |object| {
            let old = object.last_modified.timestamp_micros() < before.as_microsecond();
            async move { old }
        });
        let named = old.map_ok(|object| {
            let settled = object.location.prefix_matches(&Path::from("sha256"));
            let digest = object.location.filename().filter(|_| settled).map(str::to_owned);
            (object.location, digest)
        });
        Ok(named.boxed().try_collect().await?)
    }

    pub(super) async fn remove(&self, path: &Path) -> Answer<()> {
        Ok(self.objects.delete(path).await?)
    }
}

fn incoming(upload: Uuid) -> Path {
    Path::from(format!("{INCOMING}/{upload}"))
}

/// Two levels keep folders small at millions of files.
fn place(sha256: &str) -> Path {
    let folder = sha256.get(..2).unwrap_or("__");
    Path::from(format!("sha256/{folder}/{sha256}"))
}
