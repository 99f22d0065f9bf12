//! The tree of subjects and the attachment profiles, read from `data/subjects/`.

use super::data::{DemoError, File, data_file, read};
use super::ids;
use contatti_model::attachments::AttachmentProfile;
use contatti_model::offices::{Scheme, Subject, SubjectArea, SubjectDocument, SubjectKind};
use contatti_model::{SubjectDocumentId, SubjectId};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// An area of the tree with its subjects in the order people see.
#[derive(Clone, Debug)]
pub struct DemoArea {
    pub id: Uuid,
    pub place: i64,
    pub area: SubjectArea,
}

const SCHEMES: [File; 3] = [
    data_file!("subjects/employers.toml"),
    data_file!("subjects/separate_management.toml"),
    data_file!("subjects/self_employed.toml"),
];

/// Every profile a subject may name, and some installations may want.
pub(super) fn profiles() -> Result<Vec<AttachmentProfile>, DemoError> {
    let list: ProfileList = read(data_file!("subjects/profiles.toml"))?;
    Ok(list.profile)
}

pub(super) fn areas(profiles: &[AttachmentProfile]) -> Result<Vec<DemoArea>, DemoError> {
    let rules: BTreeMap<String, Rule> = read(data_file!("subjects/rules.toml"))?;
    let known = Known { profiles, rules };
    let mut areas = vec![];
    for file in SCHEMES {
        let tree: Tree = read(file)?;
        for (place, area) in (0..).zip(&tree.area) {
            areas.push(known.area(&tree, place, area)?);
        }
    }
    Ok(areas)
}

/// The id of the subject a data file calls `key`.
pub(super) fn subject_id(key: &str) -> SubjectId {
    SubjectId(ids::named("subject", key))
}

struct Known<'a> {
    profiles: &'a [AttachmentProfile],
    rules: BTreeMap<String, Rule>,
}

impl Known<'_> {
    fn area(&self, tree: &Tree, place: i64, row: &AreaRow) -> Result<DemoArea, DemoError> {
        let subjects: Result<Vec<_>, _> = row.subject.iter().map(|subject| self.subject(tree, subject)).collect();
        let name = format!("{}/{}", tree.scheme.as_str(), row.title);
        Ok(DemoArea {
            id: ids::named("area", &name),
            place,
            area: SubjectArea { scheme: tree.scheme, kind: row.kind, title: row.title.clone(), subjects: subjects? },
        })
    }

    fn subject(&self, tree: &Tree, row: &SubjectRow) -> Result<Subject, DemoError> {
        let rule = self.rules.get(&row.rule);
        let rule = rule.ok_or_else(|| DemoError::unknown("the rule", &row.rule))?;
        let profile = self.profiles.iter().find(|one| one.code == row.profile);
        let profile = profile.ok_or_else(|| DemoError::unknown("the profile", &row.profile))?;
        Ok(Subject {
            id: subject_id(&row.key),
            scheme: tree.scheme,
            title: row.title.clone(),
            hint: row.hint.clone(),
            valid_from: row.valid_from.unwrap_or(tree.valid_from),
            valid_to: row.valid_to,
            working_days: rule.working_days,
            rule_source: rule.source.clone(),
            fixed_sentence: row.fixed_sentence.clone(),
            profile: profile.clone(),
            keywords: row.keywords.clone(),
            documents: row.documents.iter().map(|document| document.of(&row.key)).collect(),
        })
    }
}

#[derive(Deserialize)]
struct ProfileList {
    profile: Vec<AttachmentProfile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    working_days: u16,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tree {
    scheme: Scheme,
    valid_from: Date,
    area: Vec<AreaRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaRow {
    kind: SubjectKind,
    title: String,
    subject: Vec<SubjectRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectRow {
    key: String,
    title: String,
    hint: String,
    rule: String,
    profile: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    #[serde(default)]
    fixed_sentence: String,
    #[serde(default)]
    keywords: String,
    #[serde(default)]
    documents: Vec<DocumentRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentRow {
    title: String,
    #[serde(default)]
    when: String,
}

impl DocumentRow {
    fn of(&self, subject: &str) -> SubjectDocument {
        let id = SubjectDocumentId(ids::named("document", &format!("{subject}/{}", self.title)));
        SubjectDocument { id, title: self.title.clone(), when: self.when.clone() }
    }
}
