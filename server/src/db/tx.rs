//! A transaction on either engine; what it changed is announced only once it is committed.

use super::{Db, within};
use crate::live::{Change, Live};
use sqlx::{Postgres, Sqlite, Transaction};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// An open transaction. Dropped without [`Tx::commit`], nothing has happened.
pub struct Tx {
    pub(crate) engine: EngineTx,
    live: Live,
    changes: Vec<Change>,
    _turn: OwnedSemaphorePermit,
}

/// How many transactions a server writes at a time; the others stand in line before they take a connection. Those of one office wait
/// for each other in its register anyway, and would hold what lists and pages are read with meanwhile.
#[derive(Clone, Debug)]
pub struct Turns(Arc<Semaphore>);

impl Turns {
    /// A quarter of the connections.
    pub fn among(connections: u32) -> Self {
        let writers = usize::try_from(connections / 4).unwrap_or(1).max(1);
        Self(Arc::new(Semaphore::new(writers)))
    }

    async fn next(&self) -> Result<OwnedSemaphorePermit, sqlx::Error> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        turn.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| sqlx::Error::PoolClosed)
    }
}

/// As long as for SQLite's one writer.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) enum EngineTx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn begin(db: &Db, live: &Live, turns: &Turns) -> Result<Self, sqlx::Error> {
        let turn = turns.next().await?;
        let engine = match db {
            Db::Sqlite { writer, .. } => EngineTx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => EngineTx::Postgres(pool.begin().await?),
        };
        Ok(Self { engine, live: live.clone(), changes: vec![], _turn: turn })
    }

    /// Tells whoever watches the request, on every server, when and only when this transaction commits.
    pub(crate) async fn announce(&mut self, change: Change) -> Result<(), sqlx::Error> {
        if let EngineTx::Postgres(_) = self.engine {
            let payload = serde_json::to_string(&change).unwrap_or_default();
            within!(self, conn => sqlx::query("SELECT pg_notify('contatti_live', $1)").bind(payload).execute(conn).await.map(drop))?;
        } else {
            self.changes.push(change);
        }
        Ok(())
    }

    /// Makes everything durable; the last line of a use case.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self.engine {
            EngineTx::Sqlite(tx) => tx.commit().await?,
            EngineTx::Postgres(tx) => tx.commit().await?,
        }
        for change in self.changes {
            self.live.tell(change);
        }
        Ok(())
    }

    /// Keeps every other writer away from what refers to files until this transaction ends. SQLite's transactions already do.
    pub(crate) async fn hold_attachments(&mut self) -> Result<(), sqlx::Error> {
        if let EngineTx::Postgres(tx) = &mut self.engine {
            sqlx::query("LOCK TABLE attachments, register_days, missives IN SHARE MODE").execute(&mut **tx).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[tokio::test]
    async fn who_writes_waits_for_a_turn_and_gives_it_on_however_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(None, folder.path(), 4).await.unwrap();
        let (live, turns) = (Live::new(Uuid::nil()), Turns::among(4));
        let first = Tx::begin(&db, &live, &turns).await.unwrap();
        let mut second = Box::pin(Tx::begin(&db, &live, &turns));
        assert!(futures::poll!(&mut second).is_pending());
        assert!(db.answers().await, "who reads does not wait");
        drop(first);
        second.await.unwrap().commit().await.unwrap();
        Tx::begin(&db, &live, &turns).await.unwrap();
    }
}
