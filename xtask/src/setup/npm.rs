//! Installs the locked npm packages of a folder, once per lock file.

use std::path::Path;
use std::process::Command;

use crate::command::{quietly, say};
use crate::failure::Outcome;
use crate::files;

pub fn install(folder: &Path, what: &str) -> Outcome {
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules").join(".installed");
    let wanted = files::fingerprint(&[lock])?;
    if files::read_text(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say(&format!("fetching the npm packages for {what}"));
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    quietly(&mut npm)?;
    files::write(&stamp, wanted.as_bytes())
}
