//! Units of an office (*unità*): who belongs to them, who answers for them, which subjects arrive there.

use crate::problem::{FieldError, Issue};
use crate::requests::search::SubjectName;
use crate::requests::{choice, choices, keep, line, optional};
use crate::{Instant, PersonId, SubjectId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const MAX_UNIT_NAME_CHARS: usize = 100;
/// An office has no more of them.
pub const MAX_UNITS: u32 = 50;
/// The highest bound of requests in one person's charge.
const MAX_MOST_EACH: u32 = 999;

/// A unit in a line of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitName {
    pub id: UnitId,
    pub name: String,
}

/// The units of an office as its people read them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeUnits {
    pub units: Vec<Unit>,
    /// Whom a unit can be made of today.
    pub people: Vec<UnitPerson>,
    /// Whether the reader directs the office.
    pub may_edit: bool,
}

/// Somebody of the office who can belong to a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitPerson {
    pub id: PersonId,
    pub name: String,
    /// Works requests: can be given some.
    pub operates: bool,
}

/// A unit with its people and their load.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    pub id: UnitId,
    pub name: String,
    /// Grows by one at each change.
    pub version: i64,
    /// Whether what arrives is given at once to a member who is there.
    pub distributes: bool,
    /// Nobody is given more while so many are in their charge.
    #[serde(default)]
    pub most_each: Option<u32>,
    pub members: Vec<UnitMember>,
    pub subjects: Vec<SubjectName>,
    /// Requests of the unit that nobody has in charge.
    pub waiting: u32,
    /// Who changed it last, and when; none where that was not kept yet.
    #[serde(default)]
    pub changed_by: Option<String>,
    #[serde(default)]
    pub changed_at: Option<Instant>,
}

/// A member with what they know and have to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitMember {
    pub id: PersonId,
    pub name: String,
    /// Answers for the unit.
    pub manages: bool,
    /// Subjects they know best: they are given these first.
    pub skills: Vec<SubjectId>,
    /// Grows by one each time somebody says anew what they know; who comes back begins higher than they ever were.
    pub skills_version: i64,
    /// Requests of the office in their charge.
    pub in_charge: u32,
    /// Those of them promised for this week or before.
    pub due_this_week: u32,
    /// The last day they are away, when they are away today.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub absent_until: Option<Date>,
}

/// A unit as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitForm {
    pub name: String,
    /// Ids of people of the office.
    pub members: Vec<String>,
    /// Ids of those who answer for it; they are members too.
    pub managers: Vec<String>,
    /// Ids of subjects that arrive here; each leaves the unit where it arrived before.
    pub subjects: Vec<String>,
    /// `yes` to give out at once what arrives.
    pub distributes: String,
    /// How many requests one person has at most while it is given out; nothing for no bound.
    pub most_each: String,
    /// The version that was read, to change one; a new one needs none.
    pub version: String,
}

/// A unit that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDraft {
    pub name: String,
    /// Each once, with whether they answer for it.
    pub members: Vec<(PersonId, bool)>,
    pub subjects: Vec<SubjectId>,
    pub distributes: bool,
    pub most_each: Option<u32>,
}

impl UnitDraft {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(form: &UnitForm) -> Result<Self, Vec<FieldError>> {
        let errors = &mut vec![];
        let name = match line(&form.name, MAX_UNIT_NAME_CHARS) {
            Ok("") => Err(Issue::Required),
            other => other.map(str::to_owned),
        };
        let name = keep(errors, "name", name);
        let members: Vec<PersonId> = keep(errors, "members", choices(&form.members)).unwrap_or_default();
        let managers: Vec<PersonId> = keep(errors, "managers", choices(&form.managers)).unwrap_or_default();
        let subjects = keep(errors, "subjects", choices(&form.subjects)).unwrap_or_default();
        let most_each = keep(errors, "most_each", optional(&form.most_each, bound)).flatten();
        let plain = members.iter().filter(|id| !managers.contains(id)).map(|id| (*id, false));
        let members = managers.iter().map(|id| (*id, true)).chain(plain).collect();
        match name {
            Some(name) if errors.is_empty() => {
                Ok(Self { name, members, subjects, distributes: form.distributes.trim() == "yes", most_each })
            }
            _ => Err(std::mem::take(errors)),
        }
    }
}

/// What a member of a unit knows best, as ticked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillsForm {
    /// A member's id.
    pub person: String,
    /// Ids of subjects that arrive at the unit.
    pub subjects: Vec<String>,
    /// The member's `skills_version` that was read.
    pub version: String,
}

impl SkillsForm {
    /// # Errors
    /// One for each field that does not hold.
    pub fn parse(&self) -> Result<(PersonId, Vec<SubjectId>), Vec<FieldError>> {
        let errors = &mut vec![];
        let person = keep(errors, "person", choice(&self.person));
        let subjects = keep(errors, "subjects", choices(&self.subjects));
        match (person, subjects) {
            (Some(person), Some(subjects)) => Ok((person, subjects)),
            _ => Err(std::mem::take(errors)),
        }
    }
}

fn bound(raw: &str) -> Result<u32, Issue> {
    let outside = Issue::OutOfRange { min: 1, max: MAX_MOST_EACH };
    let number: u32 = raw.trim().parse().map_err(|_| outside.clone())?;
    if (1..=MAX_MOST_EACH).contains(&number) { Ok(number) } else { Err(outside) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LUCA: &str = "0190a0a0-0000-7000-8000-000000000001";
    const SARA: &str = "0190a0a0-0000-7000-8000-000000000002";

    #[test]
    fn who_answers_for_a_unit_belongs_to_it_and_everybody_only_once() {
        let ids = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let form = UnitForm {
            name: " DURC ".into(),
            members: ids(&[LUCA, SARA, LUCA]),
            managers: ids(&[SARA]),
            distributes: "yes".into(),
            ..UnitForm::default()
        };
        let draft = UnitDraft::parse(&form).unwrap();
        let [luca, sara] = [LUCA, SARA].map(|id| id.parse::<PersonId>().unwrap());
        assert_eq!(draft.members, [(sara, true), (luca, false)]);
        assert_eq!((draft.name.as_str(), draft.distributes, draft.most_each), ("DURC", true, None));
    }

    #[test]
    fn what_does_not_hold_is_told_at_its_field() {
        let form = UnitForm { subjects: vec!["7".into()], most_each: "0".into(), ..UnitForm::default() };
        let errors = UnitDraft::parse(&form).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "subjects", "most_each"]);
    }
}
