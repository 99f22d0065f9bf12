//! Sixty companies with their positions and the people who write for them, read from `data/companies/`.

use super::data::{DemoError, File, data_file, read};
use super::people::{self, DemoPerson};
use super::{dice, ids};
use contatti_model::identity::{PositionNumber, TaxCode, VatNumber};
use contatti_model::offices::Scheme;
use contatti_model::{CompanyId, PositionId};
use jiff::civil::{Date, date};
use serde::Deserialize;
use uuid::Uuid;

/// A company or self-employed contributor.
#[derive(Clone, Debug)]
pub struct DemoCompany {
    pub id: CompanyId,
    pub name: String,
    pub tax_code: String,
    pub vat_number: Option<String>,
    pub address: String,
    pub town: String,
    pub province: String,
    /// What it does, where some subjects are asked by such companies alone.
    pub sector: Option<String>,
    pub positions: Vec<DemoPosition>,
}

/// A contribution position (*matricola*).
#[derive(Clone, Debug)]
pub struct DemoPosition {
    pub id: PositionId,
    pub number: String,
    pub scheme: Scheme,
    pub province: String,
    pub opened_on: Date,
    pub closed_on: Option<Date>,
}

/// The first file begins with the company whose story the showcase accounts tell.
const FILES: [File; 4] = [
    data_file!("companies/south.toml"),
    data_file!("companies/islands.toml"),
    data_file!("companies/centre.toml"),
    data_file!("companies/north.toml"),
];

/// No office of the Revenue ends its VAT numbers in 777 and no town's code is T777: these numbers check, and are nobody's.
const NOBODYS_OFFICE: u64 = 777;

pub(super) fn load() -> Result<(Vec<DemoCompany>, Vec<DemoPerson>), DemoError> {
    let (mut companies, mut users) = (vec![], vec![]);
    for file in FILES {
        let rows: Rows = read(file)?;
        for row in &rows.company {
            companies.push(row.company()?);
            users.extend(row.users());
        }
    }
    Ok((companies, users))
}

/// The id of the company a data file calls `key`.
pub(super) fn company_id(key: &str) -> CompanyId {
    CompanyId(ids::named("company", key))
}

/// A VAT number that checks and was never given to anybody.
pub(super) fn vat_number(id: Uuid) -> VatNumber {
    let (high, low) = id.as_u64_pair();
    VatNumber::from_stem(dice::mixed(high ^ low) % 9_000_000 * 1_000 + NOBODYS_OFFICE)
}

#[derive(Deserialize)]
struct Rows {
    company: Vec<CompanyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompanyRow {
    key: String,
    sector: Option<String>,
    name: String,
    /// The first fifteen characters of the owner's tax code, where the company is one person.
    owner: Option<String>,
    address: String,
    town: String,
    province: String,
    prefix: String,
    positions: Vec<PositionRow>,
    users: Vec<String>,
}

impl CompanyRow {
    fn company(&self) -> Result<DemoCompany, DemoError> {
        let id = company_id(&self.key);
        let vat = vat_number(id.0).as_str().to_owned();
        let tax_code = match &self.owner {
            None => vat.clone(),
            Some(owner) => {
                TaxCode::complete(owner).map_err(|_| DemoError::unknown("the tax code", owner))?.as_str().to_owned()
            }
        };
        Ok(DemoCompany {
            id,
            name: self.name.clone(),
            tax_code,
            vat_number: Some(vat),
            address: self.address.clone(),
            town: self.town.clone(),
            province: self.province.clone(),
            sector: self.sector.clone(),
            positions: self.positions(),
        })
    }

    fn positions(&self) -> Vec<DemoPosition> {
        let numbered = self.positions.iter().enumerate();
        numbered.map(|(place, row)| row.position(self, place)).collect()
    }

    fn users(&self) -> impl Iterator<Item = DemoPerson> {
        let domain = format!("{}.example", self.key);
        self.users.iter().map(move |name| DemoPerson {
            companies: vec![company_id(&self.key)],
            ..people::person(name, &domain, &self.prefix)
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PositionRow {
    scheme: Scheme,
    /// Where it differs from the company's.
    province: Option<String>,
    closed_on: Option<Date>,
}

impl PositionRow {
    fn position(&self, company: &CompanyRow, place: usize) -> DemoPosition {
        let id = ids::named("position", &format!("{}/{place}", company.key));
        let (high, low) = id.as_u64_pair();
        // The number's first two digits are a province's, 01 to 95.
        let stem = (1 + high % 95) * 1_000_000 + dice::mixed(low) % 1_000_000;
        let year = 1991 + i16::try_from(low % 31).unwrap_or(0);
        let month = 1 + i8::try_from(high % 12).unwrap_or(0);
        DemoPosition {
            id: PositionId(id),
            number: PositionNumber::from_stem(u32::try_from(stem).unwrap_or(0)).as_str().to_owned(),
            scheme: self.scheme,
            province: self.province.clone().unwrap_or_else(|| company.province.clone()),
            opened_on: date(year, month, 1),
            closed_on: self.closed_on,
        }
    }
}
