//! Firms of labour consultants, their people and their mandates, read from `data/intermediaries.toml`.

use super::companies::{company_id, vat_number};
use super::data::{DemoError, data_file, read};
use super::ids;
use super::people::{self, DemoPerson};
use contatti_model::offices::Scheme;
use contatti_model::time::start_of_day;
use contatti_model::{CompanyId, Instant, IntermediaryId, MandateId};
use jiff::civil::Date;
use serde::Deserialize;

/// A firm (L. 12/1979 art. 1).
#[derive(Clone, Debug)]
pub struct DemoIntermediary {
    pub id: IntermediaryId,
    pub name: String,
    pub tax_code: String,
    pub mandates: Vec<DemoMandate>,
}

/// A company's mandate to the firm.
#[derive(Clone, Debug)]
pub struct DemoMandate {
    pub id: MandateId,
    pub company: CompanyId,
    /// None: every scheme of the company.
    pub scheme: Option<Scheme>,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub revoked_at: Option<Instant>,
}

impl DemoMandate {
    /// Whether the firm could act for the company's positions of `scheme` all through `day`.
    pub fn holds(&self, scheme: Scheme, day: Date) -> bool {
        self.scheme.is_none_or(|only| only == scheme)
            && self.valid_from <= day
            && self.valid_to.is_none_or(|last| day <= last)
            && self.revoked_at.is_none_or(|revoked| start_of_day(day.tomorrow().unwrap_or(day)) <= revoked)
    }
}

pub(super) fn load() -> Result<(Vec<DemoIntermediary>, Vec<DemoPerson>), DemoError> {
    let rows: Rows = read(data_file!("intermediaries.toml"))?;
    let people = rows.intermediary.iter().flat_map(IntermediaryRow::people);
    Ok((rows.intermediary.iter().map(IntermediaryRow::intermediary).collect(), people.collect()))
}

#[derive(Deserialize)]
struct Rows {
    intermediary: Vec<IntermediaryRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntermediaryRow {
    key: String,
    name: String,
    prefix: String,
    people: Vec<String>,
    since: Date,
    companies: Vec<String>,
    #[serde(default)]
    mandate: Vec<MandateRow>,
}

impl IntermediaryRow {
    fn id(&self) -> IntermediaryId {
        IntermediaryId(ids::named("intermediary", &self.key))
    }

    fn intermediary(&self) -> DemoIntermediary {
        let plain = self.companies.iter().map(|company| MandateRow {
            company: company.clone(),
            scheme: None,
            from: self.since,
            to: None,
            revoked_on: None,
        });
        DemoIntermediary {
            id: self.id(),
            name: self.name.clone(),
            tax_code: vat_number(self.id().0).as_str().to_owned(),
            mandates: plain.chain(self.mandate.iter().cloned()).map(|row| row.mandate(&self.key)).collect(),
        }
    }

    fn people(&self) -> impl Iterator<Item = DemoPerson> {
        let domain = format!("{}.example", self.key);
        self.people.iter().map(move |name| DemoPerson {
            intermediary: Some(self.id()),
            ..people::person(name, &domain, &self.prefix)
        })
    }
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MandateRow {
    company: String,
    scheme: Option<Scheme>,
    from: Date,
    to: Option<Date>,
    revoked_on: Option<Date>,
}

impl MandateRow {
    fn mandate(&self, firm: &str) -> DemoMandate {
        let scheme = self.scheme.map_or("*", Scheme::as_str);
        let name = format!("{firm}/{}/{scheme}", self.company);
        DemoMandate {
            id: MandateId(ids::named("mandate", &name)),
            company: company_id(&self.company),
            scheme: self.scheme,
            valid_from: self.from,
            valid_to: self.to,
            // At ten in the morning, as people revoke.
            revoked_at: self.revoked_on.map(|day| start_of_day(day).plus_seconds(36_000)),
        }
    }
}
