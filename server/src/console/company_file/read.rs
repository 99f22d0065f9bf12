//! The head of the file: the company, its positions and mandates, how much there is at the office.

use crate::console::file_parts::next_meeting;
use crate::console::standing::{counted, counts_of, limit};
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::{Whose, scheme};
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::console::{CompanyFile, FileMandate, FilePosition, MandateSpan};
use contatti_model::identity::{CompanyName, FirmName, OfficeName};
use contatti_model::requests::WorkCount;
use contatti_model::{CompanyId, IntermediaryId, MandateId, OfficeId, PositionId};
use sqlx::FromRow;
use uuid::Uuid;

/// The most positions, and mandates, one head shows.
const MOST: i64 = 200;

/// Of the whole company, or of one position: then that one alone, the mandates that hold for its scheme, and what there is of it.
///
/// # Errors
/// 404 for a company that is not there.
pub(super) async fn read(house: &House, office: OfficeName, id: CompanyId, whose: Whose) -> Answer<CompanyFile> {
    let (row, mut positions, mut mandates, counts, next_meeting) = tokio::try_join!(
        company(house, id),
        positions(house, id),
        mandates(house, id),
        counts(house, whose, office.id),
        next_meeting(house, whose, office.id),
    )?;
    if let Whose::Position(chosen) = whose {
        positions.retain(|position| position.id == chosen);
        let covered = |scheme| positions.iter().any(|position| position.scheme == scheme);
        mandates.retain(|mandate| mandate.scheme.is_none_or(covered));
    }
    Ok(CompanyFile {
        company: CompanyName { id, name: row.name, tax_code: row.tax_code },
        vat_number: row.vat_number,
        address: row.address,
        town: row.town,
        province: row.province,
        office,
        positions,
        mandates,
        counts,
        next_meeting,
    })
}

#[derive(FromRow)]
struct CompanyRow {
    name: String,
    tax_code: String,
    vat_number: Option<String>,
    address: String,
    town: String,
    province: String,
}

async fn company(house: &House, id: CompanyId) -> Answer<CompanyRow> {
    let sql = "SELECT name, tax_code, vat_number, address, town, province FROM companies WHERE id = $1";
    let row: Option<CompanyRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_optional(pool).await)?;
    row.ok_or_else(Refusal::not_found)
}

#[derive(FromRow)]
struct PositionRow {
    id: Uuid,
    number: String,
    scheme: String,
    province: String,
    opened_on: Day,
    closed_on: Option<Day>,
    office_id: Uuid,
    office: String,
}

async fn positions(house: &House, id: CompanyId) -> Answer<Vec<FilePosition>> {
    const SQL: &str = concat!(
        "SELECT p.id, p.number, p.scheme, p.province, p.opened_on, p.closed_on, o.id AS office_id, o.name AS office
         FROM positions p JOIN offices o ON o.id = ",
        offices::office_by_territory!(),
        " WHERE p.company_id = $1 ORDER BY p.scheme, p.number LIMIT $2"
    );
    let rows: Vec<PositionRow> =
        on!(&house.db, pool => sqlx::query_as(SQL).bind(id.0).bind(MOST).fetch_all(pool).await)?;
    rows.into_iter().map(PositionRow::into_position).collect()
}

impl PositionRow {
    fn into_position(self) -> Answer<FilePosition> {
        Ok(FilePosition {
            id: PositionId(self.id),
            number: self.number,
            scheme: scheme(&self.scheme)?,
            province: self.province,
            opened_on: self.opened_on.0,
            closed_on: self.closed_on.map(|day| day.0),
            office: OfficeName { id: OfficeId(self.office_id), name: self.office },
        })
    }
}

#[derive(FromRow)]
struct MandateRow {
    id: Uuid,
    firm_id: Uuid,
    firm: String,
    scheme: Option<String>,
    valid_from: Day,
    valid_to: Option<Day>,
    revoked_at: Option<At>,
}

async fn mandates(house: &House, id: CompanyId) -> Answer<Vec<FileMandate>> {
    let sql = "SELECT d.id, i.id AS firm_id, i.name AS firm, d.scheme, d.valid_from, d.valid_to, d.revoked_at
               FROM mandates d JOIN intermediaries i ON i.id = d.intermediary_id
               WHERE d.company_id = $1 ORDER BY d.valid_from DESC, d.id LIMIT $2";
    let rows: Vec<MandateRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(MOST).fetch_all(pool).await)?;
    let today = house.now().day();
    let mandate = |row: MandateRow| {
        let (valid_to, revoked_at) = (row.valid_to.map(|day| day.0), row.revoked_at.map(|at| at.0));
        let span = MandateSpan { valid_from: row.valid_from.0, valid_to, revoked_at };
        Ok(FileMandate {
            id: MandateId(row.id),
            firm: FirmName { id: IntermediaryId(row.firm_id), name: row.firm },
            scheme: row.scheme.as_deref().map(scheme).transpose()?,
            span,
            holds: span.holds_on(today),
        })
    };
    rows.into_iter().map(mandate).collect()
}

async fn counts(house: &House, whose: Whose, office: OfficeId) -> Answer<Vec<WorkCount>> {
    let sql = match whose {
        Whose::Company(_) => counts_of!("r.company_id = $1"),
        Whose::Position(_) => counts_of!("r.position_id = $1"),
        Whose::Firm(_) => counts_of!("r.intermediary_id = $1"),
    };
    let rows: Vec<(String, i64)> = on!(&house.db, pool => sqlx::query_as(sql).bind(whose.id()).bind(office.0)
        .bind(limit()).fetch_all(pool).await)?;
    counted(&rows)
}
