//! The head of a consultant's file.

use crate::console::standing::{counted, counts_of, limit};
use crate::db::on;
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::IntermediaryId;
use contatti_model::console::ConsultantFile;
use contatti_model::identity::{FirmName, OfficeName};

/// # Errors
/// 404 for a firm that is not there.
pub(super) async fn read(house: &House, office: OfficeName, id: IntermediaryId) -> Answer<ConsultantFile> {
    const COUNTS: &str = counts_of!("r.intermediary_id = $1");
    let sql = "SELECT name, tax_code FROM intermediaries WHERE id = $1";
    let firm: Option<(String, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_optional(pool).await)?;
    let (name, tax_code) = firm.ok_or_else(Refusal::not_found)?;
    let sql = "SELECT p.name FROM intermediary_members m JOIN people p ON p.id = m.person_id
               WHERE m.intermediary_id = $1 AND p.disabled_at IS NULL ORDER BY p.name, p.id LIMIT 50";
    let people: Vec<String> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).fetch_all(pool).await)?;
    let rows: Vec<(String, i64)> = on!(&house.db, pool => sqlx::query_as(COUNTS).bind(id.0).bind(office.id.0)
        .bind(limit()).fetch_all(pool).await)?;
    Ok(ConsultantFile { firm: FirmName { id, name }, tax_code, office, people, counts: counted(&rows)? })
}
