//! The office a message was sent to, or is sent on to, before anybody knows its subject.

use super::store::{Competent, OfficeRow};
use crate::db::on;
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::PositionId;

/// The office competent for position `p` by territory alone, whatever the subject, as routing does (`competent_office`):
/// the rule of its province, else the one of its whole scheme, else the fallback desk.
macro_rules! office_by_territory {
    () => {
        "COALESCE(
             (SELECT t.office_id FROM routing_rules t WHERE t.scheme = p.scheme AND t.province = p.province
                AND t.subject_id IS NULL ORDER BY t.id LIMIT 1),
             (SELECT t.office_id FROM routing_rules t WHERE t.scheme = p.scheme AND t.province IS NULL
                AND t.subject_id IS NULL ORDER BY t.id LIMIT 1),
             (SELECT f.id FROM offices f WHERE f.is_fallback LIMIT 1))"
    };
}
pub(crate) use office_by_territory;

/// The office that has this address, number or certified mailbox; none when it is nobody's.
///
/// # Errors
/// When the database does not answer.
pub async fn office_at(house: &House, address: &str) -> Answer<Option<Competent>> {
    let sql = "SELECT id, name, register_area FROM offices
               WHERE lower(email) = $1 OR lower(pec) = $1 OR fax = $1 ORDER BY code LIMIT 1";
    let row: Option<OfficeRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(address).fetch_optional(pool).await)?;
    Ok(row.map(OfficeRow::into_competent))
}

/// The office competent for a position by territory alone, whatever the subject.
///
/// # Errors
/// When the database does not answer, or no fallback desk is named.
pub async fn territorial_office(house: &House, position: PositionId) -> Answer<Competent> {
    const SQL: &str = concat!(
        "SELECT o.id, o.name, o.register_area FROM positions p JOIN offices o ON o.id = ",
        office_by_territory!(),
        " WHERE p.id = $1"
    );
    let row: Option<OfficeRow> =
        on!(&house.db, pool => sqlx::query_as(SQL).bind(position.0).fetch_optional(pool).await)?;
    match row {
        Some(row) => Ok(row.into_competent()),
        None => fallback_office(house).await,
    }
}

/// The one desk that gets what nothing routes.
///
/// # Errors
/// When the database does not answer, or no fallback desk is named.
pub async fn fallback_office(house: &House) -> Answer<Competent> {
    let sql = "SELECT id, name, register_area FROM offices WHERE is_fallback LIMIT 1";
    let row: Option<OfficeRow> = on!(&house.db, pool => sqlx::query_as(sql).fetch_optional(pool).await)?;
    row.map(OfficeRow::into_competent).ok_or_else(|| Refusal::internal("no fallback desk is named among the offices"))
}
