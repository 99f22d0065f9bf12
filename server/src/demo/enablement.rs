//! A nomination that waits and a grant that ends soon, read from `data/enablement.toml`.

use super::data::{DemoError, data_file, read};
use super::offices::DOMAIN;
use super::people::{self, DemoPerson};
use super::{DemoOffice, ids};
use contatti_model::{EnablementId, OfficeId, PersonId};
use serde::Deserialize;

/// Both, at the one office that shows them.
#[derive(Clone, Debug)]
pub struct DemoEnablement {
    pub office: OfficeId,
    pub director: PersonId,
    pub it_contact: PersonId,
    pub waiting: DemoNominee,
    pub ending: DemoNominee,
}

/// Somebody nominated, and why.
#[derive(Clone, Debug)]
pub struct DemoNominee {
    pub id: EnablementId,
    pub person: DemoPerson,
    pub reason: String,
}

pub(super) fn load(offices: &[DemoOffice], staff: &[DemoPerson]) -> Result<DemoEnablement, DemoError> {
    let row: Row = read(data_file!("enablement.toml"))?;
    let office = offices.iter().find(|office| office.code == row.office);
    let known = |username: &str| {
        let found = staff.iter().find(|person| person.username == username).map(|person| person.id);
        found.ok_or_else(|| DemoError::unknown("the user", username))
    };
    let nominee = |nominee: Nominee| DemoNominee {
        id: EnablementId(ids::named("enablement", &nominee.name)),
        person: people::person(&nominee.name, DOMAIN, &row.prefix),
        reason: nominee.reason,
    };
    Ok(DemoEnablement {
        office: office.ok_or_else(|| DemoError::unknown("the office", &row.office))?.id,
        director: known(&row.director)?,
        it_contact: known(&row.it_contact)?,
        waiting: nominee(row.waiting),
        ending: nominee(row.ending),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    office: String,
    director: String,
    it_contact: String,
    prefix: String,
    waiting: Nominee,
    ending: Nominee,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nominee {
    name: String,
    reason: String,
}
