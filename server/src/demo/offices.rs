//! Offices, the rules that route to them, and the people who work there, read from `data/offices.toml`.

use super::data::{DemoError, data_file, read};
use super::people::{self, DemoGrant, DemoPerson};
use super::{ids, subjects};
use contatti_model::identity::Role;
use contatti_model::offices::{PatronDay, Scheme, WorkingCalendar};
use contatti_model::{OfficeId, SubjectId};
use jiff::civil::{Date, date};
use serde::Deserialize;
use uuid::Uuid;

/// Domain of the institute's mailboxes; `.example` can never be delivered to.
pub const DOMAIN: &str = "istituto.example";

/// The day every role of the demo was granted.
const GRANTED_ON: Date = date(2024, 1, 8);

/// An office; each owns a register area.
#[derive(Clone, Debug)]
pub struct DemoOffice {
    pub id: OfficeId,
    pub code: String,
    pub name: String,
    pub town: String,
    pub address: String,
    pub email: String,
    /// Where certified mail and faxes reach it.
    pub pec: String,
    pub fax: String,
    /// Where the directorate above it is told.
    pub region_email: String,
    pub register_area: String,
    pub patron: Option<PatronDay>,
    pub is_fallback: bool,
}

impl DemoOffice {
    pub fn calendar(&self) -> WorkingCalendar {
        WorkingCalendar::new(self.patron)
    }
}

/// One row of the routing table.
#[derive(Clone, Debug)]
pub struct DemoRule {
    pub id: Uuid,
    pub scheme: Scheme,
    pub subject: Option<SubjectId>,
    pub province: Option<String>,
    pub office: OfficeId,
}

/// What the file holds, in three lists.
pub(super) struct Offices {
    pub offices: Vec<DemoOffice>,
    pub rules: Vec<DemoRule>,
    pub staff: Vec<DemoPerson>,
}

pub(super) fn load() -> Result<Offices, DemoError> {
    let rows: Rows = read(data_file!("offices.toml"))?;
    let mut rules: Vec<_> = rows.exception.iter().map(Exception::rule).collect::<Result<_, _>>()?;
    for row in &rows.office {
        let own = row.rules();
        let free = own.filter(|rule| !rows.exception.iter().any(|one| one.replaces(rule)));
        rules.extend(free);
    }
    Ok(Offices {
        offices: rows.office.iter().map(OfficeRow::office).collect(),
        staff: rows.office.iter().flat_map(OfficeRow::staff).collect(),
        rules,
    })
}

fn office_id(code: &str) -> OfficeId {
    OfficeId(ids::named("office", code))
}

fn rule_id(scheme: Scheme, subject: Option<&str>, province: Option<&str>) -> Uuid {
    let (subject, province) = (subject.unwrap_or("*"), province.unwrap_or("*"));
    ids::named("rule", &format!("{}/{subject}/{province}", scheme.as_str()))
}

#[derive(Deserialize)]
struct Rows {
    office: Vec<OfficeRow>,
    exception: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeRow {
    code: String,
    name: String,
    town: String,
    address: String,
    mailbox: String,
    prefix: String,
    region: String,
    patron: PatronDay,
    #[serde(default)]
    fallback: bool,
    provinces: Vec<String>,
    director: String,
    operators: Vec<String>,
    /// Who answers for a unit, and who grants the group: not every office of the demo has them.
    unit_manager: Option<String>,
    it_contact: Option<String>,
}

impl OfficeRow {
    fn office(&self) -> DemoOffice {
        DemoOffice {
            id: office_id(&self.code),
            code: self.code.clone(),
            name: self.name.clone(),
            town: self.town.clone(),
            address: self.address.clone(),
            email: format!("{}@{DOMAIN}", self.mailbox),
            pec: format!("{}@pec.{DOMAIN}", self.mailbox),
            // Three noughts after the prefix: nobody's number.
            fax: format!("{}000{}", self.prefix, self.code),
            region_email: format!("{}@{DOMAIN}", self.region),
            register_area: format!("INPS.{}", self.code),
            patron: Some(self.patron),
            is_fallback: self.fallback,
        }
    }

    /// One rule a province and scheme.
    fn rules(&self) -> impl Iterator<Item = DemoRule> {
        self.provinces.iter().flat_map(|province| {
            Scheme::ALL.into_iter().map(|scheme| DemoRule {
                id: rule_id(scheme, None, Some(province)),
                scheme,
                subject: None,
                province: Some(province.clone()),
                office: office_id(&self.code),
            })
        })
    }

    fn staff(&self) -> impl Iterator<Item = DemoPerson> {
        let director = (self.director.as_str(), Role::Director);
        let operators = self.operators.iter().map(|name| (name.as_str(), Role::Operator));
        let manager = self.unit_manager.iter().map(|name| (name.as_str(), Role::UnitManager));
        let contact = self.it_contact.iter().map(|name| (name.as_str(), Role::ItContact));
        let staff = std::iter::once(director).chain(operators).chain(manager).chain(contact);
        staff.map(|(name, role)| DemoPerson {
            grants: vec![DemoGrant { role, office: office_id(&self.code), valid_from: GRANTED_ON, valid_to: None }],
            ..people::person(name, DOMAIN, &self.prefix)
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    scheme: Scheme,
    subject: Option<String>,
    province: Option<String>,
    office: String,
}

impl Exception {
    fn rule(&self) -> Result<DemoRule, DemoError> {
        if self.subject.is_none() && self.province.is_none() {
            return Err(DemoError::unknown("an exception to", &self.office));
        }
        Ok(DemoRule {
            id: rule_id(self.scheme, self.subject.as_deref(), self.province.as_deref()),
            scheme: self.scheme,
            subject: self.subject.as_deref().map(subjects::subject_id),
            province: self.province.clone(),
            office: office_id(&self.office),
        })
    }

    fn replaces(&self, rule: &DemoRule) -> bool {
        self.subject.is_none() && self.scheme == rule.scheme && self.province == rule.province
    }
}
