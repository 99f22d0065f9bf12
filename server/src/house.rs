//! What every use case is handed: database, files, clock, live channel, limits and configuration.

use crate::attachments::FileStore;
use crate::clock::Clock;
use crate::config::Config;
use crate::console::AskedTogether;
use crate::db::{Db, Turns, Tx};
use crate::live::Live;
use crate::register::Seal;
use crate::web::Limits;
use contatti_model::Instant;
use std::sync::Arc;
use tokio::sync::Notify;
use uuid::{NoContext, Timestamp, Uuid};

/// The running house. Cheap to clone.
#[derive(Clone)]
pub struct House {
    pub db: Db,
    /// Whoever registers waits for a turn.
    pub turns: Turns,
    pub files: FileStore,
    pub clock: Arc<dyn Clock>,
    pub live: Live,
    pub limits: Arc<Limits>,
    /// What pages of an office ask in the same moment.
    pub asked: Arc<AskedTogether>,
    /// What segnature and bundles are sealed with.
    pub seal: Arc<Seal>,
    /// Rings when a file is in line for the antivirus of this server.
    pub to_scan: Arc<Notify>,
    /// Rings when a change of the calendar made on this server has open requests to re-date.
    pub to_redate: Arc<Notify>,
    /// Rings when a campaign is started or goes on on this server.
    pub to_campaign: Arc<Notify>,
    pub config: Arc<Config>,
}

impl House {
    /// Opens database and files as the configuration says; does not migrate.
    ///
    /// # Errors
    /// When the data folder or the database cannot be opened, in words for whoever runs the server.
    pub async fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, String> {
        std::fs::create_dir_all(&config.data)
            .map_err(|error| format!("cannot create the data folder {}: {error}", config.data.display()))?;
        let url = config.database_url.as_ref().map(|url| url.expose());
        let db = Db::open(url, &config.data, config.connections)
            .await
            .map_err(|error| format!("cannot open the database: {error}"))?;
        let files = FileStore::open(&config.data.join("files"))?;
        let limits = Arc::new(Limits::new(config.requests_a_minute, clock.clone()));
        let seal = Arc::new(Seal::open(&config.data)?);
        let live = Live::new(new_id(clock.now()));
        let (to_scan, to_redate, config) = (Arc::default(), Arc::default(), Arc::new(config));
        let (to_campaign, asked) = (Arc::default(), Arc::default());
        let turns = Turns::default();
        Ok(Self { db, turns, files, clock, live, limits, asked, seal, to_scan, to_redate, to_campaign, config })
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// A new id that sorts by the clock's time.
    pub fn new_id(&self) -> Uuid {
        new_id(self.now())
    }

    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Tx::begin(&self.db, &self.live).await
    }

    /// A transaction that is going to register at `area`.
    pub(crate) async fn begin_at(&self, area: &str) -> Result<Tx, sqlx::Error> {
        Tx::begin_at(&self.db, &self.live, &self.turns, area).await
    }
}

fn new_id(now: Instant) -> Uuid {
    let micros = now.as_micros();
    let seconds = u64::try_from(micros.div_euclid(1_000_000)).unwrap_or(0);
    let nanos = u32::try_from(micros.rem_euclid(1_000_000) * 1_000).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanos))
}
