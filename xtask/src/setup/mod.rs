//! Makes the machine ready: looks first, installs only what is missing, stays silent when nothing is.

mod apt;
mod debian_wasm;
mod npm;
mod python;
pub mod wasm;

use std::path::Path;
use std::process::Command;

use crate::command::{on_path, quietly};
use crate::failure::{Failure, Outcome};
use crate::places::Places;

/// What `run` needs: a C compiler (SQLite is C), Node for styles, Rust's library for WebAssembly.
pub fn for_building(places: &Places) -> Outcome {
    if on_path("cc").is_none() {
        apt::install(&["gcc", "libc6-dev"], "a C compiler")?;
    }
    if on_path("node").is_none() || on_path("npm").is_none() {
        apt::install(&["nodejs", "npm"], "Node and npm")?;
    }
    node_is_at_least(18, 0)?;
    wasm::make_ready(places)?;
    npm::install(&places.style(), "styles, icons and fonts")
}

/// What `test` needs on top: a real PostgreSQL, a real antivirus, a real SMS gateway, a real browser, a real XML verifier,
/// and a tool that thinks of hostile calls.
pub fn for_testing(places: &Places) -> Outcome {
    for_building(places)?;
    node_is_at_least(18, 19)?;
    if postgres_binaries().is_none() {
        apt::install(&["postgresql"], "a PostgreSQL server, 15 or newer")?;
    }
    if !Path::new(CLAMD).exists() {
        apt::install(&["clamav-daemon"], "the antivirus ClamAV")?;
    }
    if !Path::new(KANNEL).exists() {
        apt::install(&["kannel", "kannel-extras"], "the SMS gateway Kannel")?;
    }
    if !Path::new(CHROMIUM).exists() {
        apt::install(&["chromium"], "the Chromium browser")?;
    }
    if on_path("xmlsec1").is_none() || on_path("xmllint").is_none() {
        apt::install(&["xmlsec1", "libxml2-utils"], "tools that check signed XML")?;
    }
    npm::install(&places.end2end(), "the browser tests")?;
    python::install(places)
}

/// What `bench` needs on top: a load generator.
pub fn for_measuring(places: &Places) -> Outcome {
    for_testing(places)?;
    if on_path("wrk").is_none() {
        apt::install(&["wrk"], "the load generator wrk")?;
    }
    if on_path("sqlite3").is_none() {
        apt::install(&["sqlite3"], "the sqlite3 that copies requests for a large office")?;
    }
    Ok(())
}

/// Where Debian puts the antivirus; the tests start one of their own, with one signature.
pub const CLAMD: &str = "/usr/sbin/clamd";
/// Where Debian puts Kannel's fake message centre, which comes with the gateway itself.
pub const KANNEL: &str = "/usr/lib/kannel/test/fakesmsc";
const CHROMIUM: &str = "/usr/bin/chromium";

/// The newest PostgreSQL on this machine.
pub fn postgres_binaries() -> Option<std::path::PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, std::path::PathBuf)> = versions
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

fn node_is_at_least(major: u32, minor: u32) -> Outcome {
    let version = quietly(Command::new("node").arg("--version"))?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= (major, minor) {
        return Ok(());
    }
    Err(Failure::new(format!("Node {} is too old: install {major}.{minor} or newer.", version.trim())))
}
