//! Who watches hears of each committed change: in process on SQLite, through LISTEN/NOTIFY between servers on PostgreSQL.

mod heard;

pub use heard::{Heard, Told};

use crate::db::Db;
use contatti_model::offices::Scheme;
use contatti_model::{CompanyId, OfficeId, RequestId};
use heard::Past;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

/// A request changed. Ids only: whoever is told still has to ask for the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub request: RequestId,
    pub version: i64,
    pub company: CompanyId,
    pub office: OfficeId,
    pub scheme: Scheme,
    /// Of what the company is not to hear.
    #[serde(default)]
    pub office_only: bool,
}

/// How many changes a slow listener may be behind, and a returning one may have missed, and still be told each.
const KEPT: usize = 1024;

/// The channel of changes, and the word that the server is closing.
#[derive(Clone, Debug)]
pub struct Live {
    changes: broadcast::Sender<Told>,
    past: Arc<Mutex<Past>>,
    closing: watch::Sender<bool>,
}

impl Live {
    /// `start` names this run of the server: what was heard from another cannot be counted on from here.
    pub fn new(start: Uuid) -> Self {
        let past = Arc::new(Mutex::new(Past::new(start, KEPT)));
        Self { changes: broadcast::channel(KEPT).0, past, closing: watch::channel(false).0 }
    }

    pub fn watch(&self) -> broadcast::Receiver<Told> {
        self.changes.subscribe()
    }

    /// The same for who has heard up to `heard`: what was told since, before anything else; none where that is not known.
    pub fn watch_since(&self, heard: &Heard) -> (broadcast::Receiver<Told>, Option<Vec<Told>>) {
        let past = self.past();
        (self.changes.subscribe(), past.since(heard))
    }

    /// How far has been told; everything told is committed.
    pub fn heard(&self) -> Heard {
        self.past().heard()
    }

    /// Resolves when the server begins to close, so that endless answers can end.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) fn tell(&self, change: Change) {
        self.tell_all(Some(change));
    }

    fn tell_all(&self, change: Option<Change>) {
        // Told while it is held: who begins to watch finds a change among the past or hears it, and never both.
        let mut past = self.past();
        // Nobody watching is no error.
        let _ = self.changes.send(past.add(change));
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// On PostgreSQL, passes on what any server announces; reconnects by itself until the server closes.
    pub async fn relay(self, db: Db) {
        let Db::Postgres(pool) = db else { return };
        let mut closing = self.closing();
        let mut interrupted = false;
        loop {
            let listening = async {
                let mut listener = sqlx::postgres::PgListener::connect_with(&pool).await?;
                listener.listen("contatti_live").await?;
                if interrupted {
                    self.tell_all(None);
                }
                // None: the connection was lost and is there again, and what was said meanwhile was said to nobody.
                loop {
                    let told = listener.try_recv().await?;
                    match told.as_ref().map(|told| serde_json::from_str(told.payload())) {
                        Some(Ok(change)) => self.tell(change),
                        Some(Err(error)) => tracing::warn!(%error, "unreadable live change"),
                        None => self.tell_all(None),
                    }
                }
            };
            let ended: Result<(), sqlx::Error> = tokio::select! {
                ended = listening => ended,
                _ = closing.wait_for(|closing| *closing) => return,
            };
            if let Err(error) = ended {
                tracing::warn!(%error, "live changes interrupted; listening again");
            }
            interrupted = true;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}
