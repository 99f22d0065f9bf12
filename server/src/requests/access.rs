//! Who may read a request: its company, an intermediary under a mandate that holds today, the office's people.

use super::store::{self, RequestRow};
use crate::db::{Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::offices::Scheme;
use contatti_model::requests::Side;
use contatti_model::{CompanyId, RequestId};

/// The request, when the person may read it; a reading by the office leaves a row the company can see (promise 7).
///
/// # Errors
/// 404 whether it does not exist or is not theirs to see.
pub async fn readable(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestRow> {
    let (row, by) = seen(house, actor, id).await?;
    if by == Side::Office {
        audit::note_read(house, actor, row.company(), id, row.office()).await?;
    }
    Ok(row)
}

/// The same without a row: for who just moved it, whose move left one, and for reading it again.
///
/// # Errors
/// As [`readable`]: it may have gone where the mover may not follow.
pub async fn unnoted(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestRow> {
    Ok(seen(house, actor, id).await?.0)
}

/// The request, and on whose side the person stands who sees it.
async fn seen(house: &House, actor: &Actor, id: RequestId) -> Answer<(RequestRow, Side)> {
    let row = store::request(house, id).await?.ok_or_else(Refusal::not_found)?;
    if acts_for(house, actor, row.company(), row.scheme()?).await? {
        return Ok((row, Side::Company));
    }
    if actor.watches(row.office()) { Ok((row, Side::Office)) } else { Err(Refusal::not_found()) }
}

/// The request, when the person works for the office that has it.
///
/// # Errors
/// 404 for everybody else.
pub async fn workable(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestRow> {
    let row = store::request(house, id).await?.ok_or_else(Refusal::not_found)?;
    if actor.operates(row.office()) { Ok(row) } else { Err(Refusal::not_found()) }
}

/// Whether the person may act for the company in this scheme today.
///
/// # Errors
/// When the database does not answer.
pub async fn acts_for(house: &House, actor: &Actor, company: CompanyId, scheme: Scheme) -> Answer<bool> {
    if actor.belongs_to(company) {
        return Ok(true);
    }
    let Some(mandated) = actor.as_mandated() else { return Ok(false) };
    let sql = "SELECT COUNT(*) FROM mandates WHERE (intermediary_id = $1 OR id = $1) AND company_id = $2
               AND (scheme IS NULL OR scheme = $3) AND valid_from <= $4 AND (valid_to IS NULL OR valid_to >= $4)
               AND revoked_at IS NULL";
    let today = Day(house.now().day());
    let mandates: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(mandated).bind(company.0)
        .bind(scheme.as_str()).bind(today).fetch_one(pool).await)?;
    Ok(mandates > 0)
}
