//! The browser's module: compiled for WebAssembly, given its JavaScript, made small.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use super::stamp::Stamp;
use super::{Weight, split};
use crate::command::{aloud, quietly, say};
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::places::Places;
use crate::setup::wasm::{TARGET, cargo_for_wasm};

/// What rustc may use, as wasm-opt names it.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The folder with `contatti.js`, `contatti_bg.wasm` and the parts, which find each other by relative path.
pub fn build(places: &Places, weight: Weight) -> Outcome<PathBuf> {
    let compiled = compile(places, weight)?;
    let folder = places.workshop().join("module");
    let stamp = Stamp::of(&folder, std::slice::from_ref(&compiled), weight.name())?;
    if stamp.is_fresh() {
        return Ok(folder);
    }
    files::empty_folder(&folder)?;
    bind(&split::cut(&compiled, &folder)?, &folder, weight)?;
    if weight == Weight::Release {
        say("making the module small");
        for file in files::below(&folder, &[])? {
            if file.extension().is_some_and(|end| end == "wasm") {
                shrink(places, &file)?;
            }
        }
    }
    stamp.keep()?;
    Ok(folder)
}

fn compile(places: &Places, weight: Weight) -> Outcome<PathBuf> {
    let module = places.front().join(TARGET).join(weight.cargo_folder()).join("contatti_browser.wasm");
    if !module.exists() {
        say("the browser's module (minutes the first time, seconds after)");
    }
    aloud(cargo_for_wasm(places).args([
        "build",
        "--quiet",
        "--package",
        "contatti-browser",
        "--target",
        TARGET,
        "--profile",
        weight.cargo_profile(),
    ]))?;
    Ok(module)
}

fn bind(compiled: &Path, folder: &Path, weight: Weight) -> Outcome {
    let release = weight == Weight::Release;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name("contatti")
        .typescript(false)
        // The parts call the main module by the names the linker gave.
        .keep_lld_exports(true)
        .demangle(false)
        .keep_debug(!release)
        .remove_name_section(release)
        .remove_producers_section(release);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|error| Failure::new(format!("wasm-bindgen refused {}: {error:#}", compiled.display())))
}

fn shrink(places: &Places, module: &Path) -> Outcome {
    let wasm_opt = places.style().join("node_modules").join("binaryen").join("bin").join("wasm-opt");
    let smaller = module.with_extension("small");
    quietly(Command::new("node").arg(wasm_opt).arg("-Oz").args(FEATURES).arg(module).arg("-o").arg(&smaller))?;
    std::fs::rename(&smaller, module).map_err(Failure::at("replace", module))
}

impl Weight {
    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "wasm-release",
        }
    }

    /// Cargo names the folder of its profile `dev` differently, for history's sake.
    fn cargo_folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "wasm-release",
        }
    }
}
