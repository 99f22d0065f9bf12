//! Builds the site: the browser's module, styles, fonts and icons, under names that change with their content.

mod icons;
mod module;
mod publish;
mod split;
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

/// What every page names, before it gets its final name.
pub struct Pieces {
    /// The folder of the browser's module.
    pub module: PathBuf,
    pub sheet: PathBuf,
}

pub fn build(places: &Places, weight: Weight) -> Outcome {
    setup::for_building(places)?;
    let sheet = style::build(places)?;
    let pieces = Pieces { module: module::build(places, weight)?, sheet };
    if let Some(summary) = publish::lay_out(places, &pieces, weight)? {
        say(&summary);
    }
    Ok(())
}
