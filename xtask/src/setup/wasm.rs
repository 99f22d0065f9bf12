//! Finds, or makes, a compiler that can build for WebAssembly.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::debian_wasm;
use crate::command::{cargo, on_path, quietly, say, within};
use crate::failure::Outcome;
use crate::places::Places;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Long enough for a slow line, short enough for a network that answers nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// Rust's own way first; where its server cannot be reached, the way of Debian's packages.
pub fn make_ready(places: &Places) -> Outcome {
    if own_library_exists() || debian_wasm::is_ready(places) {
        return Ok(());
    }
    if on_path("rustup").is_some() {
        say("adding Rust's library for WebAssembly");
        if within(PATIENCE, Command::new("rustup").args(["target", "add", TARGET])) && own_library_exists() {
            return Ok(());
        }
        say("its server does not answer; taking the way of Debian's packages");
    }
    debian_wasm::make_ready(places)
}

/// A cargo that builds the browser side, in the browser side's own target folder.
pub fn cargo_for_wasm(places: &Places) -> Command {
    if own_library_exists() {
        let mut command = cargo(places);
        command.env("CARGO_TARGET_DIR", places.front());
        return command;
    }
    debian_wasm::cargo(places)
}

/// Whether clippy can read the library the browser side is built with.
pub fn has_clippy() -> bool {
    own_library_exists()
}

fn own_library_exists() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    quietly(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))
        .is_ok_and(|folder| debian_wasm::holds_std(&PathBuf::from(folder.trim())))
}
