//! The way for closed networks: Debian ships a compiler with the matching library source, which is built here for WebAssembly.
//!
//! Nothing is changed outside cargo's target folder; only the three packages are installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt;
use super::wasm::TARGET;
use crate::command::{on_path, quietly, say};
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::places::Places;

const SOURCE: &str = "/usr/lib/rustlib/src/rust/library";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Ready means: a library built by exactly the compiler that is installed now.
pub fn is_ready(places: &Places) -> bool {
    let built_by = files::read_text(&stamp(places)).unwrap_or_default();
    !built_by.is_empty()
        && quietly(Command::new(RUSTC).arg("-vV")).is_ok_and(|version| version == built_by)
        && holds_std(&library(places))
        && linker().is_some()
}

pub fn make_ready(places: &Places) -> Outcome {
    if !Path::new(SOURCE).join("vendor").exists() || !Path::new(RUSTC).exists() || !Path::new(CARGO).exists() {
        apt::install(&["rustc-web", "cargo-web", "rust-web-src"], "Debian's Rust for web browsers")?;
    }
    if linker().is_none() {
        apt::install(&["lld-22"], "a linker for WebAssembly")?;
    }
    if sysroot(places).to_string_lossy().contains(char::is_whitespace) {
        return Err(Failure::new("this way needs a target folder without spaces in its path: set CARGO_TARGET_DIR."));
    }
    build_library(places)?;
    let version = quietly(Command::new(RUSTC).arg("-vV"))?;
    files::write(&stamp(places), version.as_bytes())
}

/// Debian's cargo and compiler, told where the library built here is.
pub fn cargo(places: &Places) -> Command {
    let mut command = debians_cargo();
    command
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", places.front())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("--sysroot {}", sysroot(places).display()));
    if let Some(linker) = linker() {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    command
}

/// rustup puts a hash into the name of the library, a build from source does not.
pub fn holds_std(folder: &Path) -> bool {
    let is_std = |name: &str| name == "libstd.rlib" || name.starts_with("libstd-");
    std::fs::read_dir(folder).is_ok_and(|files| files.flatten().any(|file| is_std(&file.file_name().to_string_lossy())))
}

/// Builds in a scratch copy, because cargo wants to write beside the source it builds.
fn build_library(places: &Places) -> Outcome {
    say("building Rust's library for WebAssembly from Debian's source (about a minute)");
    let scratch = places.target.join("wasm-library");
    files::empty_folder(&scratch)?;
    quietly(Command::new("cp").arg("--recursive").arg(SOURCE).arg(&scratch))?;
    let build = scratch.join("build");
    quietly(
        debians_cargo()
            .current_dir(scratch.join("library").join("sysroot"))
            .env("CARGO_TARGET_DIR", &build)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes")
            .args(["build", "--release", "--target", TARGET, "--features", "panic-unwind"]),
    )?;
    let made = build.join(TARGET).join("release").join("deps");
    files::empty_folder(&library(places))?;
    for file in files::below(&made, &[])? {
        if let (Some(name), true) = (file.file_name(), file.extension().is_some_and(|end| end == "rlib")) {
            files::copy(&file, &library(places).join(name))?;
        }
    }
    std::fs::remove_dir_all(&scratch).map_err(Failure::at("remove", &scratch))
}

fn debians_cargo() -> Command {
    let mut command = Command::new(CARGO);
    command.env("RUSTC", RUSTC).env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTDOC");
    command
}

fn sysroot(places: &Places) -> PathBuf {
    places.target.join("wasm-sysroot")
}

fn library(places: &Places) -> PathBuf {
    sysroot(places).join("lib").join("rustlib").join(TARGET).join("lib")
}

fn stamp(places: &Places) -> PathBuf {
    sysroot(places).join("built-by")
}

/// The linker inside a rustup toolchain, or Debian's of the compiler's age.
fn linker() -> Option<PathBuf> {
    let inside = |sysroot: &str| {
        let tools = Path::new(sysroot.trim()).join("lib").join("rustlib");
        let hosts = std::fs::read_dir(tools).ok()?;
        hosts.flatten().map(|host| host.path().join("bin").join("rust-lld")).find(|file| file.exists())
    };
    quietly(Command::new("rustc").args(["--print", "sysroot"]))
        .ok()
        .and_then(|sysroot| inside(&sysroot))
        .or_else(|| on_path("wasm-ld-22"))
}
