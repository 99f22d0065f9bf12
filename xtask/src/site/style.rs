//! The style sheet: Bootstrap Italia's parts and our own, through Sass.

use std::path::PathBuf;
use std::process::Command;

use super::stamp::Stamp;
use crate::command::{quietly, say};
use crate::failure::Outcome;
use crate::files;
use crate::places::Places;

/// The finished `contatti.css`; made again when any file in `style/` changed.
pub fn build(places: &Places) -> Outcome<PathBuf> {
    let folder = places.workshop().join("style");
    let sheet = folder.join("contatti.css");
    let stamp = Stamp::of(&folder, &files::below(&places.style(), &["node_modules"])?, "compressed")?;
    if stamp.is_fresh() {
        return Ok(sheet);
    }
    say("the style sheet");
    files::make_folder(&folder)?;
    let modules = places.style().join("node_modules");
    quietly(
        Command::new("node")
            .arg(modules.join("sass").join("sass.js"))
            .args(["--quiet", "--style=compressed", "--no-source-map", "--load-path"])
            .arg(&modules)
            .arg(places.style().join("contatti.scss"))
            .arg(&sheet),
    )?;
    stamp.keep()?;
    Ok(sheet)
}
