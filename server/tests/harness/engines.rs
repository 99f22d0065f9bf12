//! Fresh databases in a moment: the demonstration is loaded once a run, then copied for each test.

use super::{MORNING, instant};
use contatti_server::clock::SetClock;
use contatti_server::config::{Antivirus, Config, LogShape, Secret};
use contatti_server::{House, demo};
use sqlx::{Connection, Executor, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{Mutex, OnceCell};
use uuid::Uuid;

pub async fn house(url: Option<String>, folder: &Path) -> (House, Arc<SetClock>) {
    let config = Config {
        listen: ([127, 0, 0, 1], 0).into(),
        data: folder.to_owned(),
        database_url: url.map(Secret::new),
        connections: 8,
        public_url: "http://127.0.0.1:3000".into(),
        site: None,
        smtp_url: None,
        mail_from: "contatti@contatti.example".into(),
        sms_url: None,
        sms_user: String::new(),
        sms_password: None,
        sms_sender: "Contatti".into(),
        session_hours: 9,
        requests_a_minute: 0,
        antivirus: Antivirus::Off,
        clamd: "127.0.0.1:1".into(),
        intake: None,
        log: LogShape::Text,
    };
    let clock = Arc::new(SetClock::at(instant(MORNING)));
    let house = House::open(config, clock.clone()).await.unwrap();
    (house, clock)
}

/// Copies the loaded SQLite file into `folder`.
pub async fn copy_sqlite(folder: &Path) {
    static LOADED: OnceCell<PathBuf> = OnceCell::const_new();
    let loaded = LOADED
        .get_or_init(|| async {
            let folder = std::env::temp_dir().join(format!("contatti-test-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            load(None, &folder).await;
            folder.join("contatti.sqlite")
        })
        .await;
    std::fs::copy(loaded, folder.join("contatti.sqlite")).unwrap();
}

/// Makes a new database from the loaded template and gives its URL.
pub async fn copy_postgres() -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    // PostgreSQL copies a template for one at a time.
    static COPYING: Mutex<()> = Mutex::const_new(());
    let server = std::env::var("CONTATTI_TEST_POSTGRES")
        .expect("CONTATTI_TEST_POSTGRES names no PostgreSQL server: `make test` starts one for the tests");
    let template = TEMPLATE
        .get_or_init(|| async {
            let name = format!("contatti_template_{}", Uuid::new_v4().simple());
            command(&server, format!("CREATE DATABASE {name}")).await;
            let folder = tempfile::tempdir().unwrap();
            load(Some(with_database(&server, &name)), folder.path()).await;
            name
        })
        .await;
    let name = format!("contatti_test_{}", Uuid::new_v4().simple());
    let _one = COPYING.lock().await;
    command(&server, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    with_database(&server, &name)
}

async fn load(url: Option<String>, folder: &Path) {
    let (house, _) = house(url, folder).await;
    house.db.migrate().await.unwrap();
    demo::load(&house, 0, |_| {}).await.unwrap();
    house.db.close().await;
}

async fn command(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}

/// The same server, another database.
fn with_database(server: &str, name: &str) -> String {
    let (before, query) = server.split_once('?').map_or((server, None), |(before, query)| (before, Some(query)));
    let after_scheme = before.find("://").map_or(0, |at| at + 3);
    let base = before[after_scheme..].find('/').map_or(before, |at| &before[..after_scheme + at]);
    match query {
        Some(query) => format!("{base}/{name}?{query}"),
        None => format!("{base}/{name}"),
    }
}
