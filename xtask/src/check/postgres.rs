//! A private PostgreSQL for the checks: made in a temporary folder, gone when they end, however they end.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::quietly;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::setup::postgres_binaries;

pub struct Postgres {
    folder: PathBuf,
    server: Child,
    port: u16,
}

const SETTINGS: [&str; 3] = ["max_connections=300", "timezone=UTC", "listen_addresses=127.0.0.1"];

/// What a commit is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Speed before safety: nothing in this cluster outlives the checks.
    Hasty,
    /// As people's data are kept: for measuring what a durable commit costs.
    Durable,
}

impl Care {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Hasty => &["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
            Self::Durable => &["fsync=on", "synchronous_commit=on", "shared_buffers=512MB"],
        }
    }
}

impl Postgres {
    pub fn start(care: Care) -> Outcome<Self> {
        let bin =
            postgres_binaries().ok_or_else(|| Failure::new("no PostgreSQL here: run `cargo xtask setup --tests`."))?;
        let folder = std::env::temp_dir().join(format!("contatti-postgres-{}", id()));
        files::empty_folder(&folder)?;
        let port = free_port()?;
        let cluster = folder.join("cluster");
        let started = give_to_its_owner(&folder)
            .and_then(|()| make(&bin, &cluster))
            .and_then(|()| launch(&bin, &cluster, &folder, port, care));
        match started {
            Ok(server) => Self { folder, server, port }.when_ready(&bin),
            Err(failure) => {
                let _ = fs::remove_dir_all(&folder);
                Err(failure)
            }
        }
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn when_ready(mut self, bin: &Path) -> Outcome<Self> {
        let end = Instant::now() + Duration::from_secs(30);
        let port = self.port.to_string();
        while Instant::now() < end && matches!(self.server.try_wait(), Ok(None)) {
            let mut question = Command::new(bin.join("pg_isready"));
            if quietly(question.args(["-q", "-h", "127.0.0.1", "-p", &port])).is_ok() {
                return Ok(self);
            }
            sleep(Duration::from_millis(100));
        }
        let log = files::read_text(&self.folder.join("log")).unwrap_or_default();
        Err(Failure::new(format!("the private PostgreSQL did not start:\n{log}")))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT: at once. What it leaves behind is removed with its folder.
        let _ = Command::new("kill").args(["-QUIT", &self.server.id().to_string()]).status();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn make(bin: &Path, cluster: &Path) -> Outcome {
    let mut initdb = as_owner(&bin.join("initdb"));
    initdb.arg("--pgdata").arg(cluster);
    initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
    quietly(&mut initdb).map(drop)
}

fn launch(bin: &Path, cluster: &Path, folder: &Path, port: u16, care: Care) -> Outcome<Child> {
    let log = fs::File::create(folder.join("log")).map_err(Failure::at("write", folder))?;
    let mut server = as_owner(&bin.join("postgres"));
    server.arg("-D").arg(cluster).arg("-k").arg(folder).arg("-p").arg(port.to_string());
    for setting in SETTINGS.iter().chain(care.settings()) {
        server.args(["-c", setting]);
    }
    server.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    server.spawn().map_err(|error| Failure::new(format!("PostgreSQL could not be started: {error}")))
}

/// PostgreSQL refuses to run as root; and it must not outlive this process, even a killed one.
fn as_owner(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if am_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command.args(["--pdeathsig=QUIT", "--"]).arg(program);
    command
}

fn give_to_its_owner(folder: &Path) -> Outcome {
    if am_root() {
        quietly(Command::new("chown").arg("postgres:").arg(folder))?;
    }
    Ok(())
}

fn am_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|myself| myself.uid() == 0)
}

fn free_port() -> Outcome<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("no free port on this machine: {error}")))
}

#[cfg(test)]
mod tests {
    use super::{Care, Postgres};
    use crate::command::quietly;
    use crate::setup::postgres_binaries;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let Some(bin) = postgres_binaries() else {
            return;
        };
        let postgres = Postgres::start(Care::Hasty).unwrap();
        let folder = postgres.folder.clone();
        let mut question = std::process::Command::new(bin.join("psql"));
        let answer = quietly(question.args(["-Atc", "SHOW fsync", &postgres.url()])).unwrap();
        assert_eq!(answer.trim(), "off");
        drop(postgres);
        assert!(!folder.exists());
    }
}
