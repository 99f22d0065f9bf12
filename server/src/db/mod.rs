//! The two engines behind one door: SQLite in the data folder, or PostgreSQL by URL; one SQL text runs on either.

mod ids;
mod in_use;
mod together;
pub(crate) mod tx;
mod values;

pub use ids::Ids;
pub(crate) use together::Together;
pub use tx::{Turns, Tx};
pub use values::{At, Day};

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

/// The database. SQLite has one writer, so that a transaction never fails for being second, and many readers.
#[derive(Clone, Debug)]
pub enum Db {
    Sqlite { readers: SqlitePool, writer: SqlitePool },
    Postgres(PgPool),
}

/// Runs one read on whichever engine is there.
macro_rules! on {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { readers: $pool, .. } => $body,
            $crate::db::Db::Postgres($pool) => $body,
        }
    };
}
pub(crate) use on;

/// Runs one write that is a transaction of its own: it is durable when it answers, unless the statement itself says otherwise (`notices/store.rs`). Never while a [`Tx`] is held: on SQLite it would wait for itself.
macro_rules! alone {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { writer: $pool, .. } => $body,
            $crate::db::Db::Postgres($pool) => $body,
        }
    };
}
pub(crate) use alone;

/// Runs one statement inside a transaction on whichever engine is there.
macro_rules! within {
    ($tx:expr, $conn:ident => $body:expr) => {
        match &mut $tx.engine {
            $crate::db::tx::EngineTx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::db::tx::EngineTx::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use within;

/// How many texts a connection keeps prepared: a day's work asks more than the library's hundred, and each asked anew is planned anew.
const STATEMENTS: usize = 200;

/// How many bytes of SQLite's file are read in place, all it allows; what lies beyond is copied. Addresses, not memory.
const MAPPED: &str = "2147418112";

static SQLITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

impl Db {
    /// Opens (and for SQLite creates) the database.
    ///
    /// # Errors
    /// When the URL is no PostgreSQL URL or the server does not answer.
    pub async fn open(url: Option<&str>, data: &Path, connections: u32) -> Result<Self, sqlx::Error> {
        match url {
            Some(url) => Self::open_postgres(url, connections).await,
            None => Self::open_sqlite(&data.join("contatti.sqlite"), connections).await,
        }
    }

    async fn open_postgres(url: &str, connections: u32) -> Result<Self, sqlx::Error> {
        let options =
            PgConnectOptions::from_str(url)?.application_name("contatti").statement_cache_capacity(STATEMENTS);
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    async fn open_sqlite(file: &Path, connections: u32) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A receipt promises durability: every commit reaches the disk.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-16000")
            // Pages are read where the system keeps them: each commit empties the caches of all other connections.
            .pragma("mmap_size", MAPPED)
            .statement_cache_capacity(STATEMENTS);
        // A file in the same process does not go away: asking it first would double the ways to its thread, and nothing
        // is gained by opening it anew.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(connections)
            .max_lifetime(None)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self::Sqlite { readers, writer })
    }

    /// Brings the schema up to date; does nothing when it is.
    ///
    /// # Errors
    /// When a migration fails, or the database is newer than this binary.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Self::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await,
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
        }
    }

    /// Whether the engine answers now.
    pub async fn answers(&self) -> bool {
        on!(self, pool => sqlx::query_scalar::<_, i32>("SELECT 1").fetch_one(pool).await.is_ok())
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// The name of the constraint an insert or update broke, so that a use case can say what it means.
pub fn broken_constraint(error: &sqlx::Error) -> Option<String> {
    let database = error.as_database_error()?;
    if !(database.is_unique_violation() || database.is_foreign_key_violation()) {
        return None;
    }
    // PostgreSQL names the constraint; SQLite says "UNIQUE constraint failed: requests.id".
    Some(database.constraint().map_or_else(|| database.message().to_owned(), str::to_owned))
}
