//! The few requests that are decided beforehand, so that the showcase accounts find their story (`data/story.toml`).

use super::course::Fate;
use crate::demo::data::{DemoError, data_file, read};
use serde::Deserialize;

/// The steps of the story, by how far from the newest request they stand.
#[derive(Debug)]
pub(in crate::demo) struct Story(Vec<Step>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    from_end: u64,
    pub username: String,
    pub fate: Fate,
}

#[derive(Deserialize)]
struct Rows {
    step: Vec<Step>,
}

impl Story {
    pub fn load() -> Result<Self, DemoError> {
        let rows: Rows = read(data_file!("story.toml"))?;
        Ok(Self(rows.step))
    }

    pub(super) fn step(&self, index: u64, count: u64) -> Option<&Step> {
        let from_end = count.checked_sub(index)?;
        self.0.iter().find(|step| step.from_end == from_end)
    }
}
