//! Units of the demo's offices and who is away, read from `data/units.toml`.

use super::data::{DemoError, data_file, read};
use super::people::DemoPerson;
use super::{ids, subjects};
use contatti_model::offices::Subject;
use contatti_model::{AbsenceId, OfficeId, PersonId, SubjectId, UnitId};
use serde::Deserialize;

/// A unit with its people, each with whether they answer for it.
#[derive(Clone, Debug)]
pub struct DemoUnit {
    pub id: UnitId,
    pub office: OfficeId,
    pub name: String,
    pub members: Vec<(PersonId, bool)>,
    pub subjects: Vec<SubjectId>,
}

/// Somebody away for some days from the day of loading on.
#[derive(Clone, Debug)]
pub struct DemoAbsence {
    pub id: AbsenceId,
    pub office: OfficeId,
    pub person: PersonId,
    pub days: i32,
    pub substitute: PersonId,
}

/// What the file holds, in two lists.
#[derive(Clone, Debug)]
pub struct Units {
    pub units: Vec<DemoUnit>,
    pub absences: Vec<DemoAbsence>,
}

pub(super) fn load<'a>(
    people: &[DemoPerson],
    known: impl Iterator<Item = &'a Subject> + Clone,
) -> Result<Units, DemoError> {
    let rows: Rows = read(data_file!("units.toml"))?;
    let person = |username: &String| {
        let found = people.iter().find(|one| one.username == *username);
        found.map(|one| one.id).ok_or_else(|| DemoError::unknown("the user", username))
    };
    let subject = |key: &String| {
        let id = subjects::subject_id(key);
        let found = known.clone().any(|one| one.id == id);
        if found { Ok(id) } else { Err(DemoError::unknown("the subject", key)) }
    };
    let unit = |row: &UnitRow| {
        let managers = row.managers.iter().map(|one| Ok((person(one)?, true)));
        let members = row.members.iter().map(|one| Ok((person(one)?, false)));
        Ok(DemoUnit {
            id: UnitId(ids::named("unit", &format!("{}/{}", row.office, row.name))),
            office: OfficeId(ids::named("office", &row.office)),
            name: row.name.clone(),
            members: managers.chain(members).collect::<Result<_, DemoError>>()?,
            subjects: row.subjects.iter().map(subject).collect::<Result<_, _>>()?,
        })
    };
    let absence = |row: &AbsenceRow| {
        Ok(DemoAbsence {
            id: AbsenceId(ids::named("absence", &row.person)),
            office: OfficeId(ids::named("office", &row.office)),
            person: person(&row.person)?,
            days: row.days,
            substitute: person(&row.substitute)?,
        })
    };
    Ok(Units {
        units: rows.unit.iter().map(unit).collect::<Result<_, DemoError>>()?,
        absences: rows.absence.iter().map(absence).collect::<Result<_, DemoError>>()?,
    })
}

#[derive(Deserialize)]
struct Rows {
    unit: Vec<UnitRow>,
    absence: Vec<AbsenceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    office: String,
    name: String,
    managers: Vec<String>,
    members: Vec<String>,
    subjects: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbsenceRow {
    office: String,
    person: String,
    days: i32,
    substitute: String,
}
