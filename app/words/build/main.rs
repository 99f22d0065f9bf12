//! Reads `app/locales/<language>/<room>.toml`, refuses languages that disagree, and writes the words as typed Rust.

mod check;
mod read;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

/// The first language is the model the others are held against.
const LANGUAGES: [&str; 3] = ["it", "en", "de"];

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("{complaint}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), String> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?);
    let locales = here.join("..").join("locales");
    println!("cargo:rerun-if-changed={}", locales.display());
    let mut spoken = vec![];
    for language in LANGUAGES {
        spoken.push((language, read::language(&locales.join(language))?));
    }
    let complaints = check::disagreements(&spoken);
    if !complaints.is_empty() {
        return Err(format!("the languages disagree:\n  {}", complaints.join("\n  ")));
    }
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    fs::write(out.join("words.rs"), write::rust(&spoken)?).map_err(|error| error.to_string())
}
