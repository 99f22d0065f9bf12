//! What `contatti demo` shows: invented offices, companies, people and letters, the same at every run and without a database.
//!
//! | file                | what it makes                                                          | from                        |
//! |---------------------|------------------------------------------------------------------------|-----------------------------|
//! | [`subjects`]        | the tree of subjects of three schemes, attachment profiles             | `data/subjects/*.toml`      |
//! | `guidance`          | answers already given, with their sources                             | `data/guidance.toml`        |
//! | [`offices`]         | twenty offices with their patron saints, routing rules, staff          | `data/offices.toml`         |
//! | `enablement`        | a nomination that waits, a grant that ends soon                        | `data/enablement.toml`      |
//! | [`companies`]       | sixty companies, their positions, their users                          | `data/companies/*.toml`     |
//! | [`intermediaries`]  | eight firms of consultants and their mandates                          | `data/intermediaries.toml`  |
//! | [`people`]          | what every person with an account has                                  |                             |
//! | [`accounts`]        | the accounts the command prints                                        | `data/accounts.toml`        |
//! | [`units`]           | units of an office, who is away                                       | `data/units.toml`           |
//! | [`requests`]        | any number of requests with thread, timeline and files, made lazily    | `data/story.toml`           |
//! | `letters`           | the words of requests, comments and answers                            | `data/texts/*.toml`         |
//! | [`files`]           | real bytes of eight kinds of file                                      | `data/scan.jpg`, `*.p7m`    |
//! | `load`              | all of it into the database, once however often                       |                             |
//! | `dice`, `ids`, `data` | seeded chance, ids that return, reading TOML                         |                             |

pub mod accounts;
pub mod companies;
mod correspondence;
mod data;
mod dice;
mod enablement;
pub mod files;
mod guidance;
mod ids;
pub mod intermediaries;
mod letters;
mod load;
pub mod offices;
pub mod people;
pub mod requests;
pub mod subjects;
pub mod units;

pub use accounts::DemoAccount;
pub use companies::{DemoCompany, DemoPosition};
pub use correspondence::DemoMissive;
pub use data::DemoError;
pub use enablement::{DemoEnablement, DemoNominee};
pub use files::file;
pub use intermediaries::{DemoIntermediary, DemoMandate};
pub use load::load;
pub use offices::{DOMAIN, DemoOffice, DemoRule};
pub use people::{DemoGrant, DemoPerson};
pub use requests::{DemoAttachment, DemoEvent, DemoFile, DemoMessage, DemoRequest, Requests, Turn};
pub use subjects::DemoArea;

use contatti_model::SubjectId;
use contatti_model::attachments::AttachmentProfile;
use contatti_model::offices::{Guidance, Scheme, Subject};
use jiff::civil::Date;
use letters::Letters;
use requests::Story;

/// The password of every demo account. It is printed, published and for trying out only: an installation that serves real
/// people never loads the demo.
pub const PASSWORD: &str = "Contatti-demo-2026";

/// How many requests the demo has unless told otherwise.
pub const REQUESTS: u64 = 300;

/// Everything that does not depend on a day, read once.
#[derive(Debug)]
pub struct World {
    pub profiles: Vec<AttachmentProfile>,
    pub areas: Vec<DemoArea>,
    pub guidance: Vec<Guidance>,
    pub offices: Vec<DemoOffice>,
    pub rules: Vec<DemoRule>,
    pub companies: Vec<DemoCompany>,
    pub intermediaries: Vec<DemoIntermediary>,
    /// Staff of the offices, users of the companies, consultants.
    pub people: Vec<DemoPerson>,
    accounts: Vec<DemoAccount>,
    letters: Letters,
    story: Story,
    pub enablement: DemoEnablement,
    pub missives: Vec<DemoMissive>,
    pub units: units::Units,
}

impl World {
    pub fn load() -> Result<Self, DemoError> {
        let profiles = subjects::profiles()?;
        let areas = subjects::areas(&profiles)?;
        let from_offices = offices::load()?;
        let (companies, users) = companies::load()?;
        let (intermediaries, consultants) = intermediaries::load()?;
        let enablement = enablement::load(&from_offices.offices, &from_offices.staff)?;
        let nominees = [&enablement.waiting, &enablement.ending].map(|nominee| nominee.person.clone());
        let people: Vec<_> = from_offices.staff.into_iter().chain(nominees).chain(users).chain(consultants).collect();
        Ok(Self {
            accounts: accounts::load(&people)?,
            letters: Letters::load()?,
            story: Story::load()?,
            missives: correspondence::load(
                companies.first().map_or("", |company| company.positions[0].number.as_str()),
            )?,
            enablement,
            units: units::load(&people, areas.iter().flat_map(|area| &area.area.subjects))?,
            offices: from_offices.offices,
            rules: from_offices.rules,
            profiles,
            guidance: guidance::load(areas.iter().flat_map(|area| &area.area.subjects))?,
            areas,
            companies,
            intermediaries,
            people,
        })
    }

    /// The accounts to print.
    pub fn accounts(&self) -> &[DemoAccount] {
        &self.accounts
    }

    /// `count` requests of the eighteen months before `today`.
    pub fn requests(&self, count: u64, today: Date) -> Requests<'_> {
        Requests::new(self, count, today)
    }

    /// Every subject of the tree, valid today or not.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.areas.iter().flat_map(|area| &area.area.subjects)
    }

    /// The office a request goes to: the most specific rule, or else the fallback desk.
    pub fn competent(&self, scheme: Scheme, subject: SubjectId, province: &str) -> Option<&DemoOffice> {
        let rule = self
            .rules
            .iter()
            .filter(|rule| rule.scheme == scheme)
            .filter(|rule| rule.subject.is_none_or(|only| only == subject))
            .filter(|rule| rule.province.as_deref().is_none_or(|only| only == province))
            .max_by_key(|rule| (rule.subject.is_some(), rule.province.is_some()));
        self.offices.iter().find(|office| match rule {
            Some(rule) => office.id == rule.office,
            None => office.is_fallback,
        })
    }
}

#[cfg(test)]
mod tests;
