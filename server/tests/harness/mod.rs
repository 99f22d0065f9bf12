//! A world for each test: its own database loaded with the demonstration's people, a clock that stands, and clients.

mod clamd;
mod client;
mod engines;
mod files;
mod gateway;
mod kannel;
mod rows;
pub mod story;

pub use clamd::{Clamd, eicar, infected_zip};
pub use client::{Client, Reply};
pub use files::{EXE, JPEG, P7M, pdf, zip};
pub use gateway::Gateway;
pub use kannel::Kannel;

use axum::Router;
use contatti_model::Instant;
use contatti_server::clock::SetClock;
use contatti_server::config::{Antivirus, Config, Secret};
use contatti_server::web::Limits;
use contatti_server::{House, demo, router};
use std::sync::Arc;

/// Monday 23 November 2026, ten in the morning in Rome.
pub const MORNING: &str = "2026-11-23T09:00:00Z";

/// One test's world.
pub struct World {
    pub house: House,
    pub clock: Arc<SetClock>,
    pub api: Router,
    _folder: tempfile::TempDir,
}

/// Writes a test once and runs it on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a short story may use nothing of its file")]
            use super::*;

            $(#[$meta])*
            async fn story($world: $crate::harness::World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story($crate::harness::World::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                story($crate::harness::World::on_postgres().await).await;
            }
        }
    )*};
}

impl World {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        engines::copy_sqlite(folder.path()).await;
        Self::open(None, folder).await
    }

    pub async fn on_postgres() -> Self {
        let url = engines::copy_postgres().await;
        Self::open(Some(url), tempfile::tempdir().unwrap()).await
    }

    async fn open(url: Option<String>, folder: tempfile::TempDir) -> Self {
        let (house, clock) = engines::house(url, folder.path()).await;
        tokio::spawn(house.live.clone().relay(house.db.clone()));
        let api = router::api(house.clone());
        Self { house, clock, api, _folder: folder }
    }

    /// The same world under an antivirus.
    pub fn guarded(mut self, antivirus: Antivirus, clamd: &str) -> Self {
        let config = Config { antivirus, clamd: clamd.to_owned(), ..(*self.house.config).clone() };
        self.house.config = Arc::new(config);
        self.api = router::api(self.house.clone());
        self
    }

    /// The same world with SMS by the gateway at this URL, or with none.
    pub fn texting(mut self, url: Option<&str>) -> Self {
        let config = Config {
            sms_url: url.map(str::to_owned),
            sms_user: Kannel::USER.into(),
            sms_password: Some(Secret::new(Kannel::PASSWORD)),
            ..(*self.house.config).clone()
        };
        self.house.config = Arc::new(config);
        self.api = router::api(self.house.clone());
        self
    }

    /// A client that is nobody yet.
    pub fn stranger(&self) -> Client {
        Client::new(self.api.clone())
    }

    /// The signed-in showcase account of this user name.
    pub async fn person(&self, username: &str) -> Client {
        let mut client = self.stranger();
        let password = demo::PASSWORD;
        let reply =
            client.post("/api/v1/session", &serde_json::json!({ "username": username, "password": password })).await;
        assert_eq!(reply.status, 200, "{username} could not sign in: {}", reply.text());
        client
    }

    /// A program with this secret, and no cookie.
    pub fn program(&self, secret: &str) -> Client {
        let mut client = self.stranger();
        client.token = Some(secret.to_owned());
        client
    }

    /// The same world with so many calls a minute for each.
    pub fn with_limit(mut self, a_minute: u32) -> Self {
        self.house.limits = Arc::new(Limits::new(a_minute, self.clock.clone()));
        self.api = router::api(self.house.clone());
        self
    }

    /// The same world with sessions that outlive a year, for stories in which the clock moves by days.
    pub fn with_long_sessions(mut self) -> Self {
        let config = Config { session_hours: 24 * 400, ..(*self.house.config).clone() };
        self.house.config = Arc::new(config);
        self.api = router::api(self.house.clone());
        self
    }

    /// Moves the clock.
    pub fn at(&self, rfc3339: &str) {
        self.clock.set(instant(rfc3339));
    }
}

pub fn instant(rfc3339: &str) -> Instant {
    Instant::new(rfc3339.parse().unwrap())
}
