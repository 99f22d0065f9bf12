//! A transaction on either engine; what it changed is announced only once it is committed.

use super::{Db, within};
use crate::live::{Change, Live};
use sqlx::{Postgres, Sqlite, Transaction};

/// An open transaction. Dropped without [`Tx::commit`], nothing has happened.
pub struct Tx {
    pub(crate) engine: EngineTx,
    live: Live,
    changes: Vec<Change>,
}

pub(crate) enum EngineTx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn begin(db: &Db, live: &Live) -> Result<Self, sqlx::Error> {
        let engine = match db {
            Db::Sqlite { writer, .. } => EngineTx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => EngineTx::Postgres(pool.begin().await?),
        };
        Ok(Self { engine, live: live.clone(), changes: vec![] })
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
