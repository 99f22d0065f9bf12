//! Builds the site: the browser's module, styles, fonts and icons, under names that change with their content.

mod icons;
mod module;
mod publish;
mod stamp;
mod style;

use std::path::PathBuf;

use crate::command::say;
use crate::failure::Outcome;
use crate::places::Places;
use crate::setup;

/// `Dev` builds fast and large, `Release` slowly and small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Dev,
    Release,
}

/// The three files every page names, before they get their final names.
pub struct Pieces {
    pub script: PathBuf,
    pub module: PathBuf,
    pub sheet: PathBuf,
    /// Small scripts that crates bring along; the script imports them by relative path.
    pub snippets: PathBuf,
}

pub fn build(places: &Places, weight: Weight) -> Outcome {
    setup::for_building(places)?;
    let sheet = style::build(places)?;
    let module = module::build(places, weight)?;
    let pieces = Pieces {
        script: module.join("contatti.js"),
        module: module.join("contatti_bg.wasm"),
        snippets: module.join("snippets"),
        sheet,
    };
    if let Some(summary) = publish::lay_out(places, &pieces, weight)? {
        say(&summary);
    }
    Ok(())
}
