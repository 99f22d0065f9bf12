//! Finding whose file to open: companies by name, tax code or a position's number, consultants by name or tax code.

use super::known::{dealt_with, firm_dealt_with};
use crate::db::on;
use crate::house::House;
use crate::identity::{company_patterns, folded};
use crate::web::Answer;
use contatti_model::console::{FoundCompany, FoundConsultant, FoundFiles};
use contatti_model::identity::{CompanyName, FirmName};
use contatti_model::{CompanyId, IntermediaryId, OfficeId};
use uuid::Uuid;

/// How many of each are shown.
const MOST: usize = 25;

/// $1 how many, $2 the office, $3 to $6 patterns.
const COMPANIES: &str = concat!(
    "SELECT c.id, c.name, c.tax_code, c.town, MIN(p.number) AS position, COUNT(*) AS positions
     FROM companies c JOIN positions p ON p.company_id = c.id
     WHERE c.folded || ' ' || p.number LIKE $3 AND c.folded || ' ' || p.number LIKE $4
       AND c.folded || ' ' || p.number LIKE $5 AND c.folded || ' ' || p.number LIKE $6 AND ",
    dealt_with!(),
    " GROUP BY c.id, c.name, c.tax_code, c.town ORDER BY c.name, c.id LIMIT $1"
);

/// The same.
const CONSULTANTS: &str = concat!(
    "SELECT i.id, i.name, i.tax_code FROM intermediaries i
     WHERE i.folded LIKE $3 AND i.folded LIKE $4 AND i.folded LIKE $5 AND i.folded LIKE $6 AND ",
    firm_dealt_with!(),
    " ORDER BY i.name, i.id LIMIT $1"
);

/// Those the office deals with that fit every word; without a word, nobody.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn find(house: &House, office: OfficeId, search: &str) -> Answer<FoundFiles> {
    if folded(search).is_empty() {
        return Ok(FoundFiles::default());
    }
    let (mut companies, mut consultants) =
        tokio::try_join!(companies(house, office, search), consultants(house, office, search))?;
    let more = companies.len() > MOST || consultants.len() > MOST;
    companies.truncate(MOST);
    consultants.truncate(MOST);
    Ok(FoundFiles { companies, consultants, more })
}

fn limit() -> i64 {
    i64::try_from(MOST + 1).unwrap_or(i64::MAX)
}

async fn companies(house: &House, office: OfficeId, search: &str) -> Answer<Vec<FoundCompany>> {
    let [first, second, third, fourth] = company_patterns(search);
    let rows: Vec<(Uuid, String, String, String, String, i64)> = on!(&house.db, pool => sqlx::query_as(COMPANIES)
        .bind(limit()).bind(office.0).bind(&first).bind(&second).bind(&third).bind(&fourth).fetch_all(pool).await)?;
    let found = |(id, name, tax_code, town, position, positions)| FoundCompany {
        company: CompanyName { id: CompanyId(id), name, tax_code },
        town,
        position,
        positions: u32::try_from(positions).unwrap_or(u32::MAX),
    };
    Ok(rows.into_iter().map(found).collect())
}

async fn consultants(house: &House, office: OfficeId, search: &str) -> Answer<Vec<FoundConsultant>> {
    let [first, second, third, fourth] = company_patterns(search);
    let rows: Vec<(Uuid, String, String)> = on!(&house.db, pool => sqlx::query_as(CONSULTANTS).bind(limit())
        .bind(office.0).bind(&first).bind(&second).bind(&third).bind(&fourth).fetch_all(pool).await)?;
    let found = |(id, name, tax_code)| FoundConsultant { firm: FirmName { id: IntermediaryId(id), name }, tax_code };
    Ok(rows.into_iter().map(found).collect())
}
