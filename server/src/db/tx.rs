//! A transaction on either engine; what it changed is announced only once it is committed.

use super::in_use::InUse;
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
    _turn: Option<Turn>,
}

/// Whoever is going to register waits here for the others of the same area, before a connection is taken: in the register they wait for
/// each other anyway, and would hold meanwhile what everybody else reads and writes with.
#[derive(Clone, Debug, Default)]
pub struct Turns(Arc<InUse<String, Semaphore>>);

/// One registers while the next prepares what it can before.
const AT_ONE_AREA: usize = 2;
/// As long as for SQLite's one writer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Held until the transaction ends; the line itself goes with the last who stands in it.
struct Turn {
    _permit: OwnedSemaphorePermit,
    _line: Arc<Semaphore>,
}

impl Turns {
    async fn next(&self, area: &str) -> Result<Turn, sqlx::Error> {
        let line = self.0.of(area.to_owned(), || Semaphore::new(AT_ONE_AREA));
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(&line).acquire_owned()).await;
        let permit = permit.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| sqlx::Error::PoolClosed)?;
        Ok(Turn { _permit: permit, _line: line })
    }
}

pub(crate) enum EngineTx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// As [`Tx::begin`], in line with whoever else registers at `area`.
    pub(crate) async fn begin_at(db: &Db, live: &Live, turns: &Turns, area: &str) -> Result<Self, sqlx::Error> {
        let turn = turns.next(area).await?;
        Ok(Self { _turn: Some(turn), ..Self::begin(db, live).await? })
    }

    pub(crate) async fn begin(db: &Db, live: &Live) -> Result<Self, sqlx::Error> {
        let engine = match db {
            Db::Sqlite { writer, .. } => EngineTx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => EngineTx::Postgres(pool.begin().await?),
        };
        Ok(Self { engine, live: live.clone(), changes: vec![], _turn: None })
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

    #[tokio::test]
    async fn those_of_one_area_take_turns_and_others_do_not_wait_for_them() {
        let turns = Turns::default();
        let (one, _two) = (turns.next("INPS.5100").await, turns.next("INPS.5100").await);
        let mut third = Box::pin(turns.next("INPS.5100"));
        assert!(futures::poll!(&mut third).is_pending());
        assert!(turns.next("INPS.4900").await.is_ok());
        drop(one);
        assert!(third.await.is_ok());
    }

    #[tokio::test]
    async fn an_area_at_which_nobody_registers_takes_no_room() {
        let turns = Turns::default();
        for area in 0..100 {
            drop(turns.next(&area.to_string()).await);
        }
        assert_eq!(turns.0.names(), 1);
    }
}
