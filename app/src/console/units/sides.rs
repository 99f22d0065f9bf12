//! A unit as it is put beside what is typed, when two people shaped it.

use crate::kit::{Kept, Part};
use crate::language::use_words;
use contatti_model::offices::{OfficeUnits, SubjectArea, Unit, UnitForm};
use std::collections::HashMap;

/// Whom and what the ids of a form mean.
#[derive(Clone, Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    pub fn of(office: &OfficeUnits, areas: &[SubjectArea]) -> Self {
        let offered = areas.iter().flat_map(|area| &area.subjects).map(|one| (one.id.to_string(), &one.title));
        let units = || office.units.iter();
        let arriving = units().flat_map(|unit| &unit.subjects).map(|one| (one.id.to_string(), &one.title));
        let people = office.people.iter().map(|one| (one.id.to_string(), &one.name));
        let members = units().flat_map(|unit| &unit.members).map(|one| (one.id.to_string(), &one.name));
        let all = offered.chain(arriving).chain(people).chain(members);
        Self(all.map(|(id, name)| (id, name.clone())).collect())
    }

    /// One a line, in the order of their names, each once.
    pub fn listed<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> String {
        let mut names: Vec<&str> = ids.into_iter().map(|id| self.0.get(id).unwrap_or(id).as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.join("\n")
    }

    pub fn parts(&self, form: &UnitForm) -> Vec<Part> {
        let texts = &use_words().units;
        let gives_out = if form.distributes == "yes" { texts.gives_out } else { texts.by_hand };
        vec![
            Part::new(texts.name, form.name.as_str()),
            // Who answers for it belongs to it, ticked or not.
            Part::new(texts.members, self.listed(form.members.iter().chain(&form.managers))),
            Part::new(texts.managers, self.listed(&form.managers)),
            Part::new(texts.subjects, self.listed(&form.subjects)),
            Part::new(texts.distribution, gives_out),
            Part::new(texts.most_each, form.most_each.as_str()),
        ]
    }

    pub fn kept(&self, unit: &Unit) -> Kept {
        let parts = self.parts(&form_of(unit));
        Kept { version: unit.version, parts, by: unit.changed_by.clone(), at: unit.changed_at }
    }
}

/// The form that would leave the unit as it is.
fn form_of(unit: &Unit) -> UnitForm {
    UnitForm {
        name: unit.name.clone(),
        members: unit.members.iter().map(|one| one.id.to_string()).collect(),
        managers: unit.members.iter().filter(|one| one.manages).map(|one| one.id.to_string()).collect(),
        subjects: unit.subjects.iter().map(|one| one.id.to_string()).collect(),
        distributes: if unit.distributes { "yes".into() } else { String::new() },
        most_each: unit.most_each.map(|most| most.to_string()).unwrap_or_default(),
        version: unit.version.to_string(),
    }
}
