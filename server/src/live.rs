//! Who watches hears of each committed change: in process on SQLite, through LISTEN/NOTIFY between servers on PostgreSQL.

use crate::db::Db;
use contatti_model::offices::Scheme;
use contatti_model::{CompanyId, OfficeId, RequestId};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::sync::{broadcast, watch};

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

/// The channel of changes, and the word that the server is closing.
#[derive(Clone, Debug)]
pub struct Live {
    changes: broadcast::Sender<Change>,
    closing: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self { changes: broadcast::channel(1024).0, closing: watch::channel(false).0 }
    }
}

impl Live {
    pub fn watch(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Resolves when the server begins to close, so that endless answers can end.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) fn tell(&self, change: Change) {
        // Nobody watching is no error.
        let _ = self.changes.send(change);
    }

    /// On PostgreSQL, passes on what any server announces; reconnects by itself until the server closes.
    pub async fn relay(self, db: Db) {
        let Db::Postgres(pool) = db else { return };
        let mut closing = self.closing();
        loop {
            let listening = async {
                let mut listener = sqlx::postgres::PgListener::connect_with(&pool).await?;
                listener.listen("contatti_live").await?;
                loop {
                    let told = listener.recv().await?;
                    match serde_json::from_str(told.payload()) {
                        Ok(change) => self.tell(change),
                        Err(error) => tracing::warn!(%error, "unreadable live change"),
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
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}
