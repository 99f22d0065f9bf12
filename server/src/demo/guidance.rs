//! The answers already given, read from `data/guidance.toml`.

use super::data::{DemoError, data_file, read};
use super::ids;
use super::subjects::subject_id;
use contatti_model::GuidanceId;
use contatti_model::offices::{Guidance, Subject};
use serde::Deserialize;

pub(super) fn load<'a>(subjects: impl Iterator<Item = &'a Subject>) -> Result<Vec<Guidance>, DemoError> {
    let list: List = read(data_file!("guidance.toml"))?;
    let known: Vec<_> = subjects.map(|subject| subject.id).collect();
    let guidance = |row: Row| {
        let subject = row.subject.as_deref().map(subject_id);
        if subject.is_some_and(|id| !known.contains(&id)) {
            return Err(DemoError::unknown("the subject", row.subject.unwrap_or_default()));
        }
        Ok(Guidance {
            id: GuidanceId(ids::named("guidance", &row.key)),
            title: row.title,
            text: row.text,
            source: row.source,
            link: row.link,
            keywords: row.keywords,
            subject,
        })
    };
    list.guidance.into_iter().map(guidance).collect()
}

#[derive(Deserialize)]
struct List {
    guidance: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: String,
    subject: Option<String>,
    title: String,
    text: String,
    source: String,
    #[serde(default)]
    link: String,
    keywords: String,
}
