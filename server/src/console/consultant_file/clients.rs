//! Whose affairs a firm minds, as far as one office deals with them: mandates that hold today, apart from those that do not.

use crate::console::known::dealt_with;
use crate::db::{At, Day, Db, Ids, on};
use crate::house::House;
use crate::identity::scheme;
use crate::web::{Answer, PAGE_SIZE, page_of};
use contatti_model::console::{FileClient, MandateSpan};
use contatti_model::identity::CompanyName;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::{CompanyId, IntermediaryId, MandateId, OfficeId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct ClientRow {
    id: Uuid,
    company_id: Uuid,
    company: String,
    tax_code: String,
    scheme: Option<String>,
    valid_from: Day,
    valid_to: Option<Day>,
    revoked_at: Option<At>,
    open: i64,
    in_charge: i64,
}

/// $1 the firm, $2 the office, $3 today, $4 whether those that hold, $5 the last mandate of the page before or none,
/// $6 how many.
const CLIENTS: &str = concat!(
    "SELECT d.id, c.id AS company_id, c.name AS company, c.tax_code, d.scheme, d.valid_from, d.valid_to, d.revoked_at,
            (SELECT COUNT(*) FROM requests r WHERE r.company_id = c.id AND r.office_id = $2
               AND r.state IN ('registered', 'routed')) AS open,
            (SELECT COUNT(*) FROM requests r WHERE r.company_id = c.id AND r.office_id = $2
               AND r.state IN ('in_charge', 'awaiting_documents', 'reopened')) AS in_charge
     FROM mandates d JOIN companies c ON c.id = d.company_id
     WHERE d.intermediary_id = $1
       AND (d.valid_from <= $3 AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL) = $4
       AND ($5 IS NULL OR (c.name, d.id) > (
           SELECT k.name, e.id FROM mandates e JOIN companies k ON k.id = e.company_id WHERE e.id = $5))
       AND EXISTS (SELECT 1 FROM positions p
                   WHERE p.company_id = d.company_id AND (d.scheme IS NULL OR d.scheme = p.scheme) AND ",
    dealt_with!(),
    ") ORDER BY c.name, d.id LIMIT $6"
);

/// # Errors
/// When the database does not answer.
pub(super) async fn clients(
    house: &House,
    firm: IntermediaryId,
    office: OfficeId,
    holding: bool,
    after: Option<MandateId>,
) -> Answer<Page<FileClient>> {
    let today = house.now().day();
    let rows: Vec<ClientRow> = on!(&house.db, pool => sqlx::query_as(CLIENTS).bind(firm.0).bind(office.0)
        .bind(Day(today)).bind(holding).bind(after.map(|id| id.0)).bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let page = page_of(rows, PAGE_SIZE, |row| row.id.to_string(), |row| row.into_client(today));
    Ok(Page { items: page.items.into_iter().collect::<Answer<_>>()?, next: page.next })
}

/// Whose requests these are, each once.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn companies_of(house: &House, lines: &[Line]) -> Answer<Vec<CompanyId>> {
    if lines.is_empty() {
        return Ok(vec![]);
    }
    let sql = match &house.db {
        Db::Sqlite { .. } => {
            "SELECT DISTINCT company_id FROM requests WHERE id IN (SELECT unhex(value) FROM json_each($1))"
        }
        Db::Postgres(_) => "SELECT DISTINCT company_id FROM requests WHERE id = ANY($1)",
    };
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id.0).collect();
    let rows: Vec<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(Ids(&ids)).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(CompanyId).collect())
}

impl ClientRow {
    fn into_client(self, today: Date) -> Answer<FileClient> {
        let (valid_to, revoked_at) = (self.valid_to.map(|day| day.0), self.revoked_at.map(|at| at.0));
        let span = MandateSpan { valid_from: self.valid_from.0, valid_to, revoked_at };
        Ok(FileClient {
            mandate: MandateId(self.id),
            company: CompanyName { id: CompanyId(self.company_id), name: self.company, tax_code: self.tax_code },
            scheme: self.scheme.as_deref().map(scheme).transpose()?,
            span,
            holds: span.holds_on(today),
            open: u32::try_from(self.open).unwrap_or(0),
            in_charge: u32::try_from(self.in_charge).unwrap_or(0),
        })
    }
}
